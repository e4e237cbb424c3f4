/** The JSON Schema of what a caller sends with an action, whole in itself: a form is made of it without looking anything up. */
import { z } from 'zod';
import { ACTION_INPUTS, type ActionName } from './actions.ts';

export type JsonSchema = Record<string, unknown> & {
  properties: Record<string, unknown>;
  required?: string[];
};

const REF = '#/$defs/';

export function actionSchema(name: ActionName): JsonSchema {
  const { $defs = {}, ...schema } = z.toJSONSchema(ACTION_INPUTS[name], { io: 'input', reused: 'inline' });
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
