/** What a case tells to other systems when an escalation says so. */
import type { AgencyId, CaseCode, CaseId, ProvinceId } from '../../ids.ts';
import type { ProcedureRef } from '../../procedures/language/types.ts';
import { type Instant, isoOf } from '../../time/instant.ts';
import type { CaseEvent } from '../state/events.ts';
import { isResponseClock } from '../state/evolve.ts';
import type { CaseState } from '../state/state.ts';

/** One call of one webhook. No personal data: it is kept, logged and sent as it stands. */
export interface Hook {
  /** The same for every attempt: by it the receiver knows what came twice. */
  readonly id: string;
  readonly province: ProvinceId;
  readonly name: string;
  readonly caseId: CaseId;
  readonly at: Instant;
  readonly data: HookData;
}

export interface HookData {
  readonly case: CaseId;
  readonly code: CaseCode | null;
  readonly procedure: Pick<ProcedureRef, 'code' | 'version'>;
  readonly clock: string;
  /** Counted from one, as people do. */
  readonly escalationLevel: number;
  readonly dueAt: string;
  readonly agency: AgencyId | null;
}

/** The calls that an escalation level asks for; `before` is the state before it was reached, when its task was where it had been late. */
export function hooksOf(before: CaseState, event: CaseEvent): readonly Hook[] {
  if (event.type !== 'escalation-level-reached') return [];
  const task = before.tasks.find(({ clock }) => clock === event.clock);
  const otherwise = isResponseClock({ id: event.clock }) ? before.agencies.counter : before.agencies.owner;
  const { code, version } = before.procedure;
  return event.actions.flatMap((action, index): Hook[] =>
    action.do !== 'webhook'
      ? []
      : [
          {
            id: `hook-${before.id}-${event.seq}-${index}`,
            province: before.province,
            name: action.name,
            caseId: before.id,
            at: event.at,
            data: {
              case: before.id,
              code: before.code,
              procedure: { code, version },
              clock: event.clock,
              escalationLevel: event.escalationLevel + 1,
              dueAt: isoOf(event.dueAt),
              agency: task?.agency ?? otherwise ?? null,
            },
          },
        ],
  );
}
