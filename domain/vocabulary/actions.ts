/**
 * What can be ordered of a case. A name that is added here has no way past the compiler until it has its command, its
 * rule, its place in both tables of permissions, its title in each language and (an action) its module in `api/cases/actions`.
 */

/** What people do to a case, by `POST /v1/cases/{idOrCode}/actions/{name}`. */
export const ACTIONS = [
  'accept',
  'refuse',
  'classify',
  'recategorise',
  'merge',
  'request-supplement',
  'receive-supplement',
  'claim',
  'release',
  'assign',
  'complete',
  'transfer',
  'return',
  'extend',
  'suspend',
  'resume',
  'withdraw',
  'note',
  'attach',
  'pay',
  'refund',
  'choose-delivery',
  'send',
  'fetch',
  'readdress',
  'recall',
  'deliver',
  'publish',
  'rate',
  'dispute',
  'appeal',
  'reopen',
  'close',
] as const;
export type ActionName = (typeof ACTIONS)[number];

/** The engine's own, `tick`, `balance` and `track`; and what has a way of its own: filing, and the move to another version. */
export const OTHER_COMMANDS = ['submit', 'tick', 'balance', 'track', 'move-procedure'] as const;

export function isActionName(name: string): name is ActionName {
  return (ACTIONS as readonly string[]).includes(name);
}
