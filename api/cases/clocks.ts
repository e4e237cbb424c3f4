/** The clocks of a case, and why a deadline is when it is. */
import { z } from 'zod';
import { CaseClocks, ClockExplanation } from '../../contracts/http/clocks.ts';
import { TEXTS } from '../../contracts/texts/index.ts';
import { type KeptRejudgement, rejudgementsOf } from '../../db/calendars/rejudgements.ts';
import { eventsOf, findCase } from '../../db/cases/queries.ts';
import { partyOf } from '../../db/cases/submissions.ts';
import type { Session } from '../../db/core/client.ts';
import { asActor } from '../../db/core/reader.ts';
import { calendarsAt } from '../../db/procedures/queries.ts';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import type { CalendarVersions } from '../../domain/cases/state/state.ts';
import { clockHistories, clockHistory, eventBehind } from '../../domain/cases/views/clock-history.ts';
import { termOfClock } from '../../domain/cases/views/clock-term.ts';
import { wasLate } from '../../domain/cases/views/rejudging.ts';
import type { ProvinceId } from '../../domain/ids.ts';
import { workingBetween } from '../../domain/time/calendar.ts';
import type { Calendars } from '../../domain/time/clock.ts';
import { type Explanation, explainClock } from '../../domain/time/explain.ts';
import { type Instant, isoOf, minutes } from '../../domain/time/instant.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { actorShown, namesFor } from '../http/names.ts';
import { Problem } from '../http/problem.ts';
import { caseParams, ok, type Route, route } from '../http/registry.ts';
import { iso } from './case-view.ts';
import { eventText } from './event-text.ts';
import { explanationText } from './explanation-text.ts';
import { rejudgementText } from './rejudgement-text.ts';

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
        const rejudged = await rejudgementsOf(session.sql, found.id);
        for (const { clock, calendars } of clockHistories(await eventsOf(session, found.id)).values())
          clocks.push({ clock, calendars: await at(calendars), newest: newestOf(rejudged, clock.id) });
        return clocks;
      });
      if (read === null) throw new Problem('not-found');
      const now = context.now() as Instant;
      return ok({
        items: read.map(({ clock, calendars, newest }) =>
          readingView(asFound(explainClock(clock, calendars, now), newest), language),
        ),
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
        const rejudged = (await rejudgementsOf(session.sql, found.id)).filter(
          ({ clock }) => clock === past.clock.id,
        );
        return { found, past, calendars, earlier, rejudged, party: await partyOf(session, found.id) };
      });
      if (read === null) throw new Problem('not-found');
      const { found, past, calendars, earlier, rejudged, party } = read;
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
      const ended = explained.ended?.at ?? null;
      const again = rejudgementText(rejudged, ended, language);
      return ok({
        ...readingView(asFound(explained, rejudged.at(-1) ?? null), language),
        rejudgements: rejudged.map(({ decision, at, before, after }) => ({
          decision,
          at: isoOf(at),
          dueBefore: iso(before.dueAt),
          dueAfter: iso(after.dueAt),
          lateBefore: ended !== null && wasLate(before, ended),
          lateAfter: ended !== null && wasLate(after, ended),
        })),
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
        summary: [...account.summary, ...again],
        breakdown: [...account.days],
        events: [...account.events],
        text: [...account.summary, ...again, ...account.days, ...account.events],
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

function newestOf(rejudged: readonly KeptRejudgement[], id: string): KeptRejudgement | null {
  return rejudged.findLast(({ clock }) => clock === id) ?? null;
}

/** The clock as the newest judgement has it. */
function asFound(explained: Explanation, newest: KeptRejudgement | null): Explanation {
  const ended = explained.ended?.at;
  if (newest === null || ended === undefined) return explained;
  const { dueAt, missedAt } = newest.after;
  const isLate = wasLate(newest.after, ended);
  const over = isLate && dueAt !== null ? workingBetween(explained.calendar, dueAt, ended) : minutes(0);
  return { ...explained, dueAt, missedAt, breached: isLate, over };
}
