export { thing as domain } from '../db/thing.ts';
