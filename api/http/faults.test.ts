import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { compileForm } from '../../domain/procedures/language/form.ts';
import { faultOfKeyword, faultsOfIssue, pointerOf } from './faults.ts';

function faults(schema: z.ZodType, value: unknown) {
  const read = schema.safeParse(value, { reportInput: true });
  return (read.error?.issues ?? [])
    .flatMap((issue) => faultsOfIssue(issue))
    .map(({ pointer, kind }) => [pointer, kind]);
}

describe('a field of a request', () => {
  test.each([
    ['that is not there', z.object({ a: z.string() }), {}, ['/a', 'missing']],
    ['that is not there, of several values', z.object({ a: z.enum(['x']) }), {}, ['/a', 'missing']],
    ['of another type', z.object({ a: z.string() }), { a: 1 }, ['/a', 'type']],
    ['that nobody knows', z.strictObject({}), { 'a/b~c': 1 }, ['/a~1b~0c', 'unknown']],
    ['that is none of the values', z.object({ a: z.enum(['x']) }), { a: 'y' }, ['/a', 'enum']],
    ['that is too short', z.object({ a: z.string().min(2) }), { a: 'y' }, ['/a', 'minLength']],
    ['with too few entries', z.object({ a: z.array(z.string()).min(1) }), { a: [] }, ['/a', 'minItems']],
    ['that is too much', z.object({ a: z.number().max(2) }), { a: 3 }, ['/a', 'maximum']],
    ['of the wrong shape', z.object({ a: z.string().regex(/^x$/) }), { a: 'y' }, ['/a', 'pattern']],
    ['that is no instant', z.object({ a: z.iso.datetime() }), { a: 'y' }, ['/a', 'format']],
  ])('%s is told with its place', (_name, schema, value, expected) => {
    expect(faults(schema, value)).toEqual([expected]);
  });
});

describe('a field of a form', () => {
  const compiled = compileForm({
    type: 'object',
    additionalProperties: false,
    required: ['area'],
    properties: {
      area: { type: 'number', minimum: 1 },
      owner: { type: 'object', required: ['name'], properties: { name: { type: 'string', maxLength: 3 } } },
    },
  });
  const reported = (form: unknown) => {
    if (!compiled.ok) throw new Error(compiled.why);
    compiled.validate(form);
    return (compiled.validate.errors ?? [])
      .map((each) => faultOfKeyword(each, '/form'))
      .map(({ pointer, kind }) => [pointer, kind]);
  };

  test('is reported with its place, however deep, and all of them at once', () => {
    expect(reported({ owner: { name: 'long' }, colour: 1 })).toEqual([
      ['/form/area', 'missing'],
      ['/form/colour', 'unknown'],
      ['/form/owner/name', 'maxLength'],
    ]);
    expect(reported({ area: 0, owner: {} })).toEqual([
      ['/form/area', 'minimum'],
      ['/form/owner/name', 'missing'],
    ]);
  });
});

test('a pointer escapes what has a meaning in it', () => {
  expect(pointerOf(['a/b', 0, 'c~d'])).toBe('/a~1b/0/c~0d');
});
