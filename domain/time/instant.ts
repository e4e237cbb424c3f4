declare const brand: unique symbol;

/**
 * A point on the world's time line: whole milliseconds since 1970-01-01T00:00:00Z.
 * A number and not a `Date`: it survives JSON unchanged, and it offers no local getters that would read the
 * host's time zone.
 */
export type Instant = number & { readonly [brand]: 'Instant' };

/** A stretch of office time (or, on a calendar that never closes, of elapsed time), in whole minutes. */
export type WorkingMinutes = number & { readonly [brand]: 'WorkingMinutes' };

/** A day of the civil calendar, `YYYY-MM-DD`, with no time and no zone. */
export type PlainDay = string & { readonly [brand]: 'PlainDay' };

/** Reads an ISO 8601 instant that carries its offset. @throws RangeError for anything else. */
export function instant(iso: string): Instant {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(iso)) {
    throw new RangeError(`not an instant with an offset: ${iso}`);
  }
  const at = Date.parse(iso);
  if (Number.isNaN(at)) throw new RangeError(`no such instant: ${iso}`);
  return at as Instant;
}

/** Writes an instant as ISO 8601 in UTC. */
export function isoOf(at: Instant): string {
  return new Date(at).toISOString();
}

export function minutes(n: number): WorkingMinutes {
  if (!Number.isInteger(n)) throw new RangeError(`not whole minutes: ${n}`);
  return n as WorkingMinutes;
}

/** The minute that clocks on the wall show at that instant. */
export function toTheMinute(at: Instant): Instant {
  return (Math.floor(at / 60_000) * 60_000) as Instant;
}
