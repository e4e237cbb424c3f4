import { describe, expect, test } from 'vitest';
import { CALENDARS } from '../../test/support/sample-definitions.ts';
import type { BusinessCalendar } from './calendar-types.ts';
import type { WholeDays } from './clock.ts';
import { extendClock, pauseClock, restartClock, resumeClock, startClock } from './clocks.ts';
import { explainClock } from './explain.ts';
import { type Instant, instant, minutes, type PlainDay } from './instant.ts';

const at = (local: string) => instant(`${local.replace(' ', 'T')}:00+07:00`);
const off = (day: string, hours: BusinessCalendar['exceptions'][number]['hours'] = null) => ({
  day: day as PlainDay,
  kind: 'off' as const,
  hours,
  name: { vi: 'Lũ', en: 'Flood' },
  decision: 'QĐ 9',
});
const FLOOD: BusinessCalendar = {
  ...CALENDARS.office,
  exceptions: [off('2026-03-04'), off('2026-03-05', [[450, 690]]), off('2026-03-07')],
  holidays: [],
};

const begun = () => startClock('case', 'office', minutes(5 * 480), at('2026-03-02 07:30'));
const moversOf = (clock: ReturnType<typeof begun>, now: Instant, office = FLOOD) =>
  explainClock(clock, { ...CALENDARS, office }, now).movers;

describe('what moved a deadline', () => {
  test('are days off by the office time that they took, a half day among them; a Saturday takes none', () => {
    expect(moversOf(begun(), at('2026-03-02 08:00'))).toEqual([
      { kind: 'closure', name: off('').name, days: ['2026-03-04', '2026-03-05'], weight: 480 + 240 },
    ]);
  });

  test('is no day off on which the clock stood still anyway', () => {
    const clock = resumeClock(pauseClock(begun(), at('2026-03-03 09:00'), 'payment'), at('2026-03-06 07:30'));
    // Tuesday’s rest, and the morning of Thursday: the office was open no longer.
    expect(moversOf(clock, at('2026-03-06 08:00'))).toEqual([
      {
        kind: 'pause',
        why: 'payment',
        from: at('2026-03-03 09:00'),
        to: at('2026-03-06 07:30'),
        weight: 390 + 240,
      },
    ]);
  });

  test('stand in the order of their weight; a pause of a night weighs nothing', () => {
    const night = resumeClock(
      pauseClock(begun(), at('2026-03-02 20:00'), 'suspension'),
      at('2026-03-03 06:00'),
    );
    const clock = extendClock(night, at('2026-03-03 09:00'), minutes(960));
    expect(moversOf(clock, at('2026-03-03 09:00')).map(({ kind, weight }) => [kind, weight])).toEqual([
      ['extension', 960],
      ['closure', 720],
    ]);
  });

  test('are those of the present term alone', () => {
    const extended = extendClock(begun(), at('2026-03-03 09:00'), minutes(960));
    const clock = restartClock(extended, at('2026-03-09 08:00'));
    expect(moversOf(clock, at('2026-03-09 08:00'))).toEqual([]);
  });

  test('lie before the deadline: what came later moved nothing', () => {
    const late = resumeClock(
      pauseClock(begun(), at('2026-03-17 09:00'), 'supplement'),
      at('2026-03-18 09:00'),
    );
    expect(moversOf(late, at('2026-03-18 09:00')).map(({ kind }) => kind)).toEqual(['closure']);
  });
});

test('of a term in whole days are the days that did not count, each a day; a flood that spares citizens too', () => {
  const office: BusinessCalendar = {
    ...FLOOD,
    exceptions: [off('2026-03-04'), { ...off('2026-03-05'), sparesCitizens: true }],
  };
  const of = (whole: Pick<WholeDays, 'of' | 'binds'>, perDay: number) => {
    const wholeDays = { ...whole, perDay: minutes(perDay) };
    const clock = startClock('case', 'office', minutes(5 * perDay), at('2026-03-02 09:00'), { wholeDays });
    return moversOf(clock, at('2026-03-02 09:00'), office);
  };
  const name = off('').name;
  expect(of({ of: 'working', binds: 'office' }, 480)).toEqual([
    { kind: 'closure', name, days: ['2026-03-04', '2026-03-05'], weight: 960 },
  ]);
  // Ends on Sunday 8 March: the flood of the 4th is nothing to a citizen.
  expect(of({ of: 'calendar', binds: 'citizen' }, 1440)).toEqual([
    { kind: 'closure', name, days: ['2026-03-05'], weight: 1440 },
    { kind: 'last-day-off', day: '2026-03-08', weight: 1440 },
  ]);
});
