/** What the compiler refuses of a handler: these are proofs for `tsc`, which fails where an error that is expected does not come. */
import { describe, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import type { CaseView } from '../../contracts/http/cases.ts';
import type { caseView } from '../cases/case-view.ts';
import { ok, type Reply, type ReplyTo, reply, route } from './registry.ts';

type View = NonNullable<Awaited<ReturnType<typeof caseView>>>;
type Accepts<B> =
  Reply<200, B, Readonly<Record<never, string>>> extends ReplyTo<{
    200: { description: string; body: typeof CaseView };
  }>
    ? true
    : false;
type Lacking = { [K in keyof View]: Accepts<Omit<View, K>> };
/** A number where there is none, and text where there is a number. */
type Altered = {
  [K in keyof View]: Accepts<Omit<View, K> & Record<K, View[K] extends number | null ? 'text' : 7>>;
};

describe('the view of a case', () => {
  test('is accepted as the code makes it', () => {
    expectTypeOf<Accepts<View>>().toEqualTypeOf<true>();
  });

  test('does not compile without any one of its fields', () => {
    expectTypeOf<Lacking>().toEqualTypeOf<{ [K in keyof View]: false }>();
  });

  test('does not compile with a number for any one of them', () => {
    // A form is whatever its procedure asks for.
    expectTypeOf<Omit<Altered, 'form'>>().toEqualTypeOf<{ [K in Exclude<keyof View, 'form'>]: false }>();
  });
});

describe('a route', () => {
  const usual = {
    method: 'get',
    path: '/v1/things',
    tag: 'Things',
    summary: 'A thing',
    problems: [],
  } as const;
  const Thing = z.object({ id: z.string(), at: z.iso.datetime().nullable(), tags: z.array(z.string()) });
  const thing = { id: 'a', at: null, tags: ['b'] } as const;

  test('answers what it documents, and nothing else', () => {
    const answers = { 200: { description: 'It', body: Thing } };
    route({ ...usual, answers, run: async () => ok(thing) });
    // @ts-expect-error a field is missing
    route({ ...usual, answers, run: async () => ok({ id: 'a', at: null }) });
    // @ts-expect-error a number stands for a text
    route({ ...usual, answers, run: async () => ok({ ...thing, id: 7 }) });
    // @ts-expect-error the status is not documented
    route({ ...usual, answers, run: async () => reply(201, thing) });
    // @ts-expect-error an answer without a body is not documented
    route({ ...usual, answers, run: async () => reply(204, undefined) });
    // @ts-expect-error it may not write the response itself
    route({ ...usual, answers, run: async () => null });
  });

  test('promises headers that its handler has to give', () => {
    const answers = { 200: { description: 'It', body: Thing, headers: { ETag: 'Its version' } } };
    route({ ...usual, answers, run: async () => ok(thing, { ETag: '"1"' }) });
    // @ts-expect-error the header is missing
    route({ ...usual, answers, run: async () => ok(thing) });
  });

  test('writes a file itself, and says nothing where nothing is documented', () => {
    const file = { 200: { description: 'A file', body: z.string(), mediaType: 'application/pdf' } };
    route({ ...usual, answers: file, run: async () => null });
    // @ts-expect-error a file is no JSON
    route({ ...usual, answers: file, run: async () => ok('text') });
    const nothing = { 204: { description: 'Done' } };
    route({ ...usual, answers: nothing, run: async () => reply(204, undefined) });
    // @ts-expect-error there is no body
    route({ ...usual, answers: nothing, run: async () => reply(204, thing) });
  });
});
