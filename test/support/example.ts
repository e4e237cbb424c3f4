/** A value that a JSON Schema accepts: enough of the language for the forms of procedures and the inputs of actions. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly minItems?: number;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

const BY_FORMAT: Readonly<Record<string, string>> = {
  date: '2026-11-02',
  'date-time': '2026-11-02T08:00:00Z',
  email: 'nguoi.dan@example.vn',
  uri: 'https://example.vn/',
};
const TEXTS = [
  'Đã kiểm tra, đủ điều kiện',
  '0912345678',
  '046090012345',
  '49A',
  'a'.repeat(64),
  'image/jpeg',
  'BL-2026-0001',
];

/** Only what is required, unless `filled` names more properties. */
export function exampleOf(schema: JsonSchema, filled: readonly string[] = []): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.examples?.[0] !== undefined) return schema.examples[0];
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  const variant = schema.oneOf?.[0] ?? schema.anyOf?.[0];
  if (variant) return exampleOf(variant, filled);
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.[0];
  switch (type) {
    case 'number':
    case 'integer':
      return Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1);
    case 'boolean':
      return true;
    case 'array':
      return Array.from({ length: schema.minItems ?? 1 }, () => exampleOf(schema.items ?? {}));
    case 'string':
      return text(schema);
    default: {
      const names = [...(schema.required ?? []), ...filled.filter((name) => schema.properties?.[name])];
      return Object.fromEntries(names.map((name) => [name, exampleOf(schema.properties?.[name] ?? {})]));
    }
  }
}

function text({ format, pattern, minLength = 1 }: JsonSchema): string {
  const known = format === undefined ? undefined : BY_FORMAT[format];
  if (known !== undefined) return known;
  const fitting = TEXTS.find(
    (each) => each.length >= minLength && (pattern === undefined || new RegExp(pattern, 'u').test(each)),
  );
  if (fitting === undefined) throw new Error(`no example fits ${pattern ?? `${minLength} characters`}`);
  return fitting;
}
