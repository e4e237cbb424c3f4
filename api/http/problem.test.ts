import { expect, describe as group, test } from 'vitest';
import { TEXTS } from '../../contracts/texts/index.ts';
import { BadCursor, RecordConflict, VersionConflict } from '../../db/core/errors.ts';
import { CaseParked, TemporalUnavailable } from '../../temporal/cases.ts';
import { asProblem, describe, Problem, problemOf, STATUS_OF } from './problem.ts';

const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });

group('what went wrong', () => {
  test.each([
    ['Temporal that does not answer', new TemporalUnavailable('x'), 'unavailable'],
    ['PostgreSQL that refuses', refused, 'unavailable'],
    ['PostgreSQL that refuses, deep inside', new Error('query', { cause: refused }), 'unavailable'],
    ['a case whose record stands elsewhere', new CaseParked('x'), 'case-parked'],
    ['other words under the same key', new RecordConflict('x'), 'key-reused'],
    ['a cursor of nobody', new BadCursor('x'), 'bad-cursor'],
    ['a lower version', new VersionConflict('x'), 'version-conflict'],
    ['an address that does not decode', new URIError('x'), 'not-found'],
    [
      'a body that is too large',
      Object.assign(new Error('x'), { type: 'entity.too.large' }),
      'body-too-large',
    ],
    ['whatever nobody foresaw', new TypeError('secret path /etc'), 'internal'],
    ['something that is not even an error', 'secret', 'internal'],
  ] as const)('as %s is the problem %s', (_name, thrown, code) => {
    expect(asProblem(thrown).code).toBe(code);
    expect(JSON.stringify(describe(asProblem(thrown), 'en', 'r1'))).not.toContain('secret');
  });

  test('has a status that clients can act upon, for every code', () => {
    expect(Object.keys(STATUS_OF).sort()).toEqual(Object.keys(TEXTS.vi.problems).sort());
    for (const [code, status] of Object.entries(STATUS_OF))
      expect(
        [400, 401, 403, 404, 405, 409, 410, 412, 413, 415, 416, 422, 429, 460, 500, 503],
        code,
      ).toContain(status);
  });
});

group('a refusal of the rules', () => {
  test('names status and action as people know them', () => {
    const refusal = { code: 'not-allowed-now', status: 'supplement', action: 'accept' } as const;
    expect(describe(problemOf(refusal), 'vi', 'r1')).toMatchObject({
      status: 409,
      detail: 'Không thể “Tiếp nhận” khi hồ sơ đang ở trạng thái “Yêu cầu bổ sung giấy tờ”.',
    });
    expect(describe(problemOf(refusal), 'en', 'r1').detail).toContain('“Accept”');
  });

  test('says sums as the caller’s language writes them', () => {
    const refusal = { code: 'fee-unpaid', amount: 75_000 } as const;
    expect(describe(problemOf(refusal), 'vi', 'r1').detail).toBe('Cần nộp phí 75.000 đồng trước.');
    expect(describe(problemOf(refusal), 'en', 'r1').detail).toContain('75,000 VND');
  });

  test('that is about a field points to it', () => {
    const refusal = { code: 'no-such-outcome', outcome: 'fly', known: ['forward', 'refuse'] } as const;
    const { errors, detail } = describe(problemOf(refusal), 'en', 'r1');
    expect(detail).toContain('forward, refuse');
    expect(errors).toEqual([{ pointer: '/outcome', detail }]);
  });
});

test('a pointer that is known better replaces the usual one', () => {
  const problem = new Problem('no-such-delivery', { way: 'post' }, [
    { pointer: '/delivery', kind: 'unknown' },
  ]);
  expect(describe(problem, 'en', 'r1').errors?.map(({ pointer }) => pointer)).toEqual(['/delivery']);
});
