import type { Words } from '../texts/index.ts';

const vi = {
  find: 'Tìm theo mã, tên, nội dung; không cần dấu',
  kind: 'Loại',
  both: 'Cả hai',
  overdue: 'Chỉ hồ sơ quá hạn',
  sort: 'Sắp xếp',
  byFiling: 'Mới nộp trước',
  byDeadline: 'Gần hạn trước',
  code: 'Mã',
  procedure: 'Thủ tục, lĩnh vực',
  status: 'Tình trạng',
  filedAt: 'Nộp lúc',
  nothing: 'Không có hồ sơ nào',
  nothingWords: 'Thử từ khác hoặc bỏ bớt điều kiện.',
  more: 'Xem thêm',
};

const en: Words<typeof vi> = {
  find: 'Search by code, name, words; marks are not needed',
  kind: 'Kind',
  both: 'Both',
  overdue: 'Overdue only',
  sort: 'Order',
  byFiling: 'Newest first',
  byDeadline: 'Nearest deadline first',
  code: 'Code',
  procedure: 'Procedure or category',
  status: 'Status',
  filedAt: 'Filed',
  nothing: 'No cases',
  nothingWords: 'Try other words, or take a filter away.',
  more: 'More',
};

export const TEXTS = { vi, en };
