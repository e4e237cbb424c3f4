import type { Language } from './index.ts';

const VI = {
  title: 'Số thứ tự',
  now: 'Mời số',
  before: 'Đã mời',
  waiting: 'Đang chờ',
  nobody: 'Chưa mời số nào',
  yours: 'Số của bạn',
  ahead: 'Số người chờ trước',
  come: 'Mời vào quầy',
  over: 'Đã gọi mà không thấy đến. Hãy hỏi quầy.',
  takenAt: 'Lấy số lúc',
  follow: 'Quét để xem còn bao lâu',
};

/** Of the screen in the waiting room. */
export const QUEUE_TEXTS: Readonly<Record<Language, typeof VI>> = {
  vi: VI,
  en: {
    title: 'Queue',
    now: 'Now',
    before: 'Called before',
    waiting: 'Waiting',
    nobody: 'Nobody called yet',
    yours: 'Your number',
    ahead: 'Waiting before you',
    come: 'Please come to the counter',
    over: 'You were called and did not come. Please ask at the counter.',
    takenAt: 'Taken at',
    follow: 'Scan to see how far it is',
  },
};
