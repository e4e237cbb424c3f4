/** A missed deadline with its explanation: how late, and in whose hands the work was. */

import { historiesOf } from '../../db/cases/history.ts';
import type { Session } from '../../db/core/client.ts';
import { calendarsAt } from '../../db/procedures/queries.ts';
import type { Breach } from '../../db/reports/sla.ts';
import { type Holding, holdingOf, type Turn } from '../../domain/cases/rules/holding.ts';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import { clockHistory } from '../../domain/cases/views/clock-history.ts';
import type { ProvinceId } from '../../domain/ids.ts';
import type { Procedure } from '../../domain/procedures/language/types.ts';
import type { Calendars } from '../../domain/time/clock.ts';
import { type Instant, isoOf } from '../../domain/time/instant.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { iso } from '../cases/case-view.ts';
import { eventText } from '../cases/event-text.ts';
import type { Names } from '../http/names.ts';

export interface ExplainedBreach {
  readonly breach: Breach;
  readonly events: readonly CaseEvent[];
  /** null: the record has no events of it. */
  readonly holding: Holding | null;
}

const MINUTE = 60_000;
/** Of a long list others have their turn in between. */
const IN_ONE_GO = 20;

export async function explained(
  session: Session,
  province: ProvinceId,
  breaches: readonly Breach[],
  now: Instant,
): Promise<readonly ExplainedBreach[]> {
  const histories = await historiesOf(
    session,
    breaches.map(({ caseId }) => caseId),
  );
  // Most cases count by the same versions.
  const calendars = new Map<string, Calendars>();
  const result: ExplainedBreach[] = [];
  for (const [n, breach] of breaches.entries()) {
    if (n % IN_ONE_GO === IN_ONE_GO - 1) await new Promise(setImmediate);
    const events = histories.get(breach.caseId) ?? [];
    const past = clockHistory(events, breach.clock);
    let holding: Holding | null = null;
    if (past !== null) {
      const key = JSON.stringify(past.calendars);
      const counted = calendars.get(key) ?? (await calendarsAt(session, province, past.calendars));
      calendars.set(key, counted);
      holding = holdingOf(events, past, counted, now);
    }
    result.push({ breach, events, holding });
  }
  return result;
}

export function breachView({ breach, holding }: ExplainedBreach, now: Instant) {
  return { ...missed(breach, holding, now), holders: holdersOf(holding?.turns ?? []) };
}

export function caseBreachView(
  { breach, events, holding }: ExplainedBreach,
  procedure: Procedure,
  now: Instant,
  language: Language,
  names: Names,
) {
  return {
    ...missed(breach, holding, now),
    turns: (holding?.turns ?? []).map(({ taskId, from, to, working, ...turn }) => ({
      ...turn,
      task: taskId,
      from: isoOf(from),
      to: isoOf(to),
      workingMinutes: working,
    })),
    reactions: events
      .filter((event) => isReaction(event) && event.clock === breach.clock)
      .map((event) => ({
        at: isoOf(event.at),
        type: event.type,
        text: eventText(event, procedure, language, names),
      })),
  };
}

function isReaction(
  event: CaseEvent,
): event is CaseEvent & { readonly type: 'escalation-level-reached' | 'clock-breached' | 'card-given' } {
  return (
    event.type === 'escalation-level-reached' ||
    event.type === 'clock-breached' ||
    event.type === 'card-given'
  );
}

function missed(breach: Breach, holding: Holding | null, now: Instant) {
  const { dueAt, dueAgainAt, stoppedAt, budget, consumed: _, ...rest } = breach;
  return {
    ...rest,
    dueAt: isoOf(dueAt),
    dueAgainAt: iso(dueAgainAt),
    stoppedAt: iso(stoppedAt),
    budgetMinutes: budget,
    lateElapsedMinutes: lateMinutes(breach, now),
    lateWorkingMinutes: holding?.late?.working ?? null,
    heldMinutes: holding?.held ?? null,
    idleMinutes: holding?.idle ?? null,
    pausedMinutes: holding?.paused.working ?? null,
  };
}

/** By day and night. */
export function lateMinutes({ dueAt, stoppedAt }: Breach, now: Instant): number {
  return Math.floor(((stoppedAt ?? now) - dueAt) / MINUTE);
}

/** Turns of the same hands together, the longest first. */
export function holdersOf(turns: readonly Turn[]) {
  const sums = new Map<string, { agency: string; holder: string | null; workingMinutes: number }>();
  for (const { agency, holder, working } of turns) {
    const key = JSON.stringify([agency, holder]);
    const sum = sums.get(key) ?? { agency, holder, workingMinutes: 0 };
    sums.set(key, { ...sum, workingMinutes: sum.workingMinutes + working });
  }
  return [...sums.values()].sort((a, b) => b.workingMinutes - a.workingMinutes);
}
