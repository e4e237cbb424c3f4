import { z } from 'zod';
import { idOf, text } from '../../../contracts/http/inputs.ts';
import { mentionable } from '../../../db/agencies/queries.ts';
import { asActor } from '../../../db/core/reader.ts';
import { isOutsider } from '../../../domain/cases/rules/permissions.ts';
import type { Actor } from '../../../domain/cases/state/commands.ts';
import type { CaseId, UserId } from '../../../domain/ids.ts';
import type { Context } from '../../http/context.ts';
import { Problem } from '../../http/problem.ts';
import { action, defined } from '../action.ts';

export const note = action({
  name: 'note',
  /** `mentions`: colleagues who are notified of it, and watch the case from then on. */
  input: z.strictObject({
    text: text(10_000),
    mentions: z.array(idOf<UserId>()).max(20).optional(),
  }),
  choices: async ({ context, actor, state }) =>
    (await colleaguesAround(context, actor, state.id)).filter((user) => user !== actor.user),
  narrow: (schema, _offer, colleagues) => {
    if (colleagues.length === 0) schema.remove('mentions');
    else schema.narrow('mentions', { items: { enum: colleagues } });
  },
  check: async ({ context, actor, found, input: { mentions } }) => {
    if (mentions === undefined) return;
    const known = await colleaguesAround(context, actor, found.id, mentions);
    const unknown = mentions.find((each) => !known.includes(each));
    if (unknown !== undefined) throw new Problem('unknown-colleague', { colleague: unknown });
  },
  command: ({ text, mentions }, refs) => ({
    type: 'note',
    content: refs.text('note', text),
    ...defined({ mentions }),
  }),
});

/** A note may name whoever may read it (of `users`, where they are given); who files may not call officers. */
async function colleaguesAround(
  context: Context,
  actor: Actor,
  caseId: CaseId,
  users?: readonly UserId[],
): Promise<readonly UserId[]> {
  if (isOutsider(actor)) return [];
  const known = await asActor(context.db, actor, (session) => mentionable(session, caseId, users));
  return known.map(({ user }) => user);
}
