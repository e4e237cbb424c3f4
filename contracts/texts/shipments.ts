import type { Direction, ScanKind, ShipmentStatus } from '../../domain/vocabulary/shipments.ts';

/** The way by the public postal service (bưu chính công ích), in text. */
export interface ShipmentTexts {
  readonly directions: Readonly<Record<Direction, string>>;
  readonly statuses: Readonly<Record<ShipmentStatus, string>>;
  readonly scans: Readonly<Record<ScanKind, string>>;
}

export const SHIPMENTS_VI: ShipmentTexts = {
  directions: { result: 'trả kết quả tại nhà', documents: 'nhận hồ sơ tại nhà' },
  statuses: {
    ordered: 'đã yêu cầu bưu chính',
    created: 'bưu chính đã cấp số hiệu',
    refused: 'bưu chính không nhận',
    'handed-over': 'đã giao cho bưu chính',
    'in-transit': 'đang vận chuyển',
    'out-for-delivery': 'bưu tá đang đi phát',
    attempted: 'phát không thành công',
    held: 'chờ nhận tại bưu cục',
    delivered: 'đã phát',
    returning: 'đang chuyển hoàn',
    returned: 'đã chuyển hoàn',
    lost: 'thất lạc',
    damaged: 'hư hỏng',
    cancelled: 'đã hủy',
  },
  scans: {
    'picked-up': 'bưu tá đã nhận hồ sơ tại nhà',
    accepted: 'bưu chính đã chấp nhận',
    departed: 'rời bưu cục',
    arrived: 'đến bưu cục',
    'out-for-delivery': 'bưu tá đang đi phát',
    attempted: 'phát không thành công',
    held: 'chờ nhận tại bưu cục',
    readdressed: 'đổi địa chỉ',
    delivered: 'đã phát',
    returning: 'đang chuyển hoàn',
    returned: 'đã chuyển hoàn',
    lost: 'báo thất lạc',
    damaged: 'báo hư hỏng',
    cancelled: 'đã hủy',
    'cod-remitted': 'đã nộp lại tiền thu hộ',
  },
};

export const SHIPMENTS_EN: ShipmentTexts = {
  directions: {
    result: 'result delivered to the applicant',
    documents: 'documents collected from the applicant',
  },
  statuses: {
    ordered: 'ordered',
    created: 'tracking number issued',
    refused: 'rejected by the carrier',
    'handed-over': 'handed over to the carrier',
    'in-transit': 'in transit',
    'out-for-delivery': 'out for delivery',
    attempted: 'delivery attempted',
    held: 'held at a post office',
    delivered: 'delivered',
    returning: 'being returned',
    returned: 'returned to sender',
    lost: 'lost',
    damaged: 'damaged',
    cancelled: 'cancelled',
  },
  scans: {
    'picked-up': 'documents collected from the applicant',
    accepted: 'accepted by the carrier',
    departed: 'left a post office',
    arrived: 'arrived at a post office',
    'out-for-delivery': 'out for delivery',
    attempted: 'delivery attempted',
    held: 'held at a post office',
    readdressed: 'address changed',
    delivered: 'delivered',
    returning: 'being returned',
    returned: 'returned to sender',
    lost: 'reported lost',
    damaged: 'reported damaged',
    cancelled: 'cancelled',
    'cod-remitted': 'cash on delivery handed over',
  },
};
