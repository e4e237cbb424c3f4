import { describe, expect, test } from 'vitest';
import { Play } from '../../../test/support/play.ts';
import {
  AGENCIES,
  CALENDARS,
  content,
  definitionOf,
  filingOf,
  PEOPLE,
  PERMIT_YAML,
} from '../../../test/support/sample-definitions.ts';
import { calendarIn } from '../../time/areas.ts';
import { addWorking, localDay, nextOpening } from '../../time/calendar.ts';
import type { BusinessCalendar, CalendarException } from '../../time/calendar-types.ts';
import { readClock } from '../../time/clocks.ts';
import { type Instant, instant, minutes, type PlainDay } from '../../time/instant.ts';
import type { Filing } from '../state/commands.ts';
import { evolve, isCaseClock } from '../state/evolve.ts';
import type { CaseState } from '../state/state.ts';
import { recalendar } from './recalendar.ts';

const MONDAY = instant('2026-03-02T08:00:00+07:00');
const DAY = 86_400_000;
const PERMIT = definitionOf(PERMIT_YAML);
const hours = (n: number) => minutes(n * 60);

function officeClosed(version: number, ...exceptions: Partial<CalendarException>[]): BusinessCalendar {
  const named = exceptions.map((each) => ({
    kind: 'off' as const,
    hours: null,
    name: { vi: 'Lũ', en: 'Flood' },
    decision: 'QĐ 9',
    day: '2026-03-04' as PlainDay,
    ...each,
  }));
  return { ...CALENDARS.office, version, exceptions: named };
}

function accepted(filing: Partial<Filing> = {}): Play {
  const play = new Play(PERMIT, MONDAY);
  const calendars = { office: 1, always: 1 };
  play.do(PEOPLE.receptionist, filingOf(PERMIT, { facts: { area: 10 }, calendars, ...filing }));
  play.do(PEOPLE.receptionist, { type: 'accept' });
  return play;
}

function under(state: CaseState, office: BusinessCalendar, now: Instant, retroactive = false) {
  const decisions = { office: { decision: 'QĐ 9', retroactive } };
  const event = recalendar(state, PERMIT, { ...CALENDARS, office }, decisions, now);
  if (event?.type !== 'calendar-changed') throw new Error('nothing changed');
  const after = evolve(state, event);
  const read = (id: string) => {
    const clock = after.clocks.find((each) => each.id === id);
    return clock === undefined ? null : readClock(clock, { ...CALENDARS, office }, now);
  };
  return { event, after, read };
}

describe('a case that comes to count by another version of its calendar', () => {
  test('is due as if it had counted by it from the start, and names the version, the decision and what moved', () => {
    const play = accepted();
    const closed = officeClosed(2, {});
    const { event, after, read } = under(play.case, closed, (MONDAY + DAY) as Instant);
    const due = addWorking(closed, MONDAY, hours(120));
    expect(read('case')?.dueAt).toBe(due);
    expect(after.calendars).toEqual({ office: 2, always: 1 });
    expect(event.changes).toEqual([
      { calendar: 'office', from: 1, to: 2, decision: 'QĐ 9', retroactive: false },
    ]);
    expect(event.moved).toEqual({
      case: { before: addWorking(CALENDARS.office, MONDAY, hours(120)), after: due },
      'task:examine.1': {
        before: addWorking(CALENDARS.office, MONDAY, hours(24)),
        after: addWorking(closed, MONDAY, hours(24)),
      },
    });
  });

  test('changes nothing where it counts by it already, and is not taken back to an earlier one', () => {
    const { after } = under(accepted().case, officeClosed(3, {}), MONDAY);
    for (const version of [3, 2])
      expect(
        recalendar(after, PERMIT, { office: officeClosed(version, {}) }, {}, MONDAY),
        `version ${version}`,
      ).toBeNull();
  });

  test('keeps a deadline that had passed, also when its time is extended afterwards', () => {
    const play = accepted();
    const due = addWorking(CALENDARS.office, MONDAY, hours(120));
    const later = (due + DAY) as Instant;
    play.until(later);
    const { after, read } = under(play.case, officeClosed(2, {}), later);
    expect(read('case')).toMatchObject({ dueAt: due, breached: true, remaining: 0 });
    const extended = after.clocks.map((clock) =>
      isCaseClock(clock)
        ? { ...clock, ledger: [...clock.ledger, { kind: 'extend' as const, at: later, by: hours(16) }] }
        : clock,
    );
    const [clock] = extended;
    if (clock === undefined) throw new Error('no clock');
    expect(readClock(clock, CALENDARS, later).dueAt).toBe(addWorking(CALENDARS.office, due, hours(16)));
  });

  test('counts a passed deadline anew by a retroactive decision, also one that was kept before', () => {
    const play = accepted();
    const due = addWorking(CALENDARS.office, MONDAY, hours(120));
    const later = (due + DAY) as Instant;
    play.until(later);
    const days = ['2026-03-04', '2026-03-05', '2026-03-06'].map((day) => ({ day: day as PlainDay }));
    const kept = under(play.case, officeClosed(2, {}), later);
    const { event, read } = under(kept.after, officeClosed(3, ...days), later, true);
    expect(event.recounted).toMatchObject({ case: null });
    expect(read('case')).toMatchObject({
      dueAt: addWorking(officeClosed(3, ...days), MONDAY, hours(120)),
      breached: false,
    });
  });

  test('is still paused, with what was left by the new calendar', () => {
    const play = accepted();
    play.until(addWorking(CALENDARS.office, MONDAY, hours(24)));
    play.do(PEOPLE.head, { type: 'suspend', reason: content('flood') });
    // One of the days that it ran was no working day after all.
    const { read } = under(play.case, officeClosed(2, { day: '2026-03-03' as PlainDay }), play.now);
    expect(read('case')).toMatchObject({
      phase: 'paused',
      dueAt: null,
      consumed: 16 * 60,
      remaining: 104 * 60,
    });
  });

  test('heeds a closure of its own office’s commune, and none of another', () => {
    const offices = { [AGENCIES.owner]: { area: 'thuan-hoa' } };
    const play = accepted({ offices });
    const of = (area: string) => officeClosed(2, { areas: [area] });
    expect(under(play.case, of('thuan-hoa'), MONDAY).event.moved).toHaveProperty('case');
    expect(under(play.case, of('phu-xuan'), MONDAY).event.moved).toEqual({});
  });

  test('says which appointment was given, as the calendar had it then, and which it is now', () => {
    const play = accepted();
    const due = addWorking(CALENDARS.office, MONDAY, hours(120));
    // Closed on the very day for which the applicant was asked to come.
    const closed = officeClosed(2, { day: localDay(CALENDARS.office, due) });
    const { event, read } = under(play.case, closed, MONDAY);
    expect(event.appointment).toEqual({ before: due, after: read('case')?.dueAt });
    expect(under(accepted({ edition: 1 }).case, closed, MONDAY).event).not.toHaveProperty('appointment');
    // One that had passed is no appointment any more, whatever moves.
    play.until((due + DAY) as Instant);
    expect(under(play.case, officeClosed(2, {}), play.now).event).not.toHaveProperty('appointment');
  });

  test('has another appointment where the counter is closed, though the office’s term stands', () => {
    const offices = { [AGENCIES.owner]: { area: 'thuan-hoa' }, [AGENCIES.counter]: { area: 'phu-xuan' } };
    const play = accepted({ offices });
    const due = addWorking(CALENDARS.office, MONDAY, hours(120));
    const closed = officeClosed(2, { day: localDay(CALENDARS.office, due), areas: ['phu-xuan'] });
    const { event } = under(play.case, closed, MONDAY);
    expect(event.moved).toEqual({});
    expect(event.appointment).toEqual({
      before: due,
      after: nextOpening(calendarIn(closed, 'phu-xuan'), due),
    });
  });

  test('names also the calendar that was published after it was filed', () => {
    const play = accepted({ calendars: { office: 1 } });
    const { event, after } = under(play.case, officeClosed(2, {}), MONDAY);
    expect(event.changes.map(({ calendar, from, to }) => [calendar, from, to])).toEqual([
      ['office', 1, 2],
      ['always', null, 1],
    ]);
    expect(after.calendars).toEqual({ office: 2, always: 1 });
  });
});

describe('a citizen’s term to hand in documents, 30 days from 2 March and so until 1 April, 24:00', () => {
  const END = instant('2026-04-02T00:00:00+07:00');
  const FLOODED = [1, 2, 3].map((day) => ({ day: `2026-03-1${day}` as PlainDay }));

  function waiting(): CaseState {
    const play = accepted();
    play.do(PEOPLE.specialist, {
      type: 'request-supplement',
      taskId: 'examine.1' as never,
      missing: ['title'],
      reason: content('why'),
    });
    return play.case;
  }

  test('is not prolonged by a closure of the offices', () => {
    const { event, read } = under(waiting(), officeClosed(2, ...FLOODED), MONDAY);
    expect(read('supplement')?.dueAt).toBe(END);
    expect(event.moved).not.toHaveProperty('supplement');
  });

  test('stands still in a flood where the decision says so', () => {
    const spared = FLOODED.map((each) => ({ ...each, sparesCitizens: true as const }));
    const { event, read } = under(waiting(), officeClosed(2, ...spared), MONDAY);
    // Until Saturday 4 April, a day off, and so until the end of Monday.
    const after = instant('2026-04-07T00:00:00+07:00');
    expect(read('supplement')?.dueAt).toBe(after);
    expect(event.moved.supplement).toEqual({ before: END, after });
  });

  test('that would end on a day that was closed ends with the next working day', () => {
    const { read } = under(waiting(), officeClosed(2, { day: '2026-04-01' as PlainDay }), MONDAY);
    expect(read('supplement')?.dueAt).toBe((END + DAY) as Instant);
  });
});
