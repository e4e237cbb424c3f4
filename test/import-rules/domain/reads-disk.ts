import { readFileSync } from 'node:fs';

export const text = (file: string): string => readFileSync(file, 'utf8');
