/** What most receivers ask for first, in words; others may be named too. */
import type { TextsOf } from '../texts/index.ts';

const vi = {
  'case-filed': 'Hồ sơ được nộp',
  'case-accepted': 'Hồ sơ được tiếp nhận',
  'case-not-accepted': 'Từ chối tiếp nhận',
  'case-classified': 'Phản ánh được phân loại',
  'task-opened': 'Giao việc',
  'task-completed': 'Hoàn thành việc',
  'supplement-requested': 'Yêu cầu bổ sung giấy tờ',
  'supplement-received': 'Đã nhận giấy tờ bổ sung',
  'deadline-extended': 'Gia hạn',
  'clock-breached': 'Quá hạn',
  'fee-paid': 'Đã nộp phí',
  'case-decided': 'Có kết quả giải quyết',
  'shipment-moved': 'Bưu gửi thay đổi trạng thái',
  'shipment-late': 'Bưu gửi đến trễ',
  'result-delivered': 'Đã trả kết quả',
  'result-published': 'Công khai kết quả',
  'case-rated': 'Người dân đánh giá',
  'case-disputed': 'Người dân không đồng ý kết quả',
  'case-closed': 'Hồ sơ kết thúc',
};

const en: TextsOf<typeof vi> = {
  'case-filed': 'A case is filed',
  'case-accepted': 'A case is accepted',
  'case-not-accepted': 'A case is not accepted',
  'case-classified': 'A complaint is classified',
  'task-opened': 'A task is opened',
  'task-completed': 'A task is completed',
  'supplement-requested': 'Documents are asked for',
  'supplement-received': 'Documents came in',
  'deadline-extended': 'A deadline is extended',
  'clock-breached': 'A deadline is missed',
  'fee-paid': 'A fee is paid',
  'case-decided': 'A case is decided',
  'shipment-moved': 'A shipment moves',
  'shipment-late': 'A shipment is late',
  'result-delivered': 'A result is delivered',
  'result-published': 'A result is published',
  'case-rated': 'A case is rated',
  'case-disputed': 'A case is disputed',
  'case-closed': 'A case is closed',
};

export const EVENT_NAMES = { vi, en };
