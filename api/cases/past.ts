/** A case as it was: told anew from its events up to an instant, by the calendars that it counted by then. */

import { type CaseRecord, eventsOf } from '../../db/cases/queries.ts';
import type { Session } from '../../db/core/client.ts';
import { tasksOf } from '../../db/inbox/queries.ts';
import { calendarsAt } from '../../db/procedures/queries.ts';
import { clocksOf } from '../../db/reports/sla.ts';
import { fold, isCaseClock } from '../../domain/cases/state/evolve.ts';
import type { ClockRow, TaskRow } from '../../domain/cases/state/transition.ts';
import { projectState } from '../../domain/cases/views/projection.ts';
import type { AgencyId } from '../../domain/ids.ts';
import type { Calendars } from '../../domain/time/clock.ts';
import type { Instant } from '../../domain/time/instant.ts';

export interface PastCase {
  readonly found: CaseRecord;
  readonly tasks: readonly TaskRow[];
  readonly clocks: readonly ClockRow[];
  readonly calendars: Calendars;
}

/** null: it was not filed yet. */
export async function pastCase(session: Session, present: CaseRecord, at: Instant): Promise<PastCase | null> {
  const state = fold(await eventsOf(session, present.id, at));
  if (state === null) return null;
  const calendars = await calendarsAt(session, state.province, state.calendars);
  const open = projectState(state, { calendars }, at);
  const opened = new Map(open.tasks.map((task) => [task.id, task]));
  const running = new Set(open.clocks.map(({ id }) => id));
  // What had ended by then stands in the record as it ended.
  const ended = (await tasksOf(session, present.id)).filter(
    ({ closedAt }) => closedAt !== null && closedAt <= at,
  );
  const stopped = (await clocksOf(session, present.id)).filter(
    ({ id, stoppedAt }) => stoppedAt !== null && stoppedAt <= at && !running.has(id),
  );
  const caseClock = open.clocks.find(isCaseClock);
  const counter = state.agencies.counter ?? present.counter;
  return {
    calendars,
    tasks: [...ended.filter(({ id }) => !opened.has(id)), ...open.tasks],
    clocks: [...stopped, ...open.clocks].sort((a, b) => a.startedAt - b.startedAt),
    found: {
      ...present,
      state,
      procedure: state.procedure.code,
      procedureVersion: state.procedure.version,
      procedureHash: state.procedure.hash,
      status: state.status,
      ending: state.ending,
      urgency: state.urgency,
      counter,
      owner: (state.agencies.owner ?? counter) as AgencyId,
      acceptedAt: state.acceptedAt,
      decidedAt: state.decidedAt,
      deliveredAt: state.deliveredAt,
      closedAt: state.closedAt,
      dueAt: caseClock?.dueAt ?? null,
      clockPhase: caseClock?.phase ?? null,
      version: state.version,
    },
  };
}
