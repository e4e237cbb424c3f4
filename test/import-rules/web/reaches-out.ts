export { thing as web } from '../db/thing.ts';
