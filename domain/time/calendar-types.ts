import type { Localised } from '../ids.ts';
import type { ExceptionKind } from '../vocabulary/calendars.ts';
import type { Counting } from '../vocabulary/units.ts';
import type { PlainDay } from './instant.ts';

/** Minutes after midnight, local to the calendar: `[450, 690]` is 7:30 to 11:30. From inclusive, to exclusive. */
export type OpenHours = readonly (readonly [from: number, to: number])[];

/** Hours that hold from `since` until the next set that holds, in the months named (1 to 12; empty: all months). */
export interface HoursRule {
  readonly since: PlainDay;
  readonly months: readonly number[];
  /** By day of week, 1 = Monday to 7 = Sunday; a day not named is closed. */
  readonly week: Readonly<Partial<Record<1 | 2 | 3 | 4 | 5 | 6 | 7, OpenHours>>>;
  /** The decision that set them. */
  readonly decision: string;
}

/** A holiday by rule, so that no year runs out. */
export type HolidayRule = {
  readonly name: Localised;
  readonly decision: string;
  /** First and last year in which it holds (null: open). */
  readonly from: number | null;
  readonly until: number | null;
  /** On a weekend (a day without hours), the next working day is off instead. */
  readonly substitute: boolean;
} & (
  | { readonly rule: 'solar'; readonly month: number; readonly day: number }
  /** By the Vietnamese lunar calendar (UTC+7), `offset` days later: Tết's eve is month 1, day 1, offset -1. */
  | { readonly rule: 'lunar'; readonly month: number; readonly day: number; readonly offset: number }
);

/** One announced day that departs from the rules: a bridge day off, a Saturday worked, a flood closure. */
export interface CalendarException {
  readonly day: PlainDay;
  readonly kind: ExceptionKind;
  /** For `worked`, and for half days; null: the usual hours of a Monday in that season (`worked`), none (`off`). */
  readonly hours: OpenHours | null;
  readonly name: Localised;
  readonly decision: string;
  /** Communes for which alone it holds; absent: for all. */
  readonly areas?: readonly string[];
  /** Of a closure: the terms of citizens stand still on that day too. */
  readonly sparesCitizens?: true;
}

/** Plain JSON; travels into workflows. Rules, not a list of dates that runs out. */
export interface BusinessCalendar {
  readonly id: string;
  readonly version: number;
  readonly name: Localised;
  /** Fixed offset from UTC in minutes; Vietnam is +420 all year. */
  readonly offsetMinutes: number;
  /** Open day and night: then `hours`, `holidays` and `exceptions` are empty. */
  readonly always: boolean;
  readonly hours: readonly HoursRule[];
  readonly holidays: readonly HolidayRule[];
  readonly exceptions: readonly CalendarException[];
  /** The last year whose public holidays the state has announced; absent: not known. Later years follow the rules alone. */
  readonly announcedUntil?: number;
  /** How terms in days are counted where the procedure does not say; absent: as `DEFAULT_COUNTING` has it. */
  readonly counting?: CountingByUnit;
}

export interface CountingByUnit {
  readonly workingDays: Counting;
  readonly calendarDays: Counting;
}

export const DEFAULT_COUNTING: CountingByUnit = { workingDays: 'hours', calendarDays: 'days' };
