/** Why a deadline is when it is. */
import { z } from 'zod';
import { ClockExplanation } from '../../contracts/clocks.ts';
import { TEXTS } from '../../contracts/texts/index.ts';
import { eventsOf, findCase } from '../../db/queries/cases.ts';
import { calendarsAt } from '../../db/queries/definitions.ts';
import { partyOf } from '../../db/queries/papers.ts';
import { asActor } from '../../db/reader.ts';
import { clockHistory } from '../../domain/cases/clock-history.ts';
import type { CaseEvent } from '../../domain/cases/events.ts';
import { explainClock } from '../../domain/time/explain.ts';
import { type Instant, isoOf } from '../../domain/time/instant.ts';
import { iso } from '../case-view.ts';
import { eventText } from '../event-text.ts';
import { explanationText } from '../explanation-text.ts';
import { Problem } from '../problem.ts';
import { caseParams, ok, type Route, route } from '../registry.ts';

export const clockRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/cases/{idOrCode}/clocks/{clock}/why',
    tag: 'Time',
    summary: 'Why a deadline is when it is: day by day, and by whose decision it moved',
    description: 'Of running clocks and of those that have ended. The text is in your language.',
    params: caseParams.extend({ clock: z.string().min(1).max(200) }),
    answers: { 200: { description: 'The explanation', body: ClockExplanation } },
    problems: ['not-found'],
    run: async ({ params, actor, language, context }) => {
      const read = await asActor(context.db, actor, async (session) => {
        const found = await findCase(session, params.idOrCode);
        if (found === null) return null;
        const past = clockHistory(await eventsOf(session, found.id), params.clock);
        if (past === null) return null;
        const calendars = await calendarsAt(session, found.province, past.calendars);
        const earlier = [];
        for (const { from, calendars: versions } of past.periods)
          earlier.push({ from, calendars: await calendarsAt(session, found.province, versions) });
        return { found, past, calendars, earlier, party: await partyOf(session, found.id) };
      });
      if (read === null) throw new Problem('not-found');
      const { found, past, calendars, earlier, party } = read;
      const { procedure } = await context.definitions.procedure(found.province, found.procedureHash);
      const explained = explainClock(
        past.clock,
        calendars,
        context.now() as Instant,
        (at) => earlier.findLast(({ from }) => from <= at)?.calendars ?? calendars,
      );
      // Whoever may not know who filed does not learn it from who acted either.
      const hidden = party === null ? found.applicant : null;
      const { calendar, days, moves, from, dueAt, missedAt, ...rest } = explained;
      return ok({
        ...rest,
        calendar: { id: calendar.id, version: calendar.version, name: calendar.name[language] },
        from: isoOf(from),
        dueAt: iso(dueAt),
        missedAt: iso(missedAt),
        days: days.map(({ reason, ...line }) => ({
          ...line,
          reason:
            reason === null || reason.kind === 'weekend'
              ? reason
              : { ...reason, name: reason.name[language] },
        })),
        moves: moves.map(({ entry, before, after }) => ({
          kind: entry.kind,
          at: isoOf(entry.at),
          why: entry.kind === 'pause' ? TEXTS[language].why.pauses[entry.why] : null,
          minutes: entry.kind === 'extend' ? entry.by : null,
          before: iso(before),
          after: iso(after),
        })),
        decisions: past.events.map((event) => ({
          seq: event.seq,
          at: isoOf(event.at),
          type: event.type,
          by: event.by === hidden ? null : event.by,
          text: eventText(event, procedure, language),
          words: wordsIdOf(event),
        })),
        text: explanationText(explained, past.events, language),
      });
    },
  }),
];

/** The reason that was given, to be read in the history. */
function wordsIdOf(event: CaseEvent): string | null {
  return 'reason' in event ? (event.reason?.id ?? null) : null;
}
