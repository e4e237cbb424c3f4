export { thing as activities } from '../api/thing.ts';
