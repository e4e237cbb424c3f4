/** What we use of it; the package brings no types. */
declare module 'fs-native-extensions' {
  /** Locks bytes of an open file for this process alone; false where somebody else has them. */
  export function tryLock(fd: number, offset: number, length: number): boolean;
}
