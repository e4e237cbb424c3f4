import type { WorkEnd } from '../../domain/vocabulary/endings.ts';
import type { TextsOf } from '../texts/index.ts';

const vi = {
  diagram: 'Sơ đồ quy trình',
  steps: 'Các bước',
  states: { here: 'đang ở đây', done: 'đã qua', late: 'đang ở đây, đã trễ' },
  ends: {
    start: 'Bắt đầu',
    granted: 'Đồng ý giải quyết',
    refused: 'Từ chối',
    stopped: 'Dừng giải quyết',
    resolved: 'Đã xử lý',
    rejected: 'Không xử lý',
  } satisfies Record<WorkEnd | 'start', string>,
};

const en: TextsOf<typeof vi> = {
  diagram: 'Diagram of the procedure',
  steps: 'Steps',
  states: { here: 'current', done: 'completed', late: 'current, overdue' },
  ends: {
    start: 'Start',
    granted: 'Granted',
    refused: 'Refused',
    stopped: 'Stopped',
    resolved: 'Handled',
    rejected: 'Not handled',
  },
};

export const TEXTS = { vi, en };
