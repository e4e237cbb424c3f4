import type { TextsOf } from '../texts/index.ts';

const vi = {
  agency: 'Cơ quan',
  procedure: 'Thủ tục, lĩnh vực',
  person: 'Người',
  kind: 'Loại',
  all: 'Tất cả',
  both: 'Cả hai',
  from: 'Từ ngày',
  to: 'Đến hết ngày',
  engine: 'Hệ thống',
  none: 'Không có',
  export: 'Tải về',
  csv: 'Bảng CSV',
  xlsx: 'Bảng tính Excel',
  exported: 'Đã tải về {file}.',
  more: 'Xem thêm',
};

const en: TextsOf<typeof vi> = {
  agency: 'Agency',
  procedure: 'Procedure or category',
  person: 'Person',
  kind: 'Kind',
  all: 'All',
  both: 'Both',
  from: 'From',
  to: 'To the end of',
  engine: 'The system',
  none: 'None',
  export: 'Download',
  csv: 'CSV table',
  xlsx: 'Excel workbook',
  exported: 'Downloaded {file}.',
  more: 'More',
};

export const CHOOSER_TEXTS = { vi, en };
