import type { components } from '../api/schema.gen.ts';

export type Urgency = components['schemas']['ListedCase']['urgency'];

/** How a list marks a case that does not wait its turn; null: it does, and has no mark. */
export function markOf(urgency: Urgency, names: Readonly<Record<Urgency, string>>): string | null {
  return urgency === 'normal' ? null : names[urgency];
}
