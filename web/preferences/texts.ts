import type { TextsOf } from '../texts/index.ts';

const vi = {
  title: 'Cách nhận tin báo',
  ofCase: 'Cách người nộp hồ sơ {code} muốn được báo',
  channels: 'Kênh, theo thứ tự ưu tiên',
  channelsText: 'Kênh đầu được dùng trước; việc bắt buộc phải báo có thể đi kênh khác khi kênh này hỏng.',
  channel: { mail: 'Thư điện tử', sms: 'Tin nhắn', zalo: 'Zalo' },
  first: 'Ưu tiên hơn: {channel}',
  language: 'Ngôn ngữ của tin',
  vi: 'Tiếng Việt',
  en: 'Tiếng Anh',
  digest: 'Gộp việc mới vào một thư buổi sáng',
  quiet: 'Giờ yên lặng của riêng tôi',
  quietText: 'Tắt mục này: điện thoại yên lặng ban đêm, thư đi bất cứ lúc nào.',
  from: 'Từ',
  until: 'Đến',
  topics: 'Được báo về',
  email: 'Địa chỉ thư điện tử',
  phone: 'Số điện thoại',
  keep: 'Lưu',
  kept: 'Đã lưu.',
};

const en: TextsOf<typeof vi> = {
  title: 'How to be told',
  ofCase: 'How who filed {code} would like to be told',
  channels: 'Ways, in their order',
  channelsText: 'The first is used first; what has to be heard may go another way where it does not work.',
  channel: { mail: 'Mail', sms: 'Text message', zalo: 'Zalo' },
  first: 'Before the others: {channel}',
  language: 'Language of the messages',
  vi: 'Vietnamese',
  en: 'English',
  digest: 'New work in one mail in the morning',
  quiet: 'Quiet hours of my own',
  quietText: 'Without: telephones keep still at night, mail comes at any time.',
  from: 'From',
  until: 'Until',
  topics: 'To be told of',
  email: 'E-mail address',
  phone: 'Telephone number',
  keep: 'Keep',
  kept: 'Kept.',
};

export const TEXTS = { vi, en };
