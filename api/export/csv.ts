import type { Cell, Table } from './table.ts';
import { localTime } from './table.ts';

/** Without it Excel takes the bytes for another alphabet, and Vietnamese is unreadable. */
const BYTE_ORDER_MARK = '\uFEFF';
/** Programs for tables take a cell that begins so for a formula, and run it. */
const RUNS_AS_FORMULA = /^[=+\-@\t\r\n]/;
const NEEDS_QUOTES = /[",\r\n]/;

/** RFC 4180, a chunk for each page of rows. */
export async function* csvOf<R>({ columns, pages }: Table<R>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + line(columns.map(({ title }) => title));
  for await (const rows of pages) {
    let chunk = '';
    for (const row of rows) chunk += line(columns.map(({ value }) => value(row)));
    yield chunk;
  }
}

function line(cells: readonly Cell[]): string {
  return `${cells.map(written).join(',')}\r\n`;
}

function written(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell !== 'string') return localTime(cell);
  const harmless = RUNS_AS_FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
