import { z } from 'zod';
import { id, reason } from '../../../contracts/http/inputs.ts';
import { findCase } from '../../../db/cases/queries.ts';
import { holdForMerging } from '../../../db/complaints/queries.ts';
import { asActor } from '../../../db/core/reader.ts';
import type { CaseId } from '../../../domain/ids.ts';
import { Problem } from '../../http/problem.ts';
import { type Acting, action } from '../action.ts';

const Input = z.strictObject({ into: id, reason });

export const merge = action({
  name: 'merge',
  input: Input,
  check: otherComplaint,
  command: ({ reason }, refs, into) => ({ type: 'merge', into, reason: refs.reason(reason) }),
  holding: whileHeld,
});

const unknownComplaint = () => new Problem('invalid-input', {}, [{ pointer: '/into', kind: 'unknown' }]);

/** The complaint that it is merged into must be one that the caller sees, and still open. */
async function otherComplaint({
  context,
  actor,
  found,
  input,
}: Acting<z.output<typeof Input>>): Promise<CaseId> {
  const other = await asActor(context.db, actor, (session) => findCase(session, input.into));
  if (other === null || other.kind !== found.kind || other.status === 'closed') throw unknownComplaint();
  return other.id;
}

/** Merges while nobody else merges either of the two: so they never become part of each other, nor of one that is closed. */
async function whileHeld<T>(
  { context, actor, found }: Acting,
  into: CaseId,
  carryOut: () => Promise<T>,
): Promise<T> {
  return asActor(context.db, actor, async (session) => {
    if (!(await holdForMerging(session, found.id, into))) throw new Problem('unavailable');
    const other = await findCase(session, into);
    if (other === null || other.status === 'closed') throw unknownComplaint();
    return carryOut();
  });
}
