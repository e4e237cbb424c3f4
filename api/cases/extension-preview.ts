/** What an extension would do, before it is ordered: by the very rule that carries it out, and with nothing written. */
import type { z } from 'zod';
import { ExtensionInput, ExtensionPreview } from '../../contracts/http/clocks.ts';
import { findCase } from '../../db/cases/queries.ts';
import { asActor } from '../../db/core/reader.ts';
import { decide } from '../../domain/cases/rules/decide.ts';
import type { Definition } from '../../domain/cases/state/commands.ts';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import { evolve, isCaseClock, taskOfClock } from '../../domain/cases/state/evolve.ts';
import type { CaseState } from '../../domain/cases/state/state.ts';
import { extendClock, grantedOf, readClock } from '../../domain/time/clocks.ts';
import { type Instant, minutes } from '../../domain/time/instant.ts';
import { Problem, problemOf } from '../http/problem.ts';
import { caseParams, ok, type Route, route } from '../http/registry.ts';
import { definitionFor } from './acting.ts';
import { iso } from './case-view.ts';

export const extensionPreviewRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/v1/cases/{idOrCode}/actions/extend/preview',
    tag: 'Time',
    summary: 'Preview the deadlines that an extension would give',
    description: 'For whoever may extend. Refused as the extension itself would be; nothing is changed.',
    params: caseParams,
    body: ExtensionInput,
    answers: { 200: { description: 'The deadlines, before and after', body: ExtensionPreview } },
    problems: ['invalid-input', 'not-found', 'not-permitted', 'not-allowed-now', 'no-such-task'],
    run: async ({ params, body: { by, taskId = null }, actor, context }) => {
      const found = await asActor(context.db, actor, (session) => findCase(session, params.idOrCode));
      if (found === null) throw new Problem('not-found');
      const definition = await definitionFor(context, found);
      const now = context.now() as Instant;
      const command = { type: 'extend', by, taskId, reason: { id: '', digest: '' } } as const;
      const order = { id: 'preview', fingerprint: '', actor, expectedVersion: null, command };
      const decision = decide(found.state, order, now, definition);
      if (!decision.ok) throw problemOf(decision.refusal);
      return ok(previewOf(found.state, decision.events, definition, now));
    },
  }),
];

function previewOf(
  state: CaseState,
  events: readonly CaseEvent[],
  definition: Definition,
  now: Instant,
): z.infer<typeof ExtensionPreview> {
  const after = events.reduce(evolve, state);
  const extended = events.find((event) => event.type === 'deadline-extended');
  if (extended?.type !== 'deadline-extended') throw new RangeError('an extension extends');
  const dueIn = ({ clocks }: CaseState, id: string) => {
    const clock = clocks.find((each) => each.id === id);
    return clock === undefined ? null : iso(readClock(clock, definition.calendars, now).dueAt);
  };
  return {
    appointment: { before: iso(extended.letter.from), after: iso(extended.letter.to) },
    deadlines: extended.clocks.map((clock) => ({
      clock,
      taskId: taskOfClock(clock),
      before: dueIn(state, clock),
      after: dueIn(after, clock),
    })),
    latest: iso(latestOf(state, definition, now)),
  };
}

/** When the case would be due if it were extended by all that its procedure lets it be. */
function latestOf({ clocks }: CaseState, { calendars }: Definition, now: Instant): Instant | null {
  const clock = clocks.find(isCaseClock);
  if (clock?.maximum === undefined) return null;
  const left = Math.max(0, clock.maximum - grantedOf(clock));
  return readClock(extendClock(clock, now, minutes(left)), calendars, now).dueAt;
}
