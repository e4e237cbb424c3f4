/** The clocks of a case, and why a deadline is when it is. */
import { z } from 'zod';
import { CaseClocks, ClockExplanation } from '../../contracts/http/clocks.ts';
import { TEXTS } from '../../contracts/texts/index.ts';
import { eventsOf, findCase } from '../../db/cases/queries.ts';
import { partyOf } from '../../db/cases/submissions.ts';
import type { Session } from '../../db/core/client.ts';
import { asActor } from '../../db/core/reader.ts';
import { calendarsAt } from '../../db/procedures/queries.ts';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import type { CalendarVersions } from '../../domain/cases/state/state.ts';
import { clockHistories, clockHistory, eventBehind } from '../../domain/cases/views/clock-history.ts';
import { termOfClock } from '../../domain/cases/views/clock-term.ts';
import type { ProvinceId } from '../../domain/ids.ts';
import type { Calendars } from '../../domain/time/clock.ts';
import { type Explanation, explainClock } from '../../domain/time/explain.ts';
import { type Instant, isoOf } from '../../domain/time/instant.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { actorShown, namesFor } from '../http/names.ts';
import { Problem } from '../http/problem.ts';
import { caseParams, ok, type Route, route } from '../http/registry.ts';
import { iso } from './case-view.ts';
import { eventText } from './event-text.ts';
import { explanationText } from './explanation-text.ts';

export const clockRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/cases/{idOrCode}/clocks',
    tag: 'Time',
    summary: 'The clocks of a case, running and stopped',
    params: caseParams,
    answers: { 200: { description: 'In order of creation', body: CaseClocks } },
    problems: ['not-found'],
    run: async ({ params, actor, language, context }) => {
      const read = await asActor(context.db, actor, async (session) => {
        const found = await findCase(session, params.idOrCode);
        if (found === null) return null;
        const at = calendarsIn(session, found.province);
        const clocks = [];
        for (const { clock, calendars } of clockHistories(await eventsOf(session, found.id)).values())
          clocks.push({ clock, calendars: await at(calendars) });
        return clocks;
      });
      if (read === null) throw new Problem('not-found');
      const now = context.now() as Instant;
      return ok({
        items: read.map(({ clock, calendars }) => readingView(explainClock(clock, calendars, now), language)),
      });
    },
  }),
  route({
    method: 'get',
    path: '/v1/cases/{idOrCode}/clocks/{clock}/why',
    tag: 'Time',
    summary: 'How a deadline is calculated: day by day, and the decisions that changed it',
    description: 'For running and stopped clocks. The text is in your language.',
    params: caseParams.extend({ clock: z.string().min(1).max(200) }),
    answers: { 200: { description: 'The explanation', body: ClockExplanation } },
    problems: ['not-found'],
    run: async ({ params, actor, language, context }) => {
      const read = await asActor(context.db, actor, async (session) => {
        const found = await findCase(session, params.idOrCode);
        if (found === null) return null;
        const past = clockHistory(await eventsOf(session, found.id), params.clock);
        if (past === null) return null;
        const at = calendarsIn(session, found.province);
        const calendars = await at(past.calendars);
        const earlier = [];
        for (const { from, calendars: versions } of past.periods)
          earlier.push({ from, calendars: await at(versions) });
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
      const names = await namesFor(
        context.db,
        actor,
        language,
        past.events,
        past.events.map(({ by }) => by),
      );
      const account = explanationText(explained, past, termOfClock(past.clock, procedure, calendars), {
        language,
        hidden,
        person: names.person,
      });
      return ok({
        ...readingView(explained, language),
        days: explained.days.map(({ reason, stretches, ...line }) => ({
          ...line,
          reason:
            reason === null || reason.kind === 'weekend'
              ? reason
              : { ...reason, name: reason.name[language] },
          stretches: stretches.map(({ from, to, what }) => ({ from: isoOf(from), to: isoOf(to), what })),
        })),
        moves: explained.moves.map(({ entry, before, after, minutes }) => ({
          kind: entry.kind,
          at: isoOf(entry.at),
          why: entry.kind === 'pause' ? TEXTS[language].why.pauses[entry.why] : null,
          minutes,
          before: iso(before),
          after: iso(after),
          seq: eventBehind(past, entry)?.seq ?? null,
        })),
        decisions: past.events.map((event) => ({
          seq: event.seq,
          at: isoOf(event.at),
          type: event.type,
          by: actorShown(event.by, hidden, actor),
          text: eventText(event, procedure, language, names),
          content: textContentIdOf(event),
        })),
        summary: [...account.summary],
        breakdown: [...account.days],
        events: [...account.events],
        text: [...account.summary, ...account.days, ...account.events],
      });
    },
  }),
];

/** Reads each set of versions once. */
function calendarsIn(session: Session, province: ProvinceId) {
  const known = new Map<string, Calendars>();
  return async (versions: CalendarVersions): Promise<Calendars> => {
    const key = JSON.stringify(versions);
    const calendars = known.get(key) ?? (await calendarsAt(session, province, versions));
    known.set(key, calendars);
    return calendars;
  };
}

function readingView(explained: Explanation, language: Language) {
  const { clock, calendar, phase, budget, granted, consumed, remaining, breached, isKept, over } = explained;
  const { from, dueAt, missedAt } = explained;
  return {
    clock,
    phase,
    budget,
    granted,
    consumed,
    remaining,
    breached,
    isKept,
    over,
    calendar: { id: calendar.id, version: calendar.version, name: calendar.name[language] },
    from: isoOf(from),
    dueAt: iso(dueAt),
    missedAt: iso(missedAt),
  };
}

/** The reason that was given, to be read in the history. */
function textContentIdOf(event: CaseEvent): string | null {
  return 'reason' in event ? (event.reason?.id ?? null) : null;
}
