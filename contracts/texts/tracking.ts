import type { Language } from './index.ts';

const VI = {
  title: 'Tra cứu hồ sơ, phản ánh',
  words: 'Nhập mã trên giấy hẹn và bốn số cuối của số điện thoại đã khai khi nộp.',
  code: 'Mã hồ sơ hoặc phản ánh',
  proof: 'Bốn số cuối của số điện thoại',
  look: 'Tra cứu',
  wrong: 'Không tìm thấy. Hãy xem lại mã và bốn số cuối của số điện thoại.',
  often: 'Bạn đã thử nhiều lần. Hãy thử lại sau ít phút.',
  another: 'Tra cứu mã khác',
  status: 'Tình trạng',
  filedAt: 'Nộp lúc',
  dueAt: 'Hẹn trả kết quả',
  decidedAt: 'Có kết quả lúc',
  deliveredAt: 'Đã trả kết quả lúc',
  closedAt: 'Kết thúc lúc',
  other: 'English',
} as const;

type TrackingTexts = Readonly<Record<keyof typeof VI, string>>;

/** Of the page where anybody follows a case by its code. */
export const TRACKING_TEXTS: Readonly<Record<Language, TrackingTexts>> = {
  vi: VI,
  en: {
    title: 'Follow a dossier or a complaint',
    words:
      'Enter the code on your receipt and the last four digits of the telephone number that you gave when filing.',
    code: 'Code of the dossier or complaint',
    proof: 'Last four digits of the telephone number',
    look: 'Look it up',
    wrong: 'Not found. Look at the code and the last four digits again.',
    often: 'That was often. Try again in some minutes.',
    another: 'Look up another code',
    status: 'Where it stands',
    filedAt: 'Filed',
    dueAt: 'Result promised for',
    decidedAt: 'Decided',
    deliveredAt: 'Result delivered',
    closedAt: 'Closed',
    other: 'Tiếng Việt',
  },
};
