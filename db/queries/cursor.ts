/** Keyset pages: a cursor is the sort key of the last row seen, so that rows inserted meanwhile shift nothing. */

import type { Instant } from '../../domain/time/instant.ts';
import { isoOf } from '../../domain/time/instant.ts';

export interface Page<T> {
  readonly items: readonly T[];
  /** null: this was the last page. */
  readonly next: string | null;
}

export class BadCursor extends Error {
  override readonly name = 'BadCursor';
}

export function writeCursor(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** @throws BadCursor for what `writeCursor` did not write with so many parts. */
export function readCursor(cursor: string, parts: number): string[] {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(read) && read.length === parts && read.every((part) => typeof part === 'string'))
      return read;
  } catch {
    // told below
  }
  throw new BadCursor('not a cursor of this list');
}

/** Takes `limit` of the `limit + 1` rows that were asked for. */
export function pageOf<R, T>(
  rows: readonly R[],
  limit: number,
  item: (row: R) => T,
  key: (row: R) => readonly string[],
): Page<T> {
  const last = rows[limit - 1];
  return {
    items: rows.slice(0, limit).map(item),
    next: rows.length > limit && last !== undefined ? writeCursor(key(last)) : null,
  };
}

export function isoOrNull(at: Date | string | null): string | null {
  return at === null ? null : isoOf(new Date(at).getTime() as Instant);
}
