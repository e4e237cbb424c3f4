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
  | 'longText'
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
  return (schema.maxLength ?? 0) > LONG ? 'longText' : 'text';
}

export interface Option {
  readonly value: string;
  /** null: it has no title of its own. */
  readonly title: string | null;
}

export function optionsOf(schema: Schema): readonly Option[] {
  const { items = false } = schema;
  const titled = schema.oneOf ?? (items === false ? undefined : items.oneOf);
  if (titled !== undefined)
    return titled.map(({ const: value, title }) => ({ value: String(value), title: title ?? null }));
  const values = schema.enum ?? (items === false ? [] : items.enum) ?? [];
  return values.map((value) => ({ value: String(value), title: null }));
}

/** As what was chosen makes it: how to mend a document is asked of those that are missing, and of no other. */
export function fieldsFor(schema: Schema, { missing }: Readonly<Record<string, unknown>>): Schema {
  const { advice, ...rest } = schema.properties ?? {};
  if (advice === undefined) return schema;
  const parts = Object.entries(advice.properties ?? {}).filter(
    ([rule]) => Array.isArray(missing) && missing.includes(rule),
  );
  const { missing: documents, ...others } = rest;
  return {
    ...schema,
    properties: {
      ...(documents === undefined ? {} : { missing: documents }),
      ...(parts.length === 0 ? {} : { advice: { ...advice, properties: Object.fromEntries(parts) } }),
      ...others,
    },
  };
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

/** The documents that the outcome wants, by their rules. */
export function documentsWanted(schema: Schema, outcome: unknown): readonly string[] {
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

/** Without what was left empty: what is not said is not sent. What the schema fixes is as it stands now, whatever the draft was of. */
export function inputOf(schema: Schema, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const known = schema.properties ?? {};
  const given: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(known)) {
    const value = 'const' in each ? each.const : saidIn(each, values[name]);
    if (value !== undefined) given[name] = value;
  }
  return given;
}

/** undefined: nothing is said. */
function saidIn(schema: Schema, value: unknown): unknown {
  if (value === undefined || value === null || value === '') return undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value;
  if (typeof value !== 'object' || schema.properties === undefined) return value;
  const parts = inputOf(schema, value as Record<string, unknown>);
  return Object.keys(parts).length === 0 ? undefined : parts;
}

/** What somebody wrote in their own words, to be taken elsewhere. */
export function textIn(schema: Schema, values: Readonly<Record<string, unknown>>): string {
  return Object.entries(schema.properties ?? {})
    .filter(([name, each]) => ['longText', 'text'].includes(kindOf(name, each)))
    .flatMap(([name]) => values[name] ?? [])
    .filter((value) => value !== '')
    .join('\n\n');
}

/** The name of a file is for whoever looks at the form. */
export function withoutNames(input: Record<string, unknown>): Record<string, unknown> {
  const { documents, ...rest } = input;
  if (!Array.isArray(documents)) return input;
  return {
    ...rest,
    documents: (documents as Named[]).map(({ rule, upload, replaces }) => ({
      rule,
      upload,
      ...(replaces === undefined ? {} : { replaces }),
    })),
  };
}

interface Named {
  readonly rule: string;
  readonly upload: string;
  readonly replaces?: string;
}
