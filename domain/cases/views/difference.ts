/** What changed in a case between two moments, field by field. */

import type { Calendars } from '../../time/clock.ts';
import { readClock } from '../../time/clocks.ts';
import { type Instant, isoOf } from '../../time/instant.ts';
import type { CaseState } from '../state/state.ts';
import { portalStatus } from './portal-status.ts';

export type Value = string | number | boolean | null;

export interface Change {
  /** Where, as a JSON pointer: `/status`, `/tasks/examine.1/assignee`, `/clocks/case/dueAt`. */
  readonly path: string;
  /** Absent: it was not there. */
  readonly before?: Value;
  /** Absent: it is there no more. */
  readonly after?: Value;
}

export interface Moment {
  /** null: it was not filed yet. */
  readonly state: CaseState | null;
  readonly calendars: Calendars;
  readonly at: Instant;
}

/** In the order of the later moment's fields, what went last. Time that merely passed is no change. */
export function changesBetween(earlier: Moment, later: Moment): readonly Change[] {
  const before = fieldsOf(earlier);
  const after = fieldsOf(later);
  const changed = [...after].flatMap(([path, value]): Change[] => {
    if (!before.has(path)) return [{ path, after: value }];
    const old = before.get(path) ?? null;
    return old === value ? [] : [{ path, before: old, after: value }];
  });
  const gone = [...before].flatMap(([path, value]): Change[] =>
    after.has(path) ? [] : [{ path, before: value }],
  );
  return [...changed, ...gone];
}

/** What a reader of the case would see move; ids of words and of carried-out orders are none of that. */
function fieldsOf({ state, calendars, at }: Moment): ReadonlyMap<string, Value> {
  const fields = new Map<string, Value>();
  if (state === null) return fields;
  const put = (keys: readonly (string | number)[], value: Value) =>
    fields.set(
      keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
      value,
    );
  const time = (instant: Instant | null) => (instant === null ? null : isoOf(instant));
  put(['status'], state.status);
  put(['portalStatus'], portalStatus(state));
  put(['ending'], state.ending);
  put(['urgency'], state.urgency);
  put(['procedure'], `${state.procedure.code}@${state.procedure.version}`);
  for (const [key, agency] of Object.entries(state.agencies)) put(['agencies', key], agency);
  for (const name of ['acceptedAt', 'decidedAt', 'deliveredAt', 'closedAt'] as const)
    put([name], time(state[name]));
  for (const task of state.tasks) {
    put(['tasks', task.id, 'agency'], task.agency);
    put(['tasks', task.id, 'role'], task.role);
    put(['tasks', task.id, 'assignee'], task.assignee);
  }
  for (const clock of state.clocks) {
    const { phase, dueAt } = readClock(clock, calendars, at);
    put(['clocks', clock.id, 'phase'], phase);
    put(['clocks', clock.id, 'dueAt'], time(dueAt));
  }
  for (const { id, rule } of state.documents) put(['documents', id], rule);
  for (const rule of state.missing) put(['missing', rule], true);
  for (const [name, count] of Object.entries(state.counts)) put(['counts', name], count);
  for (const [id, version] of Object.entries(state.calendars)) put(['calendars', id], version);
  if (state.fee !== null) put(['fee', 'paid'], state.fee.paid);
  put(['delivery'], state.delivery);
  put(['rating'], state.rating);
  put(['mergedInto'], state.mergedInto);
  return fields;
}
