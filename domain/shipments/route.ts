/** What the case is notified of a shipment, and when the carrier is asked again. */

import type { Term } from '../procedures/language/types.ts';
import { addWorking } from '../time/calendar.ts';
import type { Calendars } from '../time/clock.ts';
import type { Instant } from '../time/instant.ts';
import { budgetOf, calendarFor, countingOf } from '../time/terms.ts';
import { daysIn, endOfDays } from '../time/whole-days.ts';
import type { ShipmentStatus } from '../vocabulary/shipments.ts';
import { readScans, sortScans } from './reading.ts';
import type { PostalTerms, Scan } from './types.ts';

/** A turn of a shipment's way that the case is notified of; the rest stands in its scans alone. */
export interface Milestone {
  readonly status: ShipmentStatus;
  readonly at: Instant;
  readonly attempts: number;
}

const MILESTONES: readonly ShipmentStatus[] = [
  'handed-over',
  'attempted',
  'held',
  'delivered',
  'returning',
  'returned',
  'lost',
  'damaged',
  'cancelled',
];

/** What the case was told last. `at` null: nothing but its number. */
export interface LastReport {
  readonly status: ShipmentStatus;
  readonly at: Instant | null;
}

/**
 * The milestones that came after what the case was told last, in the order in which they happened. A scan that comes late and is
 * dated before that is not told any more, for the case has moved on; but that it arrived, or came back, is told however late.
 */
export function milestonesAfter(scans: readonly Scan[], reported: LastReport): readonly Milestone[] {
  const all = milestonesOf(scans);
  const { at } = reported;
  if (at === null) return all;
  const place = MILESTONES.indexOf(reported.status);
  const fresh = all.filter(
    (each) => each.at > at || (each.at === at && MILESTONES.indexOf(each.status) > place),
  );
  const last = all.at(-1);
  return fresh.length === 0 && last !== undefined && isSettled(last.status) && last.status !== reported.status
    ? [last]
    : fresh;
}

function milestonesOf(scans: readonly Scan[]): readonly Milestone[] {
  const inOrder = sortScans(scans);
  const found: Milestone[] = [];
  inOrder.forEach(({ at }, n) => {
    const { status, attempts } = readScans(inOrder.slice(0, n + 1));
    const last = found.at(-1);
    if (status === null || !MILESTONES.includes(status)) return;
    if (last !== undefined && (isSettled(last.status) || isSame(last, status, attempts))) return;
    found.push({ status, at, attempts });
  });
  return found;
}

function isSame(last: Milestone, status: ShipmentStatus, attempts: number): boolean {
  return last.status === status && last.attempts === attempts;
}

function isSettled(status: ShipmentStatus): boolean {
  return status === 'delivered' || status === 'returned';
}

export interface Waiting {
  readonly scans: readonly Scan[];
  readonly terms: PostalTerms;
  readonly calendars: Calendars;
  readonly orderedAt: Instant;
  /** When the carrier was last asked; null: never. */
  readonly requestedAt: Instant | null;
  /** Whole đồng to collect at the door; null: none. */
  readonly cod: number | null;
  readonly now: Instant;
  /** It arrived, and the picture that proves it is still to come. */
  readonly lacksPicture?: boolean;
}

/** When it should be at the door; null as long as the carrier does not have it. */
export function dueAt({ scans, terms, calendars }: Waiting): Instant | null {
  const { handedOverAt } = readScans(scans);
  return handedOverAt === null ? null : after(handedOverAt, terms.within, terms, calendars);
}

/** Since when it counts as lost for want of any sign of it; null where it does not: the carrier never had it, or it arrived. */
export function lostSince({ scans, terms, calendars }: Waiting): Instant | null {
  const { handedOverAt, lastScanAt, status } = readScans(scans);
  if (handedOverAt === null || lastScanAt === null || status === null || ENDED.includes(status)) return null;
  return after(lastScanAt, terms.lostAfter, terms, calendars);
}

/** When to ask the carrier, or to see that it is late, where no scan comes before; null: nothing more is expected. */
export function nextLook(waiting: Waiting): Instant | null {
  const { scans, terms, calendars, orderedAt, requestedAt, now } = waiting;
  const { status, lastScanAt } = readScans(scans);
  const isOver = status !== null && ENDED.includes(status);
  if (isOver && !isOwed(waiting) && !isPictureToCome(waiting)) return null;
  const last = Math.max(orderedAt, requestedAt ?? 0, lastScanAt ?? 0) as Instant;
  const ask = after(last, terms.askAfter, terms, calendars);
  const lost = lostSince(waiting);
  const due = isOver ? null : dueAt(waiting);
  const looks = [ask, ...(lost === null ? [] : [lost]), ...(due === null || due <= now ? [] : [due])];
  return Math.min(...looks) as Instant;
}

function isOwed({ scans, cod }: Waiting): boolean {
  const { status, remittedAt } = readScans(scans);
  return status === 'delivered' && cod !== null && remittedAt === null;
}

/** A carrier that has had none for as long as a shipment may stay away will have none. */
function isPictureToCome({ scans, terms, calendars, now, lacksPicture }: Waiting): boolean {
  const { deliveredAt } = readScans(scans);
  if (lacksPicture !== true || deliveredAt === null) return false;
  return now < after(deliveredAt, terms.lostAfter, terms, calendars);
}

const ENDED: readonly ShipmentStatus[] = ['delivered', 'returned', 'lost', 'damaged', 'cancelled'];

function after(from: Instant, term: Term, terms: PostalTerms, calendars: Calendars): Instant {
  const inDays = terms.counting !== undefined && countingOf(term.unit, undefined, terms.counting) === 'days';
  const id = inDays ? terms.calendar : calendarFor(term, terms.calendar);
  const calendar = calendars[id];
  if (calendar === undefined) throw new RangeError(`there is no calendar ${id}`);
  if (!inDays) return addWorking(calendar, from, budgetOf(term, terms.minutesPerWorkingDay));
  const of = term.unit === 'working-days' ? 'working' : 'calendar';
  return endOfDays(calendar, from, daysIn(calendar, from, term), { of, binds: 'office' });
}
