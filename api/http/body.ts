/** From bytes to a checked JSON value. Nothing is guessed or repaired: what is not clean is refused. */
import express, { type Request, type RequestHandler } from 'express';
import type { z } from 'zod';
import { faultsOfIssue, pointerOf } from './faults.ts';
import { type FieldError, Problem } from './problem.ts';

export const BODY_LIMIT = '1mb';
const DEEPEST = 32;

/** Takes the bytes of a JSON body; other content is refused, compressed content too. */
export function jsonBytes(): RequestHandler {
  const read = express.raw({ type: () => true, limit: BODY_LIMIT, inflate: false });
  return (req, res, next) => {
    const isEmpty =
      req.headers['content-length'] === '0' ||
      (req.headers['content-length'] === undefined && req.headers['transfer-encoding'] === undefined);
    if (!isEmpty && !req.is(['application/json', 'application/*+json'])) {
      next(new Problem('unsupported-media-type'));
      return;
    }
    read(req, res, next);
  };
}

/** Takes whatever comes, within the same bounds. */
export function anyBytes(): RequestHandler {
  return express.raw({ type: () => true, limit: BODY_LIMIT, inflate: false });
}

/** The JSON value of the body; an empty body is an empty object. @throws Problem */
export function jsonOf(req: Request): unknown {
  const bytes: unknown = req.body;
  if (!(bytes instanceof Uint8Array) || bytes.length === 0) return {};
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    throw new Problem('invalid-encoding');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Problem('invalid-json', placeOf(error, text));
  }
  const fault = faultIn(value, '', 0);
  if (fault !== null)
    throw new Problem(fault.kind === 'characters' ? 'invalid-encoding' : 'invalid-input', {}, [fault]);
  return value;
}

/** Where the JSON breaks, without quoting what stands there: it may be personal. */
function placeOf(error: unknown, text: string): { line: number; column: number } {
  const [, position] = /at position (\d+)/.exec(error instanceof Error ? error.message : '') ?? [];
  const before = text.slice(0, position === undefined ? text.length : Number(position)).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Texts that no database can hold, keys that mean something to JavaScript, and towers of brackets. */
function faultIn(value: unknown, pointer: string, depth: number): FieldError | null {
  if (depth > DEEPEST) return { pointer, kind: 'unknown' };
  if (typeof value === 'string') return isClean(value) ? null : { pointer, kind: 'characters' };
  if (value === null || typeof value !== 'object') return null;
  for (const [key, each] of Object.entries(value)) {
    const at = pointer + pointerOf([key]);
    if (!isClean(key)) return { pointer, kind: 'characters' };
    if (key === '__proto__') return { pointer: at, kind: 'unknown' };
    const fault = faultIn(each, at, depth + 1);
    if (fault !== null) return fault;
  }
  return null;
}

/** Of an address or a query, where no JSON was read. @throws Problem */
export function demandClean(values: Readonly<Record<string, unknown>>): void {
  const fault = faultIn({ ...values }, '', 0);
  if (fault !== null) throw new Problem('invalid-input', {}, [fault]);
}

function isClean(text: string): boolean {
  return !text.includes('\u0000') && !/\p{Cs}/u.test(text);
}

/** The value as the schema reads it. @throws Problem invalid-input with a pointer for each fault. */
export function checked<T extends z.ZodType>(schema: T, value: unknown, prefix = ''): z.output<T> {
  const read = schema.safeParse(value, { reportInput: true });
  if (read.success) return read.data;
  throw new Problem(
    'invalid-input',
    {},
    read.error.issues.flatMap((issue) => faultsOfIssue(issue, prefix)),
  );
}
