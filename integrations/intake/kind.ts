/** What a file is, by its bytes alone. */
import { fileTypeFromBuffer } from 'file-type';
import { isMediaType, type MediaType } from '../../domain/documents/media-types.ts';

/** By so many bytes a file shows what it is; an office document names its parts within them. */
export const HEAD_BYTES = 256 * 1024;
/** Within so many bytes of its end a file shows that it has one: the longest comment of an archive, and its record. */
export const TAIL_BYTES = 66 * 1024;

/** `text`: no kind that has a mark of its own, and so a text if all of it reads as one. null: a kind that is not taken. */
export async function kindOf(head: Buffer): Promise<MediaType | 'text' | null> {
  const found = await fileTypeFromBuffer(head);
  if (found === undefined) return isText(head) ? 'text' : null;
  return isMediaType(found.mime) && found.mime !== 'text/plain' ? found.mime : null;
}

/** The beginning may break off within a character. */
function isText(head: Buffer): boolean {
  return new TextCheck().takes(head);
}

/** UTF-8 without control characters but those that lay a text out; asked for each part of it. */
export class TextCheck {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });

  takes(chunk: Uint8Array): boolean {
    return this.#clean(() => this.#decoder.decode(chunk, { stream: true }));
  }

  /** Whether it ended with a whole character. */
  ends(): boolean {
    return this.#clean(() => this.#decoder.decode());
  }

  #clean(decode: () => string): boolean {
    try {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
      return !/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/.test(decode());
    } catch {
      return false;
    }
  }
}

/** Whether a file of this kind is there to its end, as far as its last bytes show. Pictures are read whole for that. */
export function hasEnd(type: MediaType, tail: Buffer): boolean {
  if (type === 'text/plain' || type.startsWith('image/')) return true;
  // Some programs write a few lines behind the end of a PDF; the directory is what closes an archive.
  return type === 'application/pdf' ? tail.includes('%%EOF') : hasDirectory(tail);
}

/** The record at an archive's end, whose comment reaches exactly to the last byte. */
function hasDirectory(tail: Buffer): boolean {
  const mark = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
  for (let at = tail.lastIndexOf(mark); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(mark, at - 1))
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return true;
  return false;
}

/** Entries of an archive, at their place in it and in its directory: where the name's length stands, and the name. */
const ENTRIES = [
  { mark: Buffer.from([0x50, 0x4b, 0x03, 0x04]), length: 26, name: 30 },
  { mark: Buffer.from([0x50, 0x4b, 0x01, 0x02]), length: 28, name: 46 },
] as const;

/** Whether these bytes of an OpenDocument name a program among its parts. Of the other office formats such ones are kinds of their own. */
export function hasPrograms(type: MediaType, bytes: Buffer): boolean {
  if (!type.startsWith('application/vnd.oasis.opendocument.')) return false;
  return ENTRIES.some(({ mark, length, name }) => {
    for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 4)) {
      if (at + name > bytes.length) return false;
      const called = bytes.toString('latin1', at + name, at + name + bytes.readUInt16LE(at + length));
      if (/^(Basic|Scripts)\//i.test(called)) return true;
    }
    return false;
  });
}
