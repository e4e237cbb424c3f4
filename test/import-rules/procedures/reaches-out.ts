export { thing as procedures } from '../domain/thing.ts';
