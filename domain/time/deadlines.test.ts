/** The worked deadlines of docs/deadlines.md, read from the document itself. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCalendars } from '../../ops/definitions/calendar-files.ts';
import { Play } from '../../test/support/play.ts';
import { definitionOf, filingOf, PEOPLE, PERMIT_YAML } from '../../test/support/sample-definitions.ts';
import { isCaseClock } from '../cases/state/evolve.ts';
import type { BusinessCalendar, CalendarException, OpenHours } from './calendar-types.ts';
import type { Clock } from './clock.ts';
import { extendClock, pauseClock, readClock, restartClock, resumeClock } from './clocks.ts';
import { explainClock } from './explain.ts';
import { type Instant, instant, type PlainDay } from './instant.ts';
import { budgetOf, parseTerm } from './terms.ts';

const ROOT = join(import.meta.dirname, '../..');
const { calendars: HUE } = loadCalendars(join(ROOT, 'procedures'), 'hue');

const rows = readFileSync(join(ROOT, 'docs/deadlines.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| \d+ \|/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, number = '', begins = '', term = '', befalls = '', due = '', byHand = '']) => ({
    number,
    begins: at(begins),
    term,
    befalls: befalls === '' ? [] : befalls.split('; '),
    due,
    byHand,
  }));

function at(local: string): Instant {
  return instant(`${local.replace(' ', 'T')}:00+07:00`);
}

function local(instant: Instant | null): string | null {
  if (instant === null) return null;
  return new Date(instant + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

interface Setting {
  readonly exceptions: readonly CalendarException[];
  readonly area: string | null;
  readonly calendar: string;
  readonly sameDayUntil: number | null;
  readonly minutesPerDay: number;
  readonly turns: readonly string[];
}

/** What the column says, apart: what surrounds the clock, and what befalls it. */
function settingOf(befalls: readonly string[]): Setting {
  const exceptions: CalendarException[] = [];
  const turns: string[] = [];
  let [area, calendar, sameDayUntil, minutesPerDay]: [string | null, string, number | null, number] = [
    null,
    'office',
    null,
    480,
  ];
  for (const text of befalls) {
    const closed = /^closed (?:([a-z-]+) )?(\d{4}-\d\d-\d\d)$/.exec(text);
    const half = /^half (\d{4}-\d\d-\d\d) (\d+):(\d\d)-(\d+):(\d\d)$/.exec(text);
    const place = /^in ([a-z-]+)$/.exec(text);
    const by = /^by ([a-z-]+)$/.exec(text);
    const until = /^same day until (\d\d):(\d\d)$/.exec(text);
    const length = /^day of (\d+)$/.exec(text);
    if (closed !== null) exceptions.push(closure(closed[2] ?? '', null, closed[1]));
    else if (half !== null) {
      const [h1 = 0, m1 = 0, h2 = 0, m2 = 0] = half.slice(2).map(Number);
      exceptions.push(closure(half[1] ?? '', [[h1 * 60 + m1, h2 * 60 + m2]]));
    } else if (place !== null) area = place[1] ?? null;
    else if (by !== null) calendar = by[1] ?? '';
    else if (until !== null) sameDayUntil = Number(until[1]) * 60 + Number(until[2]);
    else if (length !== null) minutesPerDay = Number(length[1]);
    else turns.push(text);
  }
  return { exceptions, area, calendar, sameDayUntil, minutesPerDay, turns };
}

function closure(day: string, hours: OpenHours | null, area?: string): CalendarException {
  const name = { vi: 'Nghỉ', en: 'Closed' };
  const base = { day: day as PlainDay, kind: 'off', hours, name, decision: 'QĐ' } as const;
  return area === undefined ? base : { ...base, areas: [area] };
}

/** The clock as a case starts it, by the product's own way from acceptance. */
function startedClock(term: string, begins: Instant, setting: Setting, office: BusinessCalendar): Clock {
  const parsed = parseTerm(term);
  if (parsed === null) throw new Error(`no term: ${term}`);
  const sample = definitionOf(PERMIT_YAML);
  const { calendar, sameDayUntil, minutesPerDay: minutesPerWorkingDay } = setting;
  const sla = { ...sample.procedure.sla, total: parsed, calendar, sameDayUntil, minutesPerWorkingDay };
  const definition = {
    ...sample,
    procedure: { ...sample.procedure, sla },
    calendars: { ...HUE, office },
  };
  const play = new Play(definition, begins);
  const offices = setting.area === null ? {} : { 'hue.ward': { area: setting.area } };
  play.do(PEOPLE.receptionist, filingOf(definition, { offices, facts: { area: 1 } }));
  play.do(PEOPLE.receptionist, { type: 'accept' });
  const clock = play.case.clocks.find(isCaseClock);
  if (clock === undefined) throw new Error('an accepted case has a clock');
  return clock;
}

function turned(clock: Clock, turn: string, minutesPerDay: number): Clock {
  const [, what = '', when = ''] =
    /^(pause|resume|restart|\+\d+ [a-z-]+) (\d{4}-\d\d-\d\d \d\d:\d\d)$/.exec(turn) ?? [];
  if (what === 'pause') return pauseClock(clock, at(when), 'supplement');
  if (what === 'resume') return resumeClock(clock, at(when));
  if (what === 'restart') return restartClock(clock, at(when));
  const by = parseTerm(what.slice(1));
  if (by === null) throw new Error(`nothing known happens in “${turn}”`);
  return extendClock(clock, at(when), budgetOf(by, minutesPerDay));
}

describe('the worked deadlines', () => {
  test('are at least forty, each with its arithmetic', () => {
    expect(rows.length).toBeGreaterThanOrEqual(40);
    expect(rows.map(({ number }) => Number(number))).toEqual(rows.map((_, n) => n + 1));
    for (const { byHand, number } of rows) expect(byHand, number).toMatch(/\d|twice|night/);
  });

  test.each(rows)(
    '$number: $term from the moment named are due $due ($byHand)',
    ({ begins, term, befalls, due }) => {
      const setting = settingOf(befalls);
      const usual = HUE.office;
      if (usual === undefined) throw new Error('Huế has no office calendar');
      const days = new Set(setting.exceptions.map(({ day }) => day));
      const office = {
        ...usual,
        exceptions: [...usual.exceptions.filter(({ day }) => !days.has(day)), ...setting.exceptions],
      };
      const clock = setting.turns.reduce(
        (running, turn) => turned(running, turn, setting.minutesPerDay),
        startedClock(term, begins, setting, office),
      );
      const calendars = { ...HUE, office };
      expect(local(readClock(clock, calendars, begins).dueAt)).toBe(due);
      // And its own account of itself adds up.
      const { days: account, granted } = explainClock(clock, calendars, begins);
      expect(account.reduce((sum, { counted }) => sum + counted, 0)).toBe(granted);
    },
  );
});
