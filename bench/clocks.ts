/** `npm run bench:clocks`: deadlines a second, by the calendar of Huế. Writes its section of RESULTS.md. Ends by itself. */
import { join } from 'node:path';
import { addWorking } from '../domain/time/calendar.ts';
import type { Clock } from '../domain/time/clock.ts';
import { extendClock, pauseClock, readClock, resumeClock, startClock } from '../domain/time/clocks.ts';
import { explainClock } from '../domain/time/explain.ts';
import { type Instant, instant, minutes } from '../domain/time/instant.ts';
import { endOfDays } from '../domain/time/whole-days.ts';
import { loadCalendars } from '../ops/definitions/calendar-files.ts';
import { machine, spread, writeSection } from './results.ts';

const ROUNDS = 7;
const ROUND_MS = 500;
const HOUR = 3_600_000;
const { calendars } = loadCalendars(join(import.meta.dirname, '../procedures'), 'hue');
const { office } = calendars;
if (office === undefined) throw new Error('Huế has no office calendar');
const START = instant('2026-01-05T07:30:00+07:00');
const DAYS = 600;

/** Another instant each time, so that nothing is answered from memory but the hours of the days. */
const begins = (n: number) => (START + ((n * 37) % (DAYS * 24)) * HOUR) as Instant;

function turned(at: Instant) {
  const later = (hours: number) => (at + hours * HOUR) as Instant;
  let clock = startClock('case', 'office', minutes(15 * 480), at);
  clock = resumeClock(pauseClock(clock, later(20), 'supplement'), later(120));
  clock = extendClock(clock, later(130), minutes(480));
  return resumeClock(pauseClock(clock, later(140), 'suspension'), later(200));
}

/** Office clocks of 15 working days, in either counting; read as they begin. */
const IN_DAYS = { wholeDays: { of: 'working', perDay: minutes(480), binds: 'office' } } as const;
const dueIn = (n: number, more: Pick<Clock, 'wholeDays'>) =>
  readClock(startClock('case', 'office', minutes(15 * 480), begins(n), more), calendars, begins(n)).dueAt;

const QUESTIONS: readonly (readonly [string, (n: number) => unknown])[] = [
  ['a deadline of 3 working days', (n) => addWorking(office, begins(n), minutes(3 * 480))],
  ['of 15', (n) => addWorking(office, begins(n), minutes(15 * 480))],
  ['of 60', (n) => addWorking(office, begins(n), minutes(60 * 480))],
  ['a clock of 15 working days, read: to the minute', (n) => dueIn(n, {})],
  ['the same, in whole days', (n) => dueIn(n, IN_DAYS)],
  ['the end of 15 working days, in whole days', (n) => endOfDays(office, begins(n), 15, IN_DAYS.wholeDays)],
  [
    'a clock that was paused twice and extended, read',
    (n) => readClock(turned(begins(n)), calendars, begins(n)),
  ],
  ['the same, explained day by day', (n) => explainClock(turned(begins(n)), calendars, begins(n))],
];

function round(ask: (n: number) => unknown): number {
  const begun = performance.now();
  let n = 0;
  while (performance.now() - begun < ROUND_MS) for (let i = 0; i < 20; i++) ask(n++);
  return n / ((performance.now() - begun) / 1000);
}

const rows = QUESTIONS.map(([name, ask]) => {
  round(ask);
  const rates = Array.from({ length: ROUNDS }, () => round(ask));
  console.error(name);
  return `| ${name} | ${spread(rates, 0)} |`;
});
writeSection(
  [
    '## Deadlines a second',
    '',
    `\`npm run bench:clocks\` · ${machine()}, one thread · the calendar of Huế with its seasons, holidays and announced days, ${DAYS} days of beginnings · median (smallest to largest) of ${ROUNDS} rounds of ${ROUND_MS} ms`,
    '',
    '| | a second |',
    '|---|---|',
    ...rows,
    '',
  ].join('\n'),
);
