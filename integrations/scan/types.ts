/** Looks for viruses in files while they come in. */
export interface Scanner {
  begin(): Scan;
}

/** Of one file. Each call may throw ScannerUnavailable. */
export interface Scan {
  /** Resolves when more may be given. */
  write(chunk: Uint8Array): Promise<void>;
  /** null: nothing found; otherwise what. To be asked once, at the end. */
  verdict(): Promise<string | null>;
  /** Whoever does not want to know any more. */
  abandon(): void;
}

/** It cannot be reached, does not answer, or cannot look at a file of that size. */
export class ScannerUnavailable extends Error {
  override readonly name = 'ScannerUnavailable';
}
