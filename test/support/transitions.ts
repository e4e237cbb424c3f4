import type { CaseEvent } from '../../domain/cases/state/events.ts';
import { evolve } from '../../domain/cases/state/evolve.ts';
import type { CaseState } from '../../domain/cases/state/state.ts';
import { GENESIS_HASH, type Recorded, type Transition } from '../../domain/cases/state/transition.ts';
import { project } from '../../domain/cases/views/projection.ts';
import type { Play } from './play.ts';

type Record = (transition: Transition) => Promise<Recorded>;

/**
 * The transitions of a played case, one for each order, in their order. Each is a function that hands itself to the
 * record: the hash and the code that one answers go into the next.
 */
export function transitionsOf(play: Play): readonly ((record: Record) => Promise<Recorded>)[] {
  let headHash = GENESIS_HASH;
  let state: CaseState | null = null;
  const prepared: { before: CaseState | null; events: CaseEvent[] }[] = [];
  for (const event of play.events) {
    const last = prepared.at(-1);
    if (last !== undefined && last.events[0]?.order.id === event.order.id) last.events.push(event);
    else prepared.push({ before: state, events: [event] });
    state = evolve(state, event);
  }
  let code: Recorded['code'] = null;
  return prepared.map(({ before, events }) => {
    let previousHash: string | null = null;
    return async (record) => {
      previousHash ??= headHash;
      const coded = before === null ? null : { ...before, code };
      const after = events.reduce<CaseState | null>(evolve, coded);
      const first = events[0];
      if (after === null || first === undefined) throw new Error('a transition has events');
      const recorded = await record({
        caseId: after.id,
        from: first.seq - 1,
        previousHash,
        events,
        state: after,
        ...project(coded, events, play.definition),
      });
      headHash = recorded.headHash;
      code ??= recorded.code;
      return recorded;
    };
  });
}
