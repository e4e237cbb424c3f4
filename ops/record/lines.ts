import { createReadStream } from 'node:fs';

/** A longer line is no case, and would fill the memory. */
const LONGEST = 20_000_000;

export interface TextLine {
  /** From 1. */
  readonly number: number;
  /** null: not UTF-8, or too long to be read. */
  readonly text: string | null;
  /** Bytes of the file up to its end. */
  readonly readTo: number;
}

/** The lines of a file, one at a time, however large it is. */
export async function* linesOf(file: string): AsyncGenerator<TextLine> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let parts: Buffer[] = [];
  let length = 0;
  let number = 0;
  let readTo = 0;
  const ended = (): TextLine => {
    number += 1;
    const text = length > LONGEST ? null : decoded(decoder, Buffer.concat(parts));
    parts = [];
    length = 0;
    return { number, text, readTo };
  };
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      keep(chunk.subarray(from, at));
      readTo += at + 1 - from;
      from = at + 1;
      yield ended();
    }
    keep(chunk.subarray(from));
    readTo += chunk.length - from;
  }
  if (length > 0) yield ended();

  function keep(part: Buffer): void {
    length += part.length;
    if (length <= LONGEST) parts.push(part);
  }
}

function decoded(decoder: InstanceType<typeof TextDecoder>, bytes: Buffer): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}
