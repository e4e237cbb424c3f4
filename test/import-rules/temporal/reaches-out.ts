export { thing as temporal } from '../domain/thing.ts';
