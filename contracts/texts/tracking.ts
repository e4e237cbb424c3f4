import type { Language } from '../../domain/vocabulary/languages.ts';

const VI = {
  title: 'Tra cứu hồ sơ, phản ánh',
  text: 'Nhập mã trên giấy hẹn và bốn số cuối của số điện thoại đã khai khi nộp; nếu không khai số điện thoại, nhập bốn số in trên giấy hẹn.',
  code: 'Mã hồ sơ hoặc phản ánh',
  proof: 'Bốn số cuối của số điện thoại, hoặc bốn số trên giấy hẹn',
  look: 'Tra cứu',
  wrong: 'Không tìm thấy. Hãy xem lại mã và bốn số.',
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
    title: 'Track a dossier or complaint',
    text: 'Enter the code on your receipt and the last four digits of the telephone number you gave. If you did not give one, enter the four digits printed on the receipt.',
    code: 'Dossier or complaint code',
    proof: 'Last four digits of your telephone number, or the four digits on the receipt',
    look: 'Track',
    wrong: 'Not found. Check the code and the four digits.',
    often: 'Too many attempts. Try again in a few minutes.',
    another: 'Track another code',
    status: 'Status',
    filedAt: 'Filed',
    dueAt: 'Result due',
    decidedAt: 'Decided',
    deliveredAt: 'Result delivered',
    closedAt: 'Closed',
    other: 'Tiếng Việt',
  },
};
