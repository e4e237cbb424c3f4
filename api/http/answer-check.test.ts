/** The check that every server of a test runs with: what it lets through, and what it makes of an answer that is not as documented. */
import { createServer, type Server } from 'node:http';
import express from 'express';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { answerCheck } from '../../test/support/answer-check.ts';
import type { Context } from './context.ts';
import { openApiOf } from './openapi.ts';
import { Problem, problemHandler } from './problem.ts';
import { type Answers, mount, ok, type Reply, type Route, route } from './registry.ts';

const Thing = z.object({ id: z.string(), part: z.object({ at: z.iso.datetime() }) });
const THING = { id: 'a', part: { at: '2026-11-30T00:00:00.000Z' } };
const ANSWERS = { 200: { description: 'It', body: Thing } };

let server: Server | null = null;
afterEach(() => server?.close());

/** Asks a server that has this one route, past its types as a careless cast would. */
async function answered(run: () => Promise<unknown>, answers: Answers = ANSWERS) {
  const routes = [
    route({
      method: 'get',
      path: '/thing',
      tag: 'Things',
      summary: 'A thing',
      access: 'public',
      answers,
      problems: [],
      run: run as never,
    }) as Route,
  ];
  const faults: string[] = [];
  const app = express();
  app.use(answerCheck((fault) => faults.push(fault))(openApiOf(routes, '1')));
  const router = express.Router();
  mount(router, routes, {} as Context);
  app.use(router);
  app.use(problemHandler(() => {}));
  const listening = createServer(app).listen(0);
  server = listening;
  const address = listening.address() as { port: number };
  const response = await fetch(`http://localhost:${address.port}/thing`);
  return { status: response.status, body: await response.json(), faults };
}

const given = (body: unknown) => async () => ok(body) as Reply;

describe('an answer', () => {
  test('that is as documented passes, a problem too', async () => {
    expect(await answered(given(THING))).toMatchObject({ status: 200, body: THING, faults: [] });
    const refused = await answered(async () => {
      throw new Problem('unavailable');
    });
    expect(refused).toMatchObject({ status: 503, body: { code: 'unavailable' }, faults: [] });
  });

  test.each([
    ['lacks a field', { id: 'a' }, /\/ must have required property 'part'/],
    ['has a number for a text', { ...THING, id: 7 }, /\/id must be string/],
    ['has a text for an instant', { ...THING, part: { at: 'soon' } }, /\/part\/at must match/],
    ['says what is not documented', { ...THING, secret: 1 }, /additionalProperty":"secret"/],
    [
      'says so further down',
      { ...THING, part: { ...THING.part, secret: 1 } },
      /\/part must NOT have additional properties/,
    ],
  ])('that %s turns the test red', async (_, body, reported) => {
    const { status, body: shown, faults } = await answered(given(body));
    expect(status).toBe(500);
    expect(faults).toEqual([expect.stringMatching(reported)]);
    expect(shown).toMatchObject({ title: 'The answer is not as documented', detail: faults[0] });
  });

  test('of an undocumented status turns the test red, also one of a problem', async () => {
    const created = await answered(async () => ({ status: 201, body: THING, headers: {} }));
    expect(created).toMatchObject({
      status: 500,
      faults: [expect.stringMatching(/GET \/thing → 201: the status/)],
    });
    const conflict = await answered(async () => {
      throw new Problem('version-conflict');
    });
    expect(conflict).toMatchObject({
      status: 500,
      faults: [expect.stringMatching(/→ 409: the status is not documented/)],
    });
  });

  test('without a header that is promised turns the test red', async () => {
    const promised = { 200: { ...ANSWERS[200], headers: { Location: 'Its address' } } };
    expect(await answered(given(THING), promised)).toMatchObject({
      faults: [expect.stringMatching(/the header Location is missing/)],
    });
  });
});
