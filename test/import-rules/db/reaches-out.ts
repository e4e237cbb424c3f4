export { thing as db } from '../api/thing.ts';
