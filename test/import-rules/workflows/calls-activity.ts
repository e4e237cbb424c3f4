import { record } from '../activities/record.ts';

export const called = record;
