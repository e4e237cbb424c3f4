import type { TextsOf } from '../texts/index.ts';

const vi = {
  which: 'Vì sao chưa đến',
  all: 'Tất cả',
  status: {
    refused: 'bị từ chối',
    bounced: 'bị trả lại',
    dead: 'gửi nhiều ngày không được',
    unreachable: 'không có đường gửi',
  },
  text: 'Những người này chưa được báo: hãy gọi điện cho họ, hoặc sửa địa chỉ rồi gửi lại.',
  nothing: 'Ai cũng đã được báo',
  nothingText: 'Không có tin nào gửi mà không đến.',
  to: { applicant: 'người nộp', follower: 'người theo dõi', officer: 'cán bộ' },
  channel: { mail: 'thư điện tử', sms: 'tin nhắn', zalo: 'Zalo' },
  why: {
    'no-address': 'không có địa chỉ nào',
    'bad-address': 'địa chỉ đã biết là sai',
    'no-channel': 'chưa có kênh gửi đến địa chỉ này',
  },
  noWay: 'không có đường gửi',
  again: 'Gửi lại',
  sentAgain: 'Đang gửi lại.',
  tries: '{count} lần thử',
};

const en: TextsOf<typeof vi> = {
  which: 'Why it did not arrive',
  all: 'All',
  status: {
    refused: 'refused',
    bounced: 'came back',
    dead: 'tried for days',
    unreachable: 'no way to them',
  },
  text: 'These people have not been told: call them, or mend the address and send again.',
  nothing: 'Everybody has been told',
  nothingText: 'There is no message that did not arrive.',
  to: { applicant: 'who filed', follower: 'who follows', officer: 'officer' },
  channel: { mail: 'mail', sms: 'text message', zalo: 'Zalo' },
  why: {
    'no-address': 'there is no address',
    'bad-address': 'the address is known to be wrong',
    'no-channel': 'nothing here sends to such an address',
  },
  noWay: 'no way to them',
  again: 'Send again',
  sentAgain: 'Being sent again.',
  tries: '{count} attempts',
};

export const TEXTS = { vi, en };
