/** Pages by key, not by number: a page begins after the last row of the one before, whatever was inserted since. */
import { BadCursor } from './errors.ts';

export interface Page<T> {
  readonly items: readonly T[];
  /** Opaque; null: this was the last page. */
  readonly next: string | null;
}

const MAX_LIMIT = 200;

/** Collects a statement's conditions and values. */
export class Conditions {
  readonly values: unknown[] = [];
  readonly #conditions: string[] = [];

  /** Adds a value and gives its placeholder. */
  value(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  /** Adds a condition about a value, unless there is none. */
  when<V>(value: V | null | undefined, condition: (placeholder: string) => string): this {
    if (value !== null && value !== undefined) this.#conditions.push(condition(this.value(value)));
    return this;
  }

  also(condition: string): this {
    this.#conditions.push(condition);
    return this;
  }

  get where(): string {
    return this.#conditions.length === 0 ? '' : `WHERE ${this.#conditions.join(' AND ')}`;
  }
}

export function pageSize(limit: number): number {
  return Math.min(Math.max(Math.trunc(limit), 1), MAX_LIMIT);
}

/** `rows` has one more than `limit` when there is a next page; each carries its own key as texts. */
export function pageOf<R extends { readonly key: readonly string[] }, T>(
  rows: readonly R[],
  limit: number,
  read: (row: R) => T,
): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    items: items.map(read),
    next: more ? Buffer.from(JSON.stringify(last.key)).toString('base64url') : null,
  };
}

/**
 * The key in a cursor: an instant as PostgreSQL writes it, then ids.
 * @throws BadCursor for anything that was not given by `pageOf` with as many parts.
 */
export function keyOf(cursor: string | null | undefined, parts: number): readonly string[] | null {
  if (cursor === null || cursor === undefined) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length === parts && key.every((part) => typeof part === 'string')) {
      if (/^(-?infinity|\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:\d\d)*)$/.test(key[0] as string))
        return key as string[];
    }
  } catch {
    // Not even JSON: the same answer.
  }
  throw new BadCursor('this cursor was not given by this list');
}
