import type { TextsOf } from '../texts/index.ts';

const vi = {
  map: 'Bản đồ',
  closer: 'Phóng to',
  farther: 'Thu nhỏ',
  together: '{count} phản ánh ở gần nhau; nhấn để xem gần hơn',
};

const en: TextsOf<typeof vi> = {
  map: 'Map',
  closer: 'Zoom in',
  farther: 'Zoom out',
  together: '{count} complaints close together; select to zoom in',
};

export const TEXTS = { vi, en };
