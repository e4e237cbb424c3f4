/** The worked deadlines of docs/deadlines.md, read from the document itself. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCalendars } from '../../ops/definitions/calendar-files.ts';
import { Play } from '../../test/support/play.ts';
import {
  content,
  definitionOf,
  filingOf,
  OTHER_WARD,
  PEOPLE,
  PERMIT_YAML,
} from '../../test/support/sample-definitions.ts';
import type { Definition } from '../cases/state/commands.ts';
import { isCaseClock, SUPPLEMENT_CLOCK } from '../cases/state/evolve.ts';
import type { Office } from '../cases/state/state.ts';
import type { Procedure, Term } from '../procedures/language/types.ts';
import type { CalendarException, OpenHours } from './calendar-types.ts';
import type { Calendars } from './clock.ts';
import { readClock } from './clocks.ts';
import { explainClock } from './explain.ts';
import { type Instant, instant, type PlainDay } from './instant.ts';
import { parseTerm } from './terms.ts';

const ROOT = join(import.meta.dirname, '../..');
const { calendars: HUE } = loadCalendars(join(ROOT, 'procedures'), 'hue');

interface Row {
  readonly number: string;
  readonly begins: Instant;
  readonly term: string;
  readonly befalls: readonly string[];
  /** On the clock of Huế; a citizen’s day ends at 24:00. */
  readonly due: string;
  readonly byHand: string;
}

const rows: readonly Row[] = readFileSync(join(ROOT, 'docs/deadlines.md'), 'utf8')
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
  /** On single days, for every office calendar. */
  readonly exceptions: readonly CalendarException[];
  readonly office: Office;
  readonly sla: Partial<Pick<Procedure['sla'], 'sameDayUntil' | 'minutesPerWorkingDay' | 'counting'>>;
  readonly isCitizens: boolean;
  /** What befalls the clock, in order. */
  readonly turns: readonly string[];
}

const DAY = String.raw`(\d{4}-\d\d-\d\d)`;
const PLACE = '(?:([a-z-]+) )?';

/** What the column says, apart: what surrounds the clock, and what befalls it. */
function settingOf(befalls: readonly string[]): Setting {
  const exceptions: CalendarException[] = [];
  const turns: string[] = [];
  let [office, sla, isCitizens]: [Office, Setting['sla'], boolean] = [{}, {}, false];
  for (const text of befalls) {
    const shut = new RegExp(`^(closed|spared) ${PLACE}${DAY}$`).exec(text);
    const half = new RegExp(String.raw`^half ${PLACE}${DAY} (\d+):(\d\d)-(\d+):(\d\d)$`).exec(text);
    const [, place] = /^in ([a-z-]+)$/.exec(text) ?? [];
    const [, by] = /^by ([a-z-]+)$/.exec(text) ?? [];
    const until = /^same day until (\d\d):(\d\d)$/.exec(text);
    const [, length] = /^day of (\d+)$/.exec(text) ?? [];
    if (shut !== null) exceptions.push(closure(shut[3], null, shut[2], shut[1] === 'spared'));
    else if (half !== null) {
      const [h1 = 0, m1 = 0, h2 = 0, m2 = 0] = half.slice(3).map(Number);
      exceptions.push(closure(half[2], [[h1 * 60 + m1, h2 * 60 + m2]], half[1], false));
    } else if (place !== undefined) office = { ...office, area: place };
    else if (by !== undefined) office = { ...office, calendar: by };
    else if (until !== null) sla = { ...sla, sameDayUntil: Number(until[1]) * 60 + Number(until[2]) };
    else if (length !== undefined) sla = { ...sla, minutesPerWorkingDay: Number(length) };
    else if (text === 'days' || text === 'hours') sla = { ...sla, counting: text };
    else if (text === 'citizen') isCitizens = true;
    else turns.push(text);
  }
  return { exceptions, office, sla, isCitizens, turns };
}

function closure(
  day: string | undefined,
  hours: OpenHours | null,
  area: string | undefined,
  spares: boolean,
) {
  const exception: CalendarException = {
    day: day as PlainDay,
    kind: 'off',
    hours,
    name: { vi: 'Nghỉ', en: 'Closed' },
    decision: 'QĐ',
    ...(area === undefined ? {} : { areas: [area] }),
    ...(spares ? { sparesCitizens: true } : {}),
  };
  return exception;
}

/** Huế's calendars, with the single days of the row instead of what was announced for them. */
function calendarsWith(exceptions: readonly CalendarException[]): Calendars {
  const days = new Set(exceptions.map(({ day }) => day));
  const changed = Object.values(HUE).map((calendar) =>
    calendar.always
      ? calendar
      : {
          ...calendar,
          exceptions: [...calendar.exceptions.filter(({ day }) => !days.has(day)), ...exceptions],
        },
  );
  return Object.fromEntries(changed.map((calendar) => [calendar.id, calendar]));
}

/** A case to which all of the row happens, by the orders that people give. */
function played(
  { term, begins }: Row,
  { office, sla, isCitizens, turns }: Setting,
  calendars: Calendars,
): Play {
  const parsed = termOf(term);
  const sample = definitionOf(PERMIT_YAML);
  const { supplement, ...procedure } = sample.procedure;
  const mode = turns.some((turn) => turn.startsWith('restart')) ? 'restart' : 'resume';
  const definition: Definition = {
    ...sample,
    calendars,
    procedure: {
      ...procedure,
      escalations: [],
      sla: { ...procedure.sla, ...(isCitizens ? {} : { total: parsed }), ...sla },
      supplement: { ...supplement, mode, ...(isCitizens ? { term: parsed } : {}) },
    },
  };
  const play = new Play(definition, begins);
  const offices = { 'hue.ward': office, 'hue.counter': office };
  play.do(PEOPLE.receptionist, filingOf(definition, { offices, facts: { area: 1 } }));
  play.do(PEOPLE.receptionist, { type: 'accept' });
  if (isCitizens) turn(play, 'pause', '');
  for (const each of turns) {
    const [, what = '', place = '', when = ''] =
      /^(pause|resume|restart|to|\+\d+ [a-z-]+)((?: [a-z-]+)*) (\d{4}-\d\d-\d\d \d\d:\d\d)$/.exec(each) ?? [];
    if (what === '') throw new Error(`nothing known happens in “${each}”`);
    play.until(at(when));
    turn(play, what, place.trim());
  }
  return play;
}

function turn(play: Play, what: string, place: string): void {
  const reason = content('why');
  const task = play.case.tasks.at(-1);
  const taskId = task?.id ?? null;
  if (what === 'pause') {
    const missing = ['title'];
    const actor = task?.agency === OTHER_WARD ? PEOPLE.otherWard : PEOPLE.specialist;
    play.do(actor, { type: 'request-supplement', taskId, missing, reason });
  } else if (what === 'to' && taskId !== null) {
    const to = place in HUE ? { calendar: place } : { area: place };
    const offices = { [OTHER_WARD]: to };
    play.do(PEOPLE.head, { type: 'transfer', taskId, agency: OTHER_WARD, reason, offices });
  } else if (what.startsWith('+')) {
    const actor = task?.agency === OTHER_WARD ? PEOPLE.otherHead : PEOPLE.head;
    play.do(actor, { type: 'extend', by: termOf(what.slice(1)), taskId: null, reason });
  } else {
    const documents = [{ id: 'doc-late', rule: 'title', digest: 'e'.repeat(64) }];
    play.do(PEOPLE.receptionist, { type: 'receive-supplement', documents });
  }
}

function termOf(text: string): Term {
  const term = parseTerm(text);
  if (term === null) throw new Error(`no term: ${text}`);
  return term;
}

describe('the worked deadlines', () => {
  test('are at least eighty-five, each with its arithmetic', () => {
    expect(rows.length).toBeGreaterThanOrEqual(85);
    expect(rows.map(({ number }) => Number(number))).toEqual(rows.map((_, n) => n + 1));
    for (const { byHand, number } of rows) expect(byHand, number).toMatch(/\d|twice|night/);
  });

  test.each(rows)('$number: $term from the moment named are due $due ($byHand)', (row) => {
    const setting = settingOf(row.befalls);
    const calendars = calendarsWith(setting.exceptions);
    const play = played(row, setting, calendars);
    const clock = play.case.clocks.find((each) =>
      setting.isCitizens ? each.id === SUPPLEMENT_CLOCK : isCaseClock(each),
    );
    if (clock === undefined) throw new Error('the case has no such clock');
    expect(local(readClock(clock, calendars, play.now).dueAt)).toBe(local(at(row.due)));
    if (clock.wholeDays !== undefined || clock.ledger.some(({ kind }) => kind === 'transfer')) return;
    // And its own account of itself, of a term to the minute that stays where it is, adds up.
    const { days: account, granted } = explainClock(clock, calendars, play.now);
    expect(account.reduce((sum, { counted }) => sum + counted, 0)).toBe(granted);
  });
});
