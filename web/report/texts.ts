import type { TextsOf } from '../texts/index.ts';

const vi = {
  title: 'Phản ánh hiện trường',
  choose: 'Bạn muốn phản ánh việc gì?',
  other: 'Chọn việc khác',
  what: 'Sự việc',
  where: 'Ở đâu',
  whereText: 'Chạm vào bản đồ, hoặc lấy vị trí của máy.',
  here: 'Lấy vị trí của tôi',
  place: 'Đã chọn: {lat}, {lon}',
  noPlace: 'Không lấy được vị trí. Hãy cho phép định vị, hoặc chạm vào bản đồ.',
  forget: 'Bỏ vị trí',
  ward: 'Phường, xã',
  photos: 'Ảnh',
  who: 'Người phản ánh',
  anonymous: 'Không nêu tên',
  name: 'Họ và tên',
  phone: 'Số điện thoại',
  email: 'Thư điện tử',
  danger: 'Đang nguy hiểm đến tính mạng',
  dangerText: 'Gửi ngay tới cơ quan xử lý. Việc cấp cứu hãy gọi 113, 114, 115.',
  send: 'Gửi phản ánh',
};

const en: TextsOf<typeof vi> = {
  title: 'Report a problem',
  choose: 'What is it about?',
  other: 'Something else',
  what: 'What is the problem?',
  where: 'Where',
  whereText: 'Tap the map, or use your location.',
  here: 'Use my location',
  place: 'Selected: {lat}, {lon}',
  noPlace: 'The location could not be read. Allow access, or tap the map.',
  forget: 'Clear the location',
  ward: 'Commune',
  photos: 'Photos',
  who: 'Your details',
  anonymous: 'Report anonymously',
  name: 'Full name',
  phone: 'Telephone',
  email: 'Email',
  danger: 'Somebody’s life is in danger',
  dangerText: 'The report goes to the responsible agency immediately. In an emergency call 113, 114 or 115.',
  send: 'Send',
};

export const TEXTS = { vi, en };
