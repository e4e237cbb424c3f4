import type { Settings } from '../config/settings.ts';
import type { Progress } from './progress.ts';

export async function prepareData(_settings: Settings, _databaseUrl: string, _step: Progress['step']) {
  return { fileCases: async (_url: string, _step: Progress['step']): Promise<void> => undefined };
}
