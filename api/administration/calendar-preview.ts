/** What a calendar that is not published yet would do to deadlines: of open cases, and with force for the past of work that is done. */
import { openCases } from '../../db/calendars/changes.ts';
import { casesWithEnded } from '../../db/calendars/rejudgements.ts';
import { rejudgementsUnder, versionsOf } from '../../db/calendars/rejudging.ts';
import { findCase } from '../../db/cases/queries.ts';
import { asActor } from '../../db/core/reader.ts';
import { publishedDefinitions } from '../../db/procedures/queries.ts';
import { recalendar } from '../../domain/cases/rules/recalendar.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import { taskOfClock } from '../../domain/cases/state/evolve.ts';
import { wasLate } from '../../domain/cases/views/rejudging.ts';
import { firstChangedDay } from '../../domain/time/calendar-change.ts';
import type { BusinessCalendar } from '../../domain/time/calendar-types.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { iso } from '../cases/case-view.ts';
import type { Context } from '../http/context.ts';

/** More are counted by publishing. */
const LOOKED_AT = 2_000;
const SHOWN = 200;
/** Each is read from its first event on. */
const ENDED_LOOKED_AT = 500;

export async function previewOf(
  context: Context,
  actor: Actor,
  calendar: BusinessCalendar,
  decided: { readonly decision: string; readonly retroactive: boolean },
) {
  const { province } = actor;
  const cases = await asActor(context.db, actor, (session) =>
    openCases(session.sql, province, '', LOOKED_AT + 1),
  );
  const definitionFor = publishedDefinitions(context.db, province);
  const deadlines = [];
  for (const { id, procedureHash, state } of cases.slice(0, LOOKED_AT)) {
    const from = await definitionFor(procedureHash, state.calendars);
    const to = { ...from.calendars, [calendar.id]: calendar };
    const event = recalendar(state, from, to, { [calendar.id]: decided }, context.now() as Instant);
    if (event?.type !== 'calendar-changed') continue;
    for (const [clock, { before, after }] of Object.entries(event.moved))
      deadlines.push({
        case: id,
        code: state.code ?? '',
        clock,
        procedure: state.procedure.code,
        procedureVersion: state.procedure.version,
        step: state.tasks.find((task) => task.clock === clock)?.step ?? null,
        before: iso(before),
        after: iso(after),
        ended: null,
        late: null,
      });
  }
  const rejudged = decided.retroactive ? await rejudgedBy(context, actor, calendar) : NOTHING;
  deadlines.unshift(...rejudged.deadlines);
  return {
    open: Math.min(cases.length, LOOKED_AT),
    isComplete: cases.length <= LOOKED_AT && rejudged.isComplete,
    moved: deadlines.length,
    deadlines: deadlines.slice(0, SHOWN),
  };
}

const NOTHING = { deadlines: [], isComplete: true };

/** Clocks that have ended, and that the decision would judge anew: each is shown before it is published. */
async function rejudgedBy(context: Context, actor: Actor, calendar: BusinessCalendar) {
  const { province } = actor;
  const published = await versionsOf(context.db.pool, province, [calendar.id]);
  const versions = [...(published.get(calendar.id) ?? []), { calendar, retroactive: true }];
  const before = published.get(calendar.id)?.at(-1)?.calendar;
  const dueFrom = before === undefined ? null : firstChangedDay(before, calendar);
  return asActor(context.db, actor, async (session) => {
    const cases = await casesWithEnded(
      session.sql,
      province,
      [calendar.id],
      '',
      ENDED_LOOKED_AT + 1,
      dueFrom,
    );
    const deadlines = [];
    for (const { id } of cases.slice(0, ENDED_LOOKED_AT)) {
      const found = await rejudgementsUnder(session, province, id, new Map([[calendar.id, versions]]));
      const of = found.length === 0 ? null : await findCase(session, id);
      for (const { clock, ended, before, after } of found)
        deadlines.push({
          case: id,
          code: of?.code ?? '',
          clock,
          procedure: of?.procedure ?? '',
          procedureVersion: of?.procedureVersion ?? 0,
          step: taskOfClock(clock)?.split('.')[0] ?? null,
          before: iso(before.missedAt ?? before.dueAt),
          after: iso(after.missedAt ?? after.dueAt),
          ended: iso(ended),
          late: { before: wasLate(before, ended), after: wasLate(after, ended) },
        });
    }
    return { deadlines, isComplete: cases.length <= ENDED_LOOKED_AT };
  });
}
