/** Hours in which nobody is disturbed by what can wait. */
import type { QuietHours } from '../procedures/language/types.ts';
import type { Instant } from './instant.ts';

const MINUTE = 60_000;
const DAY = 24 * 60;

/** `at` itself outside the quiet hours; within them their end. `offsetMinutes`: of the office's calendar, from UTC. */
export function afterQuiet({ from, until }: QuietHours, offsetMinutes: number, at: Instant): Instant {
  const minutes = Math.floor(at / MINUTE) + offsetMinutes;
  const ofDay = ((minutes % DAY) + DAY) % DAY;
  const midnight = minutes - ofDay;
  const isQuiet = from <= until ? from <= ofDay && ofDay < until : from <= ofDay || ofDay < until;
  if (!isQuiet) return at;
  // What began in the evening ends in the morning of the next day.
  const end = midnight + until + (ofDay < until ? 0 : DAY);
  return ((end - offsetMinutes) * MINUTE) as Instant;
}
