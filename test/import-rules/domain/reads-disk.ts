import { readFileSync } from 'node:fs';

export const words = (file: string): string => readFileSync(file, 'utf8');
