/** Of which events an address is told: what can be chosen, and what is sent. */
import type { components } from '../api/schema.gen.ts';
import type { Webhook } from './webhooks.tsx';

type Input = components['schemas']['SubscriptionInput'];
type Subscription = Webhook['subscription'];

/** Those that most ask for, by their words; and whatever else was chosen, by its own name. */
export function choicesOf(names: Readonly<Record<string, string>>, chosen: readonly string[]) {
  return [...new Set([...Object.keys(names), ...chosen])].map((event) => ({
    value: event,
    label: Object.hasOwn(names, event) ? (names[event] ?? event) : event,
  }));
}

/** The filters that stand already are kept. */
export function subscriptionOf(before: Subscription, events: readonly string[]): Input {
  const { kinds = null, procedures = null, agencies = null } = before ?? {};
  return {
    ...(kinds === null ? {} : { kinds: kinds as NonNullable<Input['kinds']> }),
    ...(procedures === null ? {} : { procedures }),
    ...(agencies === null ? {} : { agencies }),
    events: events as Input['events'],
  };
}
