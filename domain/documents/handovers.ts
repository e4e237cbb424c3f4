/** The dossier's way from hand to hand, as the control sheet lists it: read off the events. */
import type { CaseEvent } from '../cases/state/events.ts';
import { evolve, isResponseClock, SUPPLEMENT_CLOCK } from '../cases/state/evolve.ts';
import type { CaseState, Task } from '../cases/state/state.ts';
import type { ClockRow } from '../cases/state/transition.ts';
import type { AgencyId, UserId } from '../ids.ts';
import type { Instant } from '../time/instant.ts';
import type { Punctuality } from '../vocabulary/reports.ts';

/** An agency and, where known, its officer. */
export interface Hands {
  readonly agency: AgencyId;
  readonly user: UserId | null;
}

export interface HandingOver {
  readonly at: Instant;
  /** null: the applicant. */
  readonly from: Hands | null;
  readonly to: Hands | null;
  /** What was done before it was handed on; null: it came in, or went out. */
  readonly step: { readonly id: string; readonly branch: string | null } | null;
  readonly outcome: string | null;
  /** When that work was due; null: it had no term. */
  readonly dueAt: Instant | null;
  readonly result: Punctuality | null;
  readonly why: 'accepted' | 'completed' | 'transferred' | 'raised' | 'returned' | 'supplement' | 'delivered';
}

type Clocks = ReadonlyMap<string, Pick<ClockRow, 'dueAt' | 'missedAt' | 'consumed' | 'budget'>>;
type Before = CaseState | null;

/** `clocks`: those of the case by id, as the record has them. */
export function handingsOver(events: readonly CaseEvent[], clocks: Clocks): readonly HandingOver[] {
  const rows: (HandingOver & { readonly opened?: Task })[] = [];
  let state: Before = null;
  for (const group of groupsOf(events)) {
    const before: Before = state;
    for (const event of group) {
      rows.push(...rowsOf(event, group, state, clocks));
      state = evolve(state, event);
    }
    if (before !== null) for (const event of group) nameHands(rows, event);
  }
  return rows.map(({ opened: _, ...row }) => row);
}

/** Events of one order belong together. */
function groupsOf(events: readonly CaseEvent[]): readonly (readonly CaseEvent[])[] {
  const groups: CaseEvent[][] = [];
  for (const event of events) {
    const last = groups.at(-1);
    if (last?.[0]?.order.id === event.order.id) last.push(event);
    else groups.push([event]);
  }
  return groups;
}

function rowsOf(
  event: CaseEvent,
  group: readonly CaseEvent[],
  state: Before,
  clocks: Clocks,
): readonly (HandingOver & { readonly opened?: Task })[] {
  if (state === null) return [];
  const counter = state.agencies.counter as AgencyId;
  const owner = (state.agencies.owner ?? counter) as AgencyId;
  const { at, by } = event;
  const plain = { at, step: null, outcome: null, dueAt: null, result: null };
  const onward = (from: Hands, task: Task | null, why: HandingOver['why'], outcome: string | null) => {
    const done = {
      ...plain,
      why,
      outcome,
      from,
      step: task === null ? null : { id: task.step, branch: task.branch },
      ...(task === null ? {} : judged(clocks.get(task.clock), at)),
    };
    const next = group.flatMap((each) =>
      each.type === 'task-opened' && each.seq > event.seq ? [each.task] : [],
    );
    if (next.length > 0)
      return next.map((opened) => ({
        ...done,
        to: { agency: opened.agency, user: opened.assignee },
        opened,
      }));
    const isDecided = group.some(({ type }) => type === 'case-decided');
    return [{ ...done, to: { agency: isDecided ? counter : owner, user: null } }];
  };
  switch (event.type) {
    case 'case-accepted': {
      const hands = { agency: counter, user: by };
      const response = state.clocks.find(isResponseClock);
      const taken = {
        ...plain,
        why: 'accepted' as const,
        from: null,
        to: hands,
        ...judged(response && clocks.get(response.id), at),
      };
      return [taken, ...onward(hands, null, 'accepted', null)];
    }
    case 'task-completed': {
      const task = state.tasks.find(({ id }) => id === event.taskId);
      return task === undefined || task.followUp === true
        ? []
        : onward({ agency: task.agency, user: by }, task, 'completed', event.outcome);
    }
    case 'work-returned': {
      const task = state.tasks.find(({ id }) => id === event.taskId) ?? null;
      return onward({ agency: task?.agency ?? owner, user: by }, task, 'returned', null);
    }
    case 'task-transferred':
      return [
        {
          ...plain,
          why: 'transferred',
          from: { agency: event.from, user: by },
          to: { agency: event.to, user: null },
        },
      ];
    case 'task-raised':
      return [
        {
          ...plain,
          why: 'raised',
          from: { agency: event.from, user: null },
          to: { agency: event.to, user: null },
        },
      ];
    case 'supplement-requested': {
      const task = state.tasks.find(({ id }) => id === event.taskId);
      return [{ ...plain, why: 'supplement', from: { agency: task?.agency ?? counter, user: by }, to: null }];
    }
    case 'supplement-received':
      return [
        {
          ...plain,
          why: 'supplement',
          from: null,
          to: { agency: counter, user: by === state.applicant ? null : by },
          dueAt: clocks.get(SUPPLEMENT_CLOCK)?.dueAt ?? null,
        },
      ];
    case 'result-delivered':
      return [{ ...plain, why: 'delivered', from: { agency: counter, user: by }, to: null }];
    default:
      return [];
  }
}

/** The first who took up what was handed to an agency. */
function nameHands(rows: (HandingOver & { readonly opened?: Task })[], event: CaseEvent): void {
  if (event.type !== 'task-claimed' && event.type !== 'task-assigned') return;
  const place = rows.findLastIndex(({ opened }) => opened?.id === event.taskId);
  const row = rows[place];
  if (row?.to != null && row.to.user === null)
    rows[place] = { ...row, to: { ...row.to, user: event.assignee } };
}

/** As reports judge: early with less than nine tenths of the term first given used. */
function judged(
  clock: Pick<ClockRow, 'dueAt' | 'missedAt' | 'consumed' | 'budget'> | undefined,
  at: Instant,
): Pick<HandingOver, 'dueAt' | 'result'> {
  if (clock === undefined || clock.dueAt === null) return { dueAt: null, result: null };
  const dueAt = clock.missedAt ?? clock.dueAt;
  if (dueAt < at) return { dueAt, result: 'overdue' };
  return { dueAt, result: clock.consumed * 10 < clock.budget * 9 ? 'early' : 'on-time' };
}
