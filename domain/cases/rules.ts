import type { CommandName, CommandOf } from './commands.ts';
import type { Draft } from './draft.ts';
import type { Refusal } from './refusal.ts';

/** What a command brings about, once the gate has let it through: facts into the draft, or a refusal. */
export type Rule<N extends CommandName> = (draft: Draft, command: CommandOf<N>) => Refusal | null;

/** A rule for every command; `submit`, `tick`, `move-procedure` and `recategorise` have ways of their own. */
export type Rules = {
  readonly [N in Exclude<CommandName, 'submit' | 'tick' | 'move-procedure' | 'recategorise'>]: Rule<N>;
};
