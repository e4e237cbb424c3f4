export { thing as config } from '../domain/thing.ts';
