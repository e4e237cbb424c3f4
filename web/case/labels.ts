/** What the fields of actions are called: by the action, where the same field asks for something else elsewhere. */

import type { SuspensionReason } from '../../domain/vocabulary/clocks.ts';
import type { DeliveryWay } from '../../domain/vocabulary/delivery-ways.ts';
import type { PaymentWay } from '../../domain/vocabulary/payments.ts';
import type { Rating } from '../../domain/vocabulary/ratings.ts';
import type { AmountUnit } from '../../domain/vocabulary/units.ts';
import type { Urgency } from '../../domain/vocabulary/urgencies.ts';
import type { TextsOf } from '../texts/texts-of.ts';

const vi = {
  fields: {
    outcome: 'Kết quả xử lý',
    reason: 'Lý do',
    text: 'Nội dung',
    missing: 'Giấy tờ cần bổ sung',
    advice: 'Cách bổ sung, hoàn thiện (không bắt buộc)',
    documents: 'Tệp đính kèm',
    agency: 'Cơ quan',
    owner: 'Cơ quan giải quyết',
    assignee: 'Người nhận',
    mentions: 'Gửi đồng nghiệp',
    amount: 'Số tiền (đồng)',
    receipt: 'Số biên lai',
    how: 'Hình thức nộp',
    way: 'Cách trả kết quả',
    urgency: 'Mức độ',
    position: 'Vị trí hiện trường',
    to: 'Gửi đến',
    from: 'Lấy tại',
    name: 'Họ và tên',
    phone: 'Số điện thoại',
    address: 'Địa chỉ',
    shipment: 'Bưu gửi',
    step: 'Trả về bước',
    title: 'Tiêu đề',
    description: 'Mô tả',
    answer: 'Trả lời',
    photos: 'Ảnh công khai',
    spam: 'Là tin rác',
    rating: 'Mức hài lòng',
    content: 'Ý kiến của ông/bà',
    procedure: 'Lĩnh vực',
    into: 'Gộp vào phản ánh',
    by: 'Gia hạn thêm',
    unit: 'Đơn vị thời gian',
    why: 'Căn cứ tạm dừng',
  },
  own: { extend: { amount: 'Số lượng' } },
  values: {
    normal: 'Bình thường',
    urgent: 'Khẩn',
    danger: 'Nguy hiểm tính mạng',
    counter: 'Tại quầy',
    post: 'Qua bưu chính',
    electronic: 'Bản điện tử',
    cash: 'Tiền mặt',
    transfer: 'Chuyển khoản',
    satisfied: 'Hài lòng',
    acceptable: 'Chấp nhận được',
    'not-satisfied': 'Không hài lòng',
    'working-days': 'ngày làm việc',
    'working-hours': 'giờ làm việc',
    'working-minutes': 'phút làm việc',
    'calendar-days': 'ngày (kể cả ngày nghỉ)',
    hours: 'giờ (kể cả ngoài giờ)',
    weeks: 'tuần',
    months: 'tháng',
    years: 'năm',
    'force-majeure': 'Bất khả kháng',
    payment: 'Chờ thực hiện nghĩa vụ tài chính',
    'other-authority': 'Chờ cơ quan khác trả lời',
  } satisfies Record<
    Urgency | DeliveryWay | Exclude<PaymentWay, 'cod'> | Rating | AmountUnit | SuspensionReason,
    string
  >,
};

const en: TextsOf<typeof vi> = {
  fields: {
    outcome: 'Outcome',
    reason: 'Reason',
    text: 'TextsOf',
    missing: 'Missing documents',
    advice: 'What to do about each (optional)',
    documents: 'Attachments',
    agency: 'Agency',
    owner: 'Deciding agency',
    assignee: 'Given to',
    mentions: 'Meant for colleagues',
    amount: 'Amount (VND)',
    receipt: 'Receipt number',
    how: 'Paid by',
    way: 'Way of delivery',
    urgency: 'Urgency',
    position: 'Position on the spot',
    to: 'To',
    from: 'From',
    name: 'Name',
    phone: 'Telephone',
    address: 'Address',
    shipment: 'Shipment',
    step: 'Back to step',
    title: 'Title',
    description: 'Description',
    answer: 'Answer',
    photos: 'Pictures to publish',
    spam: 'It is spam',
    rating: 'Satisfaction',
    content: 'In your own words',
    procedure: 'Category',
    into: 'Merge into complaint',
    by: 'More time',
    unit: 'Unit of time',
    why: 'Ground',
  },
  own: { extend: { amount: 'How much' } },
  values: {
    normal: 'Normal',
    urgent: 'Urgent',
    danger: 'Danger to life',
    counter: 'At the counter',
    post: 'By post',
    electronic: 'Electronically',
    cash: 'Cash',
    transfer: 'Transfer',
    satisfied: 'Satisfied',
    acceptable: 'Acceptable',
    'not-satisfied': 'Not satisfied',
    'working-days': 'working days',
    'working-hours': 'working hours',
    'working-minutes': 'working minutes',
    'calendar-days': 'days (every day counts)',
    hours: 'hours (around the clock)',
    weeks: 'weeks',
    months: 'months',
    years: 'years',
    'force-majeure': 'Force majeure',
    payment: 'Waits for a financial obligation',
    'other-authority': 'Waits for the answer of another authority',
  },
};

export const LABELS = { vi, en };
export type Labels = TextsOf<typeof vi>;

const labelIn = (content: object, key: string): string | undefined =>
  Object.hasOwn(content, key) ? String(content[key as keyof typeof content]) : undefined;

/** Of a field of that action, or of a part of one; undefined: it has no words. */
export function fieldLabel(labels: Labels, action: string, field: string): string | undefined {
  const own = Object.hasOwn(labels.own, action) ? labels.own[action as keyof Labels['own']] : {};
  return labelIn(own, field) ?? labelIn(labels.fields, field);
}

/** Of a value that a field may have; undefined: it is somebody's or something's own name. */
export function valueLabel(labels: Labels, value: string): string | undefined {
  return labelIn(labels.values, value);
}
