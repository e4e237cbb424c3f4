export { text } from '../domain/reads-disk.ts';
