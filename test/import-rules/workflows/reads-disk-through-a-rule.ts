export { words } from '../domain/reads-disk.ts';
