/** The JSON Schema of what a caller sends with an action, whole in itself: a form is made of it without looking anything up. */
import { z } from 'zod';

export type JsonSchema = Record<string, unknown> & {
  properties: Record<string, unknown>;
  required?: string[];
};

const REF = '#/$defs/';

export function jsonSchemaOf(input: z.ZodObject): JsonSchema {
  const { $defs = {}, ...schema } = z.toJSONSchema(input, { io: 'input', reused: 'inline' });
  return inlined(schema, $defs) as JsonSchema;
}

/** What has a name of its own in the API's document stands in the place where it is meant. */
function inlined(part: unknown, named: Readonly<Record<string, unknown>>): unknown {
  if (Array.isArray(part)) return part.map((each) => inlined(each, named));
  if (typeof part !== 'object' || part === null) return part;
  if ('$ref' in part && typeof part.$ref === 'string' && part.$ref.startsWith(REF))
    return inlined(named[part.$ref.slice(REF.length)], named);
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, inlined(value, named)]));
}

/** A value, and what people call it. */
export interface Titled {
  readonly const: string;
  readonly title: string;
}

/** The schema of one action on the way to what it is for one case. `P`: the names of its properties. */
export class InputSchema<P extends string = string> {
  readonly json: JsonSchema;

  constructor(general: JsonSchema) {
    this.json = structuredClone(general);
  }

  /** The property as it is, and these keywords. */
  narrow(property: P, keywords: Readonly<Record<string, unknown>>): void {
    this.replace(property, { ...(this.json.properties[property] as object), ...keywords });
  }

  replace(property: P, schema: Readonly<Record<string, unknown>>): void {
    this.json.properties[property] = schema;
  }

  remove(property: P): void {
    delete this.json.properties[property];
  }

  /** What holds of the input as a whole. */
  demand(keywords: Readonly<Record<string, unknown>>): void {
    Object.assign(this.json, keywords);
  }
}
