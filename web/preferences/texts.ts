import type { ChannelName } from '../../domain/vocabulary/messages.ts';
import type { TextsOf } from '../texts/index.ts';

const vi = {
  title: 'Cách nhận tin báo',
  ofCase: 'Cách người nộp hồ sơ {code} muốn được báo',
  channels: 'Kênh, theo thứ tự ưu tiên',
  channelsText: 'Kênh đầu được dùng trước; việc bắt buộc phải báo có thể đi kênh khác khi kênh này hỏng.',
  channel: { mail: 'Thư điện tử', sms: 'Tin nhắn', zalo: 'Zalo' } satisfies Record<ChannelName, string>,
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
  title: 'Notification preferences',
  ofCase: 'How the applicant of {code} prefers to be notified',
  channels: 'Channels in order of preference',
  channelsText: 'The first channel is tried first. Mandatory messages may use another one if it fails.',
  channel: { mail: 'Email', sms: 'Text message', zalo: 'Zalo' },
  first: 'Move {channel} to the top',
  language: 'Language of the messages',
  vi: 'Vietnamese',
  en: 'English',
  digest: 'Daily email summary of new tasks',
  quiet: 'Set my own quiet hours',
  quietText: 'By default, there are no text messages at night; emails are sent at any time.',
  from: 'From',
  until: 'Until',
  topics: 'Notify me about',
  email: 'Email address',
  phone: 'Telephone number',
  keep: 'Save',
  kept: 'Saved.',
};

export const TEXTS = { vi, en };
