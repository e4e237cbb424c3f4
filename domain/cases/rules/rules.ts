import type { CommandName, CommandOf } from '../state/commands.ts';
import type { Refusal } from '../state/refusal.ts';
import type { DecisionBuilder } from './decision-builder.ts';

/** What a command brings about, once the gate has let it through: facts into the draft, or a refusal. */
export type Rule<N extends CommandName> = (
  decision: DecisionBuilder,
  command: CommandOf<N>,
) => Refusal | null;

/** A rule for every command; `submit`, `tick`, `move-procedure` and `recategorise` have ways of their own. */
export type Rules = {
  readonly [N in Exclude<CommandName, 'submit' | 'tick' | 'move-procedure' | 'recategorise'>]: Rule<N>;
};
