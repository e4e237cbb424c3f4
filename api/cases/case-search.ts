/** Cases that are searched for, however they are asked for. */
import type { z } from 'zod';
import type { CaseQuery } from '../../contracts/http/inbox.ts';
import { type CaseFilter, listCases } from '../../db/cases/queries.ts';
import { asActor } from '../../db/core/reader.ts';
import { isOutsider } from '../../domain/cases/rules/permissions.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import type { AgencyId, UserId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import type { Context } from '../http/context.ts';
import { summary } from './case-view.ts';

export function caseFilterOf(context: Context, actor: Actor, query: z.output<typeof CaseQuery>): CaseFilter {
  const { agency, owner, assignee, overdue, status, ...others } = query;
  const { dueFrom, dueBefore, finishedFrom, finishedTo, ...rest } = others;
  return {
    ...rest,
    ...ownOnly(actor),
    status,
    agency: agency as AgencyId | undefined,
    assignee: assignee as UserId | undefined,
    owner: owner as AgencyId | undefined,
    dueFrom,
    dueBefore,
    finishedFrom,
    finishedUntil: finishedTo,
    overdueAt: overdue === true ? (context.now() as Instant) : undefined,
  };
}

export async function casePage(context: Context, actor: Actor, filter: CaseFilter, language: Language) {
  const page = await asActor(context.db, actor, (session) => listCases(session, filter));
  return { items: page.items.map((each) => summary(each, language, actor)), next: page.next };
}

/** Saying whose lets PostgreSQL go by the index instead of by the policy. */
function ownOnly(actor: Actor): { applicant?: UserId } {
  return isOutsider(actor) ? { applicant: actor.user } : {};
}
