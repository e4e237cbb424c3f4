/** What an action asks for, read from its JSON Schema: one field for each property. */

export interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly { readonly const?: unknown; readonly title?: string }[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema | false;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
  readonly default?: unknown;
  readonly description?: string;
  readonly if?: { readonly properties: { readonly outcome: { readonly enum: readonly string[] } } };
  readonly then?: { readonly required: readonly string[] };
  readonly allOf?: readonly Demand[];
}

/** What must come with an outcome. */
interface Demand {
  readonly if: { readonly properties: { readonly outcome: { readonly const: string } } };
  readonly then: {
    readonly required: readonly string[];
    readonly properties?: {
      readonly documents?: {
        readonly allOf: readonly {
          readonly contains: { readonly properties: { readonly rule: { readonly const: string } } };
        }[];
      };
    };
  };
}

export type FieldKind =
  | 'fixed'
  | 'choice'
  | 'choices'
  | 'documents'
  | 'position'
  | 'flag'
  | 'number'
  | 'moment'
  | 'words'
  | 'text'
  | 'group';

/** From here on a line is too short. */
const LONG = 300;

export function kindOf(name: string, schema: Schema): FieldKind {
  if ('const' in schema) return 'fixed';
  if (name === 'documents') return 'documents';
  if (name === 'position' || name === 'location') return 'position';
  if (schema.enum !== undefined || schema.oneOf !== undefined) return 'choice';
  if (schema.type === 'array') return 'choices';
  if (schema.type === 'boolean') return 'flag';
  if (schema.type === 'integer' || schema.type === 'number') return 'number';
  if (schema.properties !== undefined) return 'group';
  if (schema.format === 'date-time') return 'moment';
  return (schema.maxLength ?? 0) > LONG ? 'words' : 'text';
}

export interface Option {
  readonly value: string;
  /** null: it has no title of its own. */
  readonly title: string | null;
}

export function optionsOf(schema: Schema): readonly Option[] {
  if (schema.oneOf !== undefined)
    return schema.oneOf.map(({ const: value, title }) => ({ value: String(value), title: title ?? null }));
  const { items } = schema;
  const values = schema.enum ?? (items === false ? [] : items?.enum) ?? [];
  return values.map((value) => ({ value: String(value), title: null }));
}

/** What must be said, given the outcome that was chosen. */
export function requiredOf(schema: Schema, values: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const required = new Set(schema.required ?? []);
  const { outcome } = values;
  if (typeof outcome !== 'string') return required;
  if (schema.if?.properties.outcome.enum.includes(outcome))
    for (const name of schema.then?.required ?? []) required.add(name);
  for (const { if: when, then } of schema.allOf ?? [])
    if (when.properties.outcome.const === outcome) for (const name of then.required) required.add(name);
  return required;
}

/** The papers that the outcome wants, by their rules. */
export function papersWanted(schema: Schema, outcome: unknown): readonly string[] {
  return (schema.allOf ?? [])
    .filter(({ if: when }) => when.properties.outcome.const === outcome)
    .flatMap(({ then }) => then.properties?.documents?.allOf ?? [])
    .map(({ contains }) => contains.properties.rule.const);
}

/** What stands in the form before anybody touched it. */
export function initialOf(schema: Schema): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(schema.properties ?? {})) {
    if ('const' in each) values[name] = each.const;
    else if (each.default !== undefined) values[name] = each.default;
    else if (each.oneOf?.length === 1) values[name] = each.oneOf[0]?.const;
  }
  return values;
}

/** Without what was left empty: what is not said is not sent. */
export function inputOf(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) =>
        value !== undefined &&
        value !== '' &&
        value !== null &&
        !(Array.isArray(value) && value.length === 0),
    ),
  );
}
