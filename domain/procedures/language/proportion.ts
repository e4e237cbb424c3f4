/** Terms against each other: office time against time of the clock, and a step's term where the whole is shortened. */
import { minutes, type WorkingMinutes } from '../../time/instant.ts';
import { ALWAYS, budgetOf, calendarFor } from '../../time/terms.ts';
import type { Urgency } from '../../vocabulary/urgencies.ts';
import type { Procedure, Term } from './types.ts';

/** Time needed, apart by sort: office time, and time on a clock that never stops. In minutes. */
export interface Needed {
  readonly office: number;
  readonly clock: number;
}

export function isOffice(term: Term): boolean {
  return calendarFor(term, 'office') !== ALWAYS;
}

export function neededFor(term: Term, minutesPerDay: number): Needed {
  const length = budgetOf(term, minutesPerDay);
  return isOffice(term) ? { office: length, clock: 0 } : { office: 0, clock: length };
}

/**
 * The two sorts have no exact rate. What is compared with a term of the other sort is taken thus:
 * - hours of the clock, under an office total: the most office time that can fall in them (4 hours may be 4 office
 *   hours; 24 hours hold at most one working day), so that what is let through fits whenever it begins;
 * - office time, under a total that runs day and night: the least time on the clock that it can take (8 office hours
 *   are at least 8 hours; each further working day begins a day later), so that what is refused could never be kept.
 */
export function mostOffice(clock: number, minutesPerDay: number): number {
  return Math.floor(clock / 1440) * minutesPerDay + Math.min(clock % 1440, minutesPerDay);
}

function leastClock(office: number, minutesPerDay: number): number {
  if (office === 0) return 0;
  const daysBefore = Math.ceil(office / minutesPerDay) - 1;
  return daysBefore * 1440 + (office - daysBefore * minutesPerDay);
}

/** As `budgetOf`; of months and years, the least that it may be. */
export function leastOf(term: Term, minutesPerDay: number): number {
  const months = monthsOf(term);
  if (months === null) return budgetOf(term, minutesPerDay);
  const years = Math.floor(months / 12);
  return (years * 365 + (months - years * 12) * SHORTEST_MONTH) * 1440;
}

const SHORTEST_MONTH = 28;

function monthsOf({ amount, unit }: Term): number | null {
  if (unit === 'months') return amount;
  return unit === 'years' ? amount * 12 : null;
}

/** Whenever both begin. Of office time against time of the clock, as `asIn` compares them. */
export function isShorter(a: Term, b: Term, minutesPerDay: number): boolean {
  const [months, others] = [monthsOf(a), monthsOf(b)];
  if (months !== null && others !== null) return months < others;
  // Today's closing time comes before the same hour, or the closing time, of tomorrow.
  if (a.unit === 'same-day' && b.unit === 'working-days') return true;
  return asIn(b, neededFor(a, minutesPerDay), minutesPerDay) < leastOf(b, minutesPerDay);
}

/** Whenever both begin; of terms of the same sort. */
export function isAtLeast(a: Term, b: Term, minutesPerDay: number): boolean {
  const [months, others] = [monthsOf(a), monthsOf(b)];
  if (months !== null && others !== null) return months >= others;
  return leastOf(a, minutesPerDay) >= budgetOf(b, minutesPerDay);
}

/** What is needed, in minutes of the sort of the whole term. */
export function asIn(total: Term, { office, clock }: Needed, minutesPerDay: number): number {
  return isOffice(total)
    ? office + mostOffice(clock, minutesPerDay)
    : leastClock(office, minutesPerDay) + clock;
}

/** The term of a whole case of that urgency. */
export function wholeTerm({ total, urgent, danger }: Procedure['sla'], haste: Urgency): Term {
  if (haste === 'normal') return total;
  return (haste === 'danger' ? danger : undefined) ?? urgent ?? total;
}

/**
 * What a step has in a case of that urgency. A case in haste has its step's own `urgentDue`; a step without one (and
 * every step where `sla.danger` is another term than the urgent one) keeps the share of the whole that it usually has,
 * rounded up to minutes and counted as the whole is: what fits in the usual term fits in the shorter one.
 */
export function workTerm(sla: Procedure['sla'], { due, urgentDue }: Work, haste: Urgency): WorkTerm {
  const { total, minutesPerWorkingDay: perDay } = sla;
  const whole = wholeTerm(sla, haste);
  const ownTerm = haste === 'danger' && sla.danger !== undefined ? undefined : urgentDue;
  const given = whole === total ? due : ownTerm;
  if (given !== undefined) return { length: budgetOf(given, perDay), as: given, isShare: false };
  const share = Math.min(1, asIn(total, neededFor(due, perDay), perDay) / budgetOf(total, perDay));
  return { length: minutes(Math.ceil(share * budgetOf(whole, perDay))), as: whole, isShare: true };
}

interface Work {
  readonly due: Term;
  readonly urgentDue?: Term;
}

export interface WorkTerm {
  readonly length: WorkingMinutes;
  /** A term of the same sort: whether office time counts, or time of the clock. */
  readonly as: Term;
  /** It is the part of the whole that the step usually has, and no term that a file gives. */
  readonly isShare: boolean;
}
