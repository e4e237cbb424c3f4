/** What the pages of the mailbox say. */
import type { Language } from '../../domain/vocabulary/languages.ts';

const VI = {
  title: 'Hộp thư thử',
  note: 'Thư của phần trình diễn; không có thư nào được gửi đi thật.',
  mails: 'Thư',
  texts: 'Tin nhắn ngắn',
  from: 'Người gửi',
  to: 'Người nhận',
  subject: 'Tiêu đề',
  at: 'Lúc',
  way: 'Kênh',
  text: 'Nội dung',
  files: 'Tệp kèm theo',
  asText: 'Bản chữ thuần',
  noMails: 'Chưa có thư nào. Hãy nộp hoặc tiếp nhận một hồ sơ có địa chỉ thư điện tử.',
  noTexts: 'Chưa có tin nhắn nào.',
  gone: 'Không có thư này; có thể nó đã nhường chỗ cho thư mới hơn.',
  back: 'Tất cả thư',
} as const;

const EN: Readonly<Record<keyof typeof VI, string>> = {
  title: 'Trial mailbox',
  note: 'Mail of the demonstration; none of it really goes out.',
  mails: 'Mail',
  texts: 'Short texts',
  from: 'From',
  to: 'To',
  subject: 'Subject',
  at: 'At',
  way: 'By',
  text: 'Texts',
  files: 'Attachments',
  asText: 'As plain text',
  noMails: 'No mail yet. File or accept a dossier that has a mail address.',
  noTexts: 'No short texts yet.',
  gone: 'There is no such mail; it may have made room for newer ones.',
  back: 'All mail',
};

export const TEXTS: Readonly<Record<Language, Readonly<Record<keyof typeof VI, string>>>> = {
  vi: VI,
  en: EN,
};

export function languageOf(req: { acceptsLanguages(...languages: string[]): string | false }): Language {
  return req.acceptsLanguages('vi', 'en') === 'en' ? 'en' : 'vi';
}
