export { thing as workflows } from '../db/thing.ts';
