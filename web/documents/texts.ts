import type { TextsOf } from '../texts/index.ts';

const vi = {
  register: 'Sổ theo dõi hồ sơ',
  registerText: 'Hồ sơ nộp tại một cơ quan, từ ngày đầu đến hết ngày cuối; nhiều nhất 2.000 hồ sơ.',
  agency: 'Cơ quan',
  language: 'Ngôn ngữ của văn bản',
  vietnamese: 'Tiếng Việt',
  english: 'Tiếng Anh',
  make: 'Lập sổ',
  handover: 'Danh sách bàn giao giữa các cơ quan',
  handoverText:
    'Mỗi dòng một mã hồ sơ; có thể quét mã vạch. Bàn giao cho bưu chính thì lập ở trang Bưu chính.',
  from: 'Bên giao',
  to: 'Bên nhận',
  codes: 'Mã hồ sơ',
  makeList: 'Lập danh sách ({count})',
};

const en: TextsOf<typeof vi> = {
  register: 'Register of dossiers',
  registerText: 'Dossiers filed at an agency, from the first day to the end of the last; 2,000 at most.',
  agency: 'Agency',
  language: 'Language of the paper',
  vietnamese: 'Vietnamese',
  english: 'English',
  make: 'Make the register',
  handover: 'Handover list between agencies',
  handoverText:
    'One code in a line; they can be scanned. What goes to the post has its list on the page Post.',
  from: 'Handed over by',
  to: 'Taken by',
  codes: 'Codes of the dossiers',
  makeList: 'Make the list ({count})',
};

export const TEXTS = { vi, en };
