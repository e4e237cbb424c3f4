export { thing as integrations } from '../db/thing.ts';
