export { thing as api } from '../workflows/thing.ts';
