/** What is exported: columns, and rows that come page by page. */
import type { Instant } from '../../domain/time/instant.ts';

/** An instant is wrapped, or it would be one more number. */
export type Cell = string | number | { readonly at: Instant } | null;

export interface Column<R> {
  readonly title: string;
  readonly value: (row: R) => Cell;
}

export interface Table<R> {
  readonly name: string;
  readonly columns: readonly Column<R>[];
  readonly pages: AsyncIterable<readonly R[]>;
}

/** For a cell: null stays empty. */
export function timeCell(at: Instant | null): Cell {
  return at === null ? null : { at };
}

/** Vietnam is at UTC+7 all year. */
export const OFFSET_MS = 7 * 3_600_000;

/** As offices read it, with the offset that makes it an instant: `2026-11-23T08:30:00+07:00`. */
export function localTime({ at }: { readonly at: Instant }): string {
  return `${new Date(at + OFFSET_MS).toISOString().slice(0, 19)}+07:00`;
}
