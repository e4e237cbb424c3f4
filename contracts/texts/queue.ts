import type { Language } from '../../domain/vocabulary/languages.ts';

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
    now: 'Now serving',
    before: 'Already called',
    waiting: 'Waiting',
    nobody: 'No number called yet',
    yours: 'Your number',
    ahead: 'Waiting ahead of you',
    come: 'Please come to the counter',
    over: 'Your number has been called. Please ask at the counter.',
    takenAt: 'Issued at',
    follow: 'Scan to follow the queue',
  },
};
