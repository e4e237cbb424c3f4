export { thing as contracts } from '../db/thing.ts';
