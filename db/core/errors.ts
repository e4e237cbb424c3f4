/** The record refuses to be written out of order: events are missing before these, or others stand in their place. */
export class RecordConflict extends Error {
  override readonly name = 'RecordConflict';
}

/** A published version cannot be published again with other content, nor a lower version after a higher one. */
export class VersionConflict extends Error {
  override readonly name = 'VersionConflict';
}

/** A cursor that this server did not give. */
export class BadCursor extends Error {
  override readonly name = 'BadCursor';
}

/** PostgreSQL cannot be reached, or does not answer in time. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

const UNAVAILABLE_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  // PostgreSQL: shutting down, starting up, too many connections, statement timeout.
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '57014',
  '08000',
  '08003',
  '08006',
]);

/** Whether the failure is of the connection and not of what was asked. */
export function isUnavailable(error: unknown): boolean {
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    if (each instanceof DatabaseUnavailable) return true;
    if ('code' in each && typeof each.code === 'string' && UNAVAILABLE_CODES.has(each.code)) return true;
    if (/timeout exceeded when trying to connect|Connection terminated|Query read timeout/.test(each.message))
      return true;
    if (each instanceof AggregateError && each.errors.some(isUnavailable)) return true;
  }
  return false;
}
