/** Reads the calendar files of `procedures/`: the nation's holidays, and each province's office hours. */
import { z } from 'zod';
import { findingsOf, readYaml } from '../procedures/language/parse.ts';
import { finding, type Problem } from '../procedures/language/problem.ts';
import { EXCEPTION_KINDS } from '../vocabulary/calendars.ts';
import { COUNTINGS } from '../vocabulary/units.ts';
import {
  type BusinessCalendar,
  type CalendarException,
  DEFAULT_COUNTING,
  type HolidayRule,
  type HoursRule,
} from './calendar-types.ts';
import type { PlainDay } from './instant.ts';
import { ALWAYS } from './terms.ts';

const Localised = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });
const day = z.iso.date().transform((text) => text as PlainDay);
const year = z.number().int().min(1900).max(2200);

/** `7:30-11:30, 13:00-17:00`; an empty text is a day without hours. */
const hours = z
  .string()
  .regex(/^(\d{1,2}:\d\d-\d{1,2}:\d\d(, \d{1,2}:\d\d-\d{1,2}:\d\d)*)?$/)
  .transform((text) =>
    text === ''
      ? []
      : text.split(', ').map((stretch) => stretch.split('-').map(minuteOfDay) as [number, number]),
  );

const Holiday = z
  .strictObject({
    name: Localised,
    decision: z.string().min(1),
    from: year.optional(),
    until: year.optional(),
    substitute: z.boolean().default(true),
    solar: z
      .string()
      .regex(/^\d\d-\d\d$/)
      .optional(),
    lunar: z
      .string()
      .regex(/^\d\d-\d\d$/)
      .optional(),
    offset: z.number().int().min(-30).max(30).default(0),
  })
  .refine(({ solar, lunar }) => (solar === undefined) !== (lunar === undefined), {
    message: 'solar or lunar, one of them',
  });

const Exception = z.strictObject({
  day,
  kind: z.enum(EXCEPTION_KINDS),
  hours: hours.optional(),
  name: Localised,
  decision: z.string().min(1),
  sparesCitizens: z.literal(true).exactOptional(),
});

const NationFile = z.strictObject({
  announcedUntil: year.optional(),
  holidays: z.array(Holiday),
  exceptions: z.array(Exception),
});

const DAYS = { mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6, sun: 7 } as const;
const week = z.partialRecord(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'mon-fri']), hours);

const Calendar = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.number().int().min(1),
  name: Localised,
  offset: z.string().regex(/^[+-]\d\d:\d\d$/),
  /** `nation`: those of `base/calendars.yaml`; `none`. */
  holidays: z.enum(['nation', 'none']),
  hours: z
    .array(
      z.strictObject({
        since: day,
        months: z.array(z.number().int().min(1).max(12)).default([]),
        week,
        decision: z.string().min(1),
      }),
    )
    .min(1),
  exceptions: z.array(Exception).default([]),
  counting: z
    .strictObject({ workingDays: z.enum(COUNTINGS), calendarDays: z.enum(COUNTINGS) })
    .default(DEFAULT_COUNTING),
});

const ProvinceFile = z.strictObject({ calendars: z.array(Calendar).min(1) });

export interface Nation {
  readonly holidays: readonly HolidayRule[];
  readonly exceptions: readonly CalendarException[];
  /** The last year whose holidays are announced; absent: not known. */
  readonly announcedUntil?: number;
}

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** `base/calendars.yaml`: holidays by rule, and the single days that were announced. */
export function parseNation(text: string, file: string): Read<Nation> {
  const read = parsed(text, file, NationFile);
  return read.ok
    ? {
        ok: true,
        value: {
          holidays: read.value.holidays.map(holidayOf),
          exceptions: read.value.exceptions.map(exceptionOf),
          ...announced(read.value),
        },
      }
    : read;
}

/** A province's `calendars.yaml`; what it takes of the nation is copied into its calendars. */
export function parseCalendars(
  text: string,
  file: string,
  nation: Nation,
): Read<readonly BusinessCalendar[]> {
  const read = parsed(text, file, ProvinceFile);
  if (!read.ok) return read;
  const calendars = read.value.calendars.map((each): BusinessCalendar => {
    const own = each.exceptions.map(exceptionOf);
    const days = new Set(own.map(({ day: at }) => at));
    const shared = each.holidays === 'nation' ? nation.exceptions.filter(({ day: at }) => !days.has(at)) : [];
    return {
      id: each.id,
      version: each.version,
      name: each.name,
      offsetMinutes: offsetOf(each.offset),
      always: false,
      hours: each.hours.map(hoursOf),
      holidays: each.holidays === 'nation' ? nation.holidays : [],
      exceptions: [...shared, ...own],
      ...(each.holidays === 'nation' ? announced(nation) : {}),
      counting: each.counting,
    };
  });
  return { ok: true, value: [...calendars, always(calendars[0]?.offsetMinutes ?? 0)] };
}

function announced({
  announcedUntil,
}: {
  readonly announcedUntil?: number | undefined;
}): Pick<BusinessCalendar, 'announcedUntil'> {
  return announcedUntil === undefined ? {} : { announcedUntil };
}

/** Terms in hours and calendar days count on it; every province has it without saying so. */
function always(offsetMinutes: number): BusinessCalendar {
  return {
    id: ALWAYS,
    version: 1,
    name: { vi: 'Liên tục ngày đêm', en: 'Day and night' },
    offsetMinutes,
    always: true,
    hours: [],
    holidays: [],
    exceptions: [],
  };
}

function parsed<T extends z.ZodType>(text: string, file: string, schema: T): Read<z.output<T>> {
  const yaml = readYaml(text, file);
  if (!yaml.ok) return yaml;
  const read = schema.safeParse(yaml.value);
  if (read.success) return { ok: true, value: read.data };
  const problems = read.error.issues.flatMap(findingsOf).map(yaml.locate);
  return { ok: false, problems: problems.length > 0 ? problems : [{ file, ...unreadable }] };
}

const unreadable = finding(
  '',
  'unreadable',
  { vi: 'Tệp lịch không đọc được.', en: 'The calendar file cannot be read.' },
  { vi: 'So với tệp lịch của tỉnh khác.', en: 'Compare it with the calendar file of another province.' },
);

function holidayOf({
  name,
  decision,
  from,
  until,
  substitute,
  solar,
  lunar,
  offset,
}: z.output<typeof Holiday>): HolidayRule {
  const [month = 0, dayOfMonth = 0] = (solar ?? lunar ?? '').split('-').map(Number);
  const common = {
    name,
    decision,
    from: from ?? null,
    until: until ?? null,
    substitute,
    month,
    day: dayOfMonth,
  };
  return solar === undefined ? { ...common, rule: 'lunar', offset } : { ...common, rule: 'solar' };
}

function exceptionOf({ hours: open, ...rest }: z.output<typeof Exception>): CalendarException {
  return { ...rest, hours: open ?? null };
}

function hoursOf({
  since,
  months,
  week: days,
  decision,
}: z.output<typeof Calendar>['hours'][number]): HoursRule {
  const { 'mon-fri': weekdays, ...named } = days;
  const all =
    weekdays === undefined
      ? {}
      : { mon: weekdays, tue: weekdays, wed: weekdays, thu: weekdays, fri: weekdays };
  const entries = Object.entries({ ...all, ...named }).map(([name, open]) => [
    DAYS[name as keyof typeof DAYS],
    open,
  ]);
  return { since, months, week: Object.fromEntries(entries), decision };
}

function minuteOfDay(text: string): number {
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  return hour * 60 + minute;
}

function offsetOf(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1;
  return sign * minuteOfDay(text.slice(1));
}
