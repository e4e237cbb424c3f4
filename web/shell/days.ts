/** Days and months as people choose them, by the clock of Vietnam (UTC+7 all year), and the instants that they begin at. */
const DAY_MS = 86_400_000;
const OFFSET_MS = 7 * 3_600_000;

const DAY = /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

export function isDay(value: unknown): value is string {
  // The 31st of February has the look of a day, and is read as one of March.
  return typeof value === 'string' && DAY.test(value) && dayAfter(value, 0) === value;
}

/** `2026-11-23` */
export function dayOf(ms: number): string {
  return new Date(ms + OFFSET_MS).toISOString().slice(0, 10);
}

/** The midnight at which a day begins. */
export function beginOf(day: string): string {
  return `${day}T00:00:00+07:00`;
}

/** The midnight at which it ends: the question names the days, and both are meant. */
export function endOf(day: string): string {
  return beginOf(dayAfter(day));
}

export function dayAfter(day: string, by = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY_MS).toISOString().slice(0, 10);
}

/** The first day of the month that lies so many months from the one of this day. */
export function monthFrom(day: string, by: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const count = year * 12 + month - 1 + by;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}-01`;
}

/** For a field of date and time: `2026-11-23T08:30:00`. */
export function localTime(iso: string): string {
  return new Date(Date.parse(iso) + OFFSET_MS).toISOString().slice(0, 19);
}

/** What such a field says, as an instant; null: nothing whole. */
export function instantOfLocal(local: string): string | null {
  const ms = Date.parse(`${local.length === 16 ? `${local}:00` : local}+07:00`);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
