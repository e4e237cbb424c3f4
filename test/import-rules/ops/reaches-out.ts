export { thing as ops } from '../test/thing.ts';
