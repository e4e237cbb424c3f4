/** Rows of PostgreSQL as the product speaks of them: instants in milliseconds. */
import type { Instant } from '../../domain/time/instant.ts';

export function instantOf(date: Date): Instant {
  return date.getTime() as Instant;
}

export function instantOrNull(date: Date | null): Instant | null {
  return date === null ? null : instantOf(date);
}

/** For a parameter of type timestamptz. */
export function timestampOf(at: Instant): string {
  return new Date(at).toISOString();
}
