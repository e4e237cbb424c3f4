/** What a calendar that is not published yet would do to the deadlines of open cases. */
import { openCases } from '../../db/calendars/changes.ts';
import { asActor } from '../../db/core/reader.ts';
import { publishedDefinitions } from '../../db/procedures/queries.ts';
import { recalendar } from '../../domain/cases/rules/recalendar.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import type { BusinessCalendar } from '../../domain/time/calendar-types.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { iso } from '../cases/case-view.ts';
import type { Context } from '../http/context.ts';

/** More are counted by publishing. */
const LOOKED_AT = 2_000;
const SHOWN = 200;

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
      });
  }
  return {
    open: Math.min(cases.length, LOOKED_AT),
    isComplete: cases.length <= LOOKED_AT,
    moved: deadlines.length,
    deadlines: deadlines.slice(0, SHOWN),
  };
}
