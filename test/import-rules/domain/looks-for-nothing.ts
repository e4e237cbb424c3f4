// @ts-expect-error There is no such file.
export { nothing } from './not-there.ts';
