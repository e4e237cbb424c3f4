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
  registerText: 'Dossiers filed at an agency between two dates, inclusive; up to 2,000.',
  agency: 'Agency',
  language: 'Language',
  vietnamese: 'Vietnamese',
  english: 'English',
  make: 'Generate register',
  handover: 'Handover list between agencies',
  handoverText:
    'One code per line; they can be scanned. For items sent by post, use the list on the Post page.',
  from: 'Handed over by',
  to: 'Received by',
  codes: 'Dossier codes',
  makeList: 'Generate list ({count})',
};

export const TEXTS = { vi, en };
