import type { Language } from './index.ts';

const VI = {
  title: 'Số thứ tự',
  now: 'Mời số',
  before: 'Đã mời',
  waiting: 'Đang chờ',
  nobody: 'Chưa mời số nào',
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
  },
};
