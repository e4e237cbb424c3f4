import type { ChannelName, FailedStatus, NoChannel } from '../../domain/vocabulary/messages.ts';
import type { Audience } from '../../domain/vocabulary/topics.ts';
import type { TextsOf } from '../texts/index.ts';

const vi = {
  which: 'Vì sao chưa đến',
  all: 'Tất cả',
  status: {
    refused: 'bị từ chối',
    bounced: 'bị trả lại',
    dead: 'gửi nhiều ngày không được',
    unreachable: 'không có đường gửi',
  } satisfies Record<FailedStatus, string>,
  text: 'Những người này chưa được báo: hãy gọi điện cho họ, hoặc sửa địa chỉ rồi gửi lại.',
  nothing: 'Ai cũng đã được báo',
  nothingText: 'Không có tin nào gửi mà không đến.',
  to: { applicant: 'người nộp', follower: 'người theo dõi', officer: 'cán bộ' } satisfies Record<
    Audience,
    string
  >,
  channel: { mail: 'thư điện tử', sms: 'tin nhắn', zalo: 'Zalo' } satisfies Record<ChannelName, string>,
  why: {
    'no-address': 'không có địa chỉ nào',
    'bad-address': 'địa chỉ đã biết là sai',
    'no-channel': 'chưa có kênh gửi đến địa chỉ này',
  } satisfies Record<Exclude<NoChannel, 'unwanted' | 'digested'>, string>,
  noWay: 'không có đường gửi',
  again: 'Gửi lại',
  sentAgain: 'Đang gửi lại.',
  tries: '{count} lần thử',
};

const en: TextsOf<typeof vi> = {
  which: 'Reason',
  all: 'All',
  status: {
    refused: 'rejected',
    bounced: 'bounced',
    dead: 'failed repeatedly',
    unreachable: 'cannot be reached',
  },
  text: 'These people have not been notified. Call them, or correct the address and send again.',
  nothing: 'No undelivered messages',
  nothingText: 'All messages have been delivered.',
  to: { applicant: 'applicant', follower: 'follower', officer: 'officer' },
  channel: { mail: 'email', sms: 'text message', zalo: 'Zalo' },
  why: {
    'no-address': 'no address',
    'bad-address': 'the address is known to be invalid',
    'no-channel': 'no channel for this address',
  },
  noWay: 'no channel',
  again: 'Send again',
  sentAgain: 'Sending again.',
  tries: '{count} attempts',
};

export const TEXTS = { vi, en };
