/** A file as an answer: whole, in part, or not at all when the caller has it. */
import { pipeline } from 'node:stream/promises';
import { create } from 'content-disposition';
import type { Request, Response } from 'express';
import type { Context } from './context.ts';
import { Problem } from './problem.ts';

export interface Downloaded {
  readonly object: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  /** SHA-256, hex. */
  readonly digest: string;
}

/** Browsers may show these themselves; everything else is saved. */
export const SHOWN = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp'];

/** Runs nothing and loads nothing; some browsers' viewers of PDF are an object in the page, and the desk shows them in a frame. */
const POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/** @throws Problem range-not-satisfiable @throws NoSuchObject */
export async function sendFile(
  { objects }: Context,
  req: Request,
  res: Response,
  { object, name, mediaType, size, digest }: Downloaded,
): Promise<null> {
  const etag = `"${digest}"`;
  res.setHeader('ETag', etag);
  res.setHeader('Accept-Ranges', 'bytes');
  // Whoever may read it now may not tomorrow: it is asked for each time, and answered by its tag.
  res.setHeader('Cache-Control', 'private, no-cache');
  if (isKnown(req, etag)) {
    res.status(304).end();
    return null;
  }
  const range = rangeOf(req, res, size, etag);
  // Before anything is said about it: what the store does not have is another answer.
  const file = req.method === 'HEAD' ? null : await objects.get(object, range ?? undefined);
  res.setHeader('Content-Security-Policy', POLICY);
  res.setHeader('Content-Type', SHOWN.includes(mediaType) ? mediaType : 'application/octet-stream');
  res.setHeader(
    'Content-Disposition',
    create(name, { type: SHOWN.includes(mediaType) ? 'inline' : 'attachment' }),
  );
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Content-Length', String(range === null ? size : range.to - range.from + 1));
  if (range !== null) res.setHeader('Content-Range', `bytes ${range.from}-${range.to}/${size}`);
  res.status(range === null ? 200 : 206);
  if (file === null) {
    res.end();
    return null;
  }
  // Whoever goes away has what they have.
  await pipeline(file, res).catch(() => res.destroy());
  return null;
}

function isKnown(req: Request, etag: string): boolean {
  const known = (req.headers['if-none-match'] ?? '')
    .split(',')
    .map((each) => each.trim().replace(/^W\//, ''));
  return known.includes(etag);
}

/** null: the whole file. Several parts at once are not given one by one, which is lawful. */
function rangeOf(req: Request, res: Response, size: number, etag: string) {
  const unchanged = req.headers['if-range'] === undefined || req.headers['if-range'] === etag;
  const ranges = unchanged ? req.range(size) : undefined;
  if (ranges === -1) {
    res.setHeader('Content-Range', `bytes */${size}`);
    throw new Problem('range-not-satisfiable', { size });
  }
  const [only, ...more] = Array.isArray(ranges) && ranges.type === 'bytes' ? ranges : [];
  return only === undefined || more.length > 0 ? null : { from: only.start, to: only.end };
}
