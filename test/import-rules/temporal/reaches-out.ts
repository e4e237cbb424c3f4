export { thing as temporal } from '../db/thing.ts';
