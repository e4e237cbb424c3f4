/** What an escalation says to people may wait for the morning; what it does to the case never waits. */
import type { EscalationAction } from '../../procedures/language/types.ts';
import type { Instant } from '../../time/instant.ts';
import { afterQuiet } from '../../time/quiet.ts';
import type { Definition } from '../state/commands.ts';
import type { CaseState } from '../state/state.ts';

/** Until when the messages of an escalation level that is reached at `at` are held back; empty where they go out at once. */
export function heldBack(
  { urgency }: CaseState,
  { procedure, calendars }: Definition,
  actions: readonly EscalationAction[],
  at: Instant,
): { readonly notBefore?: Instant } {
  const speaks = actions.some((action) => action.do === 'remind' || action.do === 'notify');
  const calendar = calendars[procedure.sla.calendar];
  if (!speaks || urgency !== 'normal' || procedure.quiet === undefined || calendar === undefined) return {};
  const notBefore = afterQuiet(procedure.quiet, calendar.offsetMinutes, at);
  return notBefore === at ? {} : { notBefore };
}
