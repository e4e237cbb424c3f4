/** What checkers of shapes say, as faults that the catalogues can tell in both languages. */
import type { ErrorObject } from 'ajv';
import type { z } from 'zod';
import type { FieldFault } from '../../contracts/http/problem.ts';
import type { FieldError } from './problem.ts';

/** RFC 6901. */
export function pointerOf(keys: readonly PropertyKey[]): string {
  return keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Of a request's schema. */
export function faultsOfIssue(issue: z.core.$ZodIssue, prefix = ''): FieldError[] {
  const pointer = prefix + pointerOf(issue.path);
  const fault = (kind: FieldFault, params: Record<string, unknown> = {}): FieldError[] => [
    { pointer, kind, params },
  ];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ pointer: pointer + pointerOf([key]), kind: 'unknown' }));
    case 'invalid_type':
      return issue.input === undefined ? fault('missing') : fault('type', { type: issue.expected });
    case 'invalid_value':
      return issue.input === undefined
        ? fault('missing')
        : fault('enum', { allowedValues: issue.values.map(String) });
    case 'too_small':
      return fault(LEAST[issue.origin] ?? 'minimum', { limit: Number(issue.minimum) });
    case 'too_big':
      return fault(MOST[issue.origin] ?? 'maximum', { limit: Number(issue.maximum) });
    case 'invalid_format':
      return issue.format === 'regex'
        ? fault('pattern', { pattern: issue.pattern ?? '' })
        : fault('format', { format: issue.format });
    case 'invalid_union':
      return nearest(issue.errors).flatMap((each) => faultsOfIssue(each, pointer));
    case 'not_multiple_of':
      return fault('multipleOf', { multipleOf: issue.divisor });
    default:
      return fault('rule');
  }
}

/** Of several shapes the one that whoever sent it must have meant: where least is amiss, and nothing surplus. */
function nearest(shapes: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] {
  const distance = (issues: readonly z.core.$ZodIssue[]) =>
    issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? 10 * issue.keys.length : 1), 0);
  return [...shapes].sort((a, b) => distance(a) - distance(b))[0] ?? [];
}

const LEAST: Readonly<Record<string, FieldFault>> = { string: 'minLength', array: 'minItems' };
const MOST: Readonly<Record<string, FieldFault>> = { string: 'maxLength', array: 'maxItems' };

/** Keywords of JSON Schema that have their own words; `params` of the checker fill them in. */
const KEYWORDS: readonly FieldFault[] = [
  'type',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'enum',
  'minItems',
  'maxItems',
  'uniqueItems',
];

/** Of a procedure's form. */
export function faultOfKeyword(error: ErrorObject, prefix: string): FieldError {
  const pointer = prefix + error.instancePath;
  const { missingProperty, additionalProperty, unevaluatedProperty, allowedValue } = error.params;
  if (error.keyword === 'required')
    return { pointer: pointer + pointerOf([missingProperty]), kind: 'missing' };
  const surplus = additionalProperty ?? unevaluatedProperty;
  if (surplus !== undefined) return { pointer: pointer + pointerOf([surplus]), kind: 'unknown' };
  if (error.keyword === 'const') return { pointer, kind: 'enum', params: { allowedValues: [allowedValue] } };
  const kind = KEYWORDS.find((each) => each === error.keyword) ?? 'rule';
  return { pointer, kind, params: error.params };
}
