import { en } from './texts-en.ts';
import { vi } from './texts-vi.ts';

export const TEXTS = { vi, en };
