/** Tables as files: read from the database as fast as the client takes them, and no faster. */
import { pipeline } from 'node:stream/promises';
import type { Request } from 'express';
import type { Session } from '../../db/core/client.ts';
import { asActor } from '../../db/core/reader.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import type { FileFormat } from '../../domain/vocabulary/formats.ts';
import type { Context } from '../http/context.ts';
import { languageOf, Problem } from '../http/problem.ts';
import type { Call } from '../http/registry.ts';
import { csvOf } from './csv.ts';
import type { Table } from './table.ts';
import { xlsxOf } from './xlsx.ts';

export const MEDIA_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const satisfies Record<FileFormat, string>;

/** As the document of the API names them. */
export const FILES: readonly string[] = ['text/csv', MEDIA_TYPES.xlsx];

/** Each holds a connection for as long as its reader takes. */
const MOST_AT_ONCE = 4;
/** A reader who takes nothing for so long is gone; nobody keeps a transaction open for longer than the other. */
const STALLED_MS = 60_000;
const LONGEST_MS = 3_600_000;

const running = new WeakMap<Context, number>();

/** As which the caller wants the answer; null: as JSON. The query goes before the header. */
export function formatOf(req: Request, requested: 'json' | FileFormat | undefined): FileFormat | null {
  if (requested !== undefined) return requested === 'json' ? null : requested;
  const accepted = req.accepts(['application/json', 'text/csv', MEDIA_TYPES.xlsx]);
  if (accepted === 'text/csv') return 'csv';
  return accepted === MEDIA_TYPES.xlsx ? 'xlsx' : null;
}

type Sending = Pick<Call<unknown, unknown, unknown, Actor>, 'actor' | 'context' | 'req' | 'res'>;

/**
 * Answers with the table. Whatever goes wrong before the first byte is a problem as always; after it the connection is
 * broken off, so that no part is ever taken for the whole. A client that goes away ends the reading.
 * Fulfilled as soon as the answer has begun; with null, as a route that wrote its answer itself.
 */
export function sendTable<R>(
  { actor, context, req, res }: Sending,
  format: FileFormat,
  file: string,
  table: (session: Session) => Promise<Table<R>>,
): Promise<null> {
  const busy = running.get(context) ?? 0;
  if (busy >= MOST_AT_ONCE) return Promise.reject(new Problem('too-many-requests'));
  running.set(context, busy + 1);
  return new Promise((resolve, reject) => {
    const longest = setTimeout(() => res.destroy(), LONGEST_MS);
    longest.unref();
    asActor(context.db, actor, async (session) => {
      const { pages, ...rest } = await table(session);
      const iterator = pages[Symbol.asyncIterator]();
      // Read before the answer begins: a statement that fails is a problem, and not half a file.
      const first = await iterator.next();
      res.statusCode = 200;
      res.setHeader('Content-Type', MEDIA_TYPES[format]);
      res.setHeader('Content-Disposition', `attachment; filename="${file}.${format}"`);
      res.setHeader('Content-Language', languageOf(req));
      res.setHeader('Vary', 'Accept, Accept-Language');
      res.setTimeout(STALLED_MS, () => res.destroy());
      resolve(null);
      if (req.method === 'HEAD') {
        await iterator.return?.();
        res.end();
        return;
      }
      const whole = { ...rest, pages: following(first, iterator) };
      await pipeline(format === 'csv' ? csvOf(whole) : xlsxOf(whole), res);
    })
      .catch((error: unknown) => {
        reject(error);
        if (!res.headersSent) return;
        if (!isReaderGone(error))
          context.logger.error({ err: error, requestId: res.locals.requestId }, 'export broke off');
        res.destroy();
      })
      .finally(() => {
        clearTimeout(longest);
        running.set(context, (running.get(context) ?? 1) - 1);
      });
  });
}

/** Readers may go away when they like; that is nothing to report. */
function isReaderGone(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET' || code === 'EPIPE';
}

async function* following<T>(first: IteratorResult<T>, rest: AsyncIterator<T>): AsyncGenerator<T> {
  try {
    for (let next = first; next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
