/** Which agency handles a complaint, by its category and ward: rules that a province publishes. */
import type { AgencyId, Localised } from '../ids.ts';

export interface RoutingRules {
  readonly version: number;
  /** The first that fits is taken. */
  readonly rules: readonly RoutingRule[];
}

export interface RoutingRule {
  readonly id: string;
  /** Why it is that agency's: shown to whoever classifies. */
  readonly name: Localised;
  /** Codes of complaint procedures; absent: all of the fields named, or all. */
  readonly procedures?: readonly string[];
  /** Fields of complaint; absent: all. */
  readonly fields?: readonly string[];
  /** Communes, as agencies name their area; absent: all, and complaints that name none. */
  readonly wards?: readonly string[];
  readonly to: AgencyId;
}

/** What a rule looks at. `ward` null: not said. */
export interface Routed {
  readonly procedure: string;
  readonly field: string;
  readonly ward: string | null;
}

export function routeOf(rules: readonly RoutingRule[], complaint: Routed): RoutingRule | null {
  return rules.find((rule) => fits(rule, complaint)) ?? null;
}

export function fits(
  { procedures, fields, wards }: RoutingRule,
  { procedure, field, ward }: Routed,
): boolean {
  return (
    (procedures === undefined || procedures.includes(procedure)) &&
    (fields === undefined || fields.includes(field)) &&
    (wards === undefined || (ward !== null && wards.includes(ward)))
  );
}
