/** A case goes on by other versions of its calendars: every open clock is computed anew, and the case says so. */
import type { Calendars, Clock } from '../../time/clock.ts';
import { grantedOf, isKept, isStopped, missedUnder, readClock } from '../../time/clocks.ts';
import { type Instant, minutes, type WorkingMinutes } from '../../time/instant.ts';
import { type Definition, engineOrder, type Order } from '../state/commands.ts';
import type { CalendarChange, CaseEvent } from '../state/events.ts';
import { isCaseClock } from '../state/evolve.ts';
import type { CaseState } from '../state/state.ts';
import { appointmentOf } from '../views/appointment.ts';
import { DecisionBuilder } from './decision-builder.ts';
import { isUnder } from './edition.ts';

/** Why a version of a calendar came, by the calendar's id. */
export type Decisions = Readonly<Record<string, Pick<CalendarChange, 'decision' | 'retroactive'>>>;

/**
 * The one event by which the case comes to count by `to`; null where it does already. Unless the decision has force for the past,
 * nobody's lateness is undone, or made, by a calendar that came later: a deadline that had passed stays where it was, one that
 * would come to lie in the past stays too, a clock that stands still keeps what was left, and what was missed stays missed. A
 * decision with force for the past counts what was missed by the new calendar; it forgives nothing that this leaves late.
 */
export function recalendar(
  state: CaseState,
  from: Definition,
  to: Calendars,
  decisions: Decisions,
  now: Instant,
): CaseEvent | null {
  const changes = changesOf(state, to, decisions);
  if (changes.length === 0) return null;
  const kept: Record<string, Instant> = {};
  const credited: Record<string, WorkingMinutes> = {};
  const recounted: Record<string, Instant | null> = {};
  const moved: Record<string, { before: Instant | null; after: Instant | null }> = {};
  for (const clock of state.clocks) {
    const change = changes.find(({ calendar }) => calendar === clock.calendar);
    if (change === undefined || isStopped(clock)) continue;
    const { dueAt: before, remaining, missedAt } = readClock(clock, from.calendars, now);
    const hasPassed = before !== null && before < now;
    if (hasPassed && !change.retroactive) {
      if (!isKept(clock)) kept[clock.id] = before;
      continue;
    }
    const { dueAt: after, consumed } = readClock(withoutKeep(clock), to, now);
    if (!change.retroactive && before === null && after !== null) {
      credited[clock.id] = minutes(remaining + consumed - grantedOf(clock));
      continue;
    }
    if (!change.retroactive && before !== null && after !== null && after < now) {
      kept[clock.id] = before;
      continue;
    }
    if (isKept(clock) || missedAt !== null)
      recounted[clock.id] = change.retroactive ? missedUnder(clock, to) : missedAt;
    if (after !== before) moved[clock.id] = { before, after };
  }
  const decision = new DecisionBuilder(state, orderFor(state, changes), now, from);
  const appointment = newAppointment(state, from, { ...from, calendars: to }, moved, now);
  decision.emit({ type: 'calendar-changed', changes, moved, ...appointment, kept, credited, recounted });
  return decision.events[0] ?? null;
}

/** What was promised lay in the opening hours as they were known; what is promised now lies in the new ones. */
function newAppointment(
  state: CaseState,
  from: Definition,
  to: Definition,
  moved: (CaseEvent & { type: 'calendar-changed' })['moved'],
  now: Instant,
): Pick<CaseEvent & { type: 'calendar-changed' }, 'appointment'> {
  const clock = state.clocks.find((each) => isCaseClock(each) && !isStopped(each));
  if (!isUnder(2, state) || clock === undefined) return {};
  const dueAt = readClock(clock, from.calendars, now).dueAt;
  const due = moved[clock.id] ?? { before: dueAt, after: dueAt };
  if (due.before === null || due.after === null || due.after < now) return {};
  const before = appointmentOf(state, due.before, from);
  const after = appointmentOf(state, due.after, to);
  return before === after ? {} : { appointment: { before, after } };
}

function changesOf(state: CaseState, to: Calendars, decisions: Decisions): CalendarChange[] {
  return (
    Object.values(to)
      .map(({ id, version }) => ({
        calendar: id,
        from: state.calendars[id] ?? null,
        to: version,
        decision: decisions[id]?.decision ?? '',
        retroactive: decisions[id]?.retroactive ?? false,
      }))
      // Versions rise: a case that was filed under a later one is not taken back.
      .filter(({ from, to: version }) => from === null || from < version)
  );
}

function withoutKeep(clock: Clock): Clock {
  return { ...clock, ledger: clock.ledger.filter(({ kind }) => kind !== 'keep') };
}

/** Named by the versions: giving it again is giving the same. */
function orderFor({ province }: CaseState, changes: readonly CalendarChange[]): Order {
  const id = `calendar-${changes.map(({ calendar, to }) => `${calendar}.${to}`).join('-')}`;
  return engineOrder(id, province, { type: 'tick' });
}
