/** What the API asks of whoever takes in files and keeps them. */
import type { MediaType } from '../../domain/documents/media-types.ts';

/** Why a file is not taken. */
export const FILE_FAULTS = [
  'file-empty',
  'file-too-large',
  /** By its content it is none of the kinds that are taken. */
  'file-type',
  /** It ends too early. */
  'file-cut',
  /** Its digest is another than was announced. */
  'file-changed',
  'file-infected',
  /** A scanner is set up and does not answer: nothing is taken unscanned. */
  'scanner-unavailable',
] as const;
export type FileFault = (typeof FILE_FAULTS)[number];

/** A picture's position by its device: WGS 84, degrees. */
export interface PicturePosition {
  readonly lat: number;
  readonly lon: number;
}

export interface TakenFile {
  readonly object: string;
  readonly mediaType: MediaType;
  /** Bytes. */
  readonly size: number;
  /** SHA-256, hex. */
  readonly digest: string;
  /** false: no scanner is set up. */
  readonly scanned: boolean;
  readonly position: PicturePosition | null;
}

export type Taking =
  | { readonly ok: true; readonly file: TakenFile }
  | { readonly ok: false; readonly fault: FileFault };

/** The record knows the file, and the store does not have it. */
export class NoSuchObject extends Error {
  override readonly name = 'NoSuchObject';
}

export interface ByteSource {
  [Symbol.asyncIterator](): AsyncIterator<Uint8Array>;
}

/** Pictures made of pictures, without anything that the device wrote into them. */
export type PictureSize = 'thumbnail' | 'shown';

export interface FileDesk {
  /** Bytes that a file may have. */
  readonly mostBytes: number;
  /**
   * Keeps a file once everything about it has been found in order; what is not is not kept. `digest`: SHA-256 that whoever sent it
   * announced.
   */
  take(object: string, source: ByteSource, digest?: string): Promise<Taking>;
  /** Keeps a piece of a file as it comes. Gives its bytes. */
  keepPiece(key: string, source: ByteSource): Promise<number>;
  /** The pieces as one. */
  joined(keys: readonly string[]): ByteSource;
  /** Bytes of the picture as JPEG; kept beside the object it is made of. */
  picture(object: string, size: PictureSize): Promise<Uint8Array>;
  /** Gone already is no error. */
  remove(keys: readonly string[]): Promise<void>;
}
