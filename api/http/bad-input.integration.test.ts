/** What comes in wrong is told in both languages, with the place, and leaves no trace. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Answer,
  type Api,
  document,
  permitFiling,
  potholeFiling,
  startApi,
} from '../../test/support/api.ts';
import { PERMIT_YAML } from '../../test/support/sample-definitions.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

interface Wrong {
  readonly user?: string | null;
  readonly method?: string;
  readonly path?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly status: number;
  readonly code: string;
  readonly pointers?: readonly string[];
}

const broken = new Uint8Array([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xc3, 0x28, 0x22, 0x7d]);
const deep = `{"form":${'['.repeat(5000)}${']'.repeat(5000)}}`;
const file = (change: Record<string, unknown>): Wrong['body'] => permitFiling(change);
const yamlWith = (from: string, to: string) => ({ yaml: PERMIT_YAML.replace(from, to) });

const WRONG: Readonly<Record<string, Wrong>> = {
  'an unknown procedure': {
    body: file({ procedure: '1.999' }),
    status: 422,
    code: 'unknown-procedure',
    pointers: ['/procedure'],
  },
  'a complaint filed as a dossier': {
    body: file({ procedure: '8.000001' }),
    status: 422,
    code: 'unknown-procedure',
  },
  'a channel that the procedure does not offer': {
    body: file({ channel: 'phone' }),
    status: 422,
    code: 'channel-not-offered',
    pointers: ['/channel'],
  },
  'a missing document': {
    body: file({ documents: [] }),
    status: 422,
    code: 'document-missing',
    pointers: ['/documents'],
  },
  'a document that the procedure does not know': {
    body: file({ documents: [document('drawing'), document('diploma')] }),
    status: 422,
    code: 'invalid-input',
    pointers: ['/documents/1/rule'],
  },
  'a document of a kind that is not accepted': {
    body: file({ documents: [document('drawing', 'image/gif')] }),
    status: 422,
    code: 'invalid-input',
    pointers: ['/documents/0/mediaType'],
  },
  'a form without what it asks for': {
    body: file({ form: {} }),
    status: 422,
    code: 'invalid-input',
    pointers: ['/form/area'],
  },
  'a form with a value of the wrong type and one that is not asked for': {
    body: file({ form: { area: 'big', colour: 'red' } }),
    status: 422,
    code: 'invalid-input',
    pointers: ['/form/colour', '/form/area'],
  },
  'a form with a value out of bounds': {
    body: file({ form: { area: 0 } }),
    status: 422,
    code: 'invalid-input',
    pointers: ['/form/area'],
  },
  'a form with a text that is too long': {
    body: file({ form: { area: 1, note: 'x'.repeat(501) } }),
    status: 422,
    code: 'invalid-input',
    pointers: ['/form/note'],
  },
  'a filing without an applicant': {
    body: file({ applicant: undefined }),
    status: 422,
    code: 'invalid-input',
    pointers: ['/applicant'],
  },
  'a field that nobody knows': {
    body: file({ colour: 'red' }),
    status: 422,
    code: 'invalid-input',
    pointers: ['/colour'],
  },
  'an agency that does not exist': {
    body: file({ owner: 'hue.nowhere' }),
    status: 422,
    code: 'no-such-agency',
    pointers: ['/owner'],
  },
  'an agency that does not decide this': {
    body: file({ owner: 'hue.tax' }),
    status: 422,
    code: 'wrong-owner',
    pointers: ['/owner'],
  },
  'a complaint from beyond the earth': {
    path: '/v1/complaints',
    body: potholeFiling({ location: { lat: 107.6, lon: 216.4 } }),
    status: 422,
    code: 'invalid-input',
    pointers: ['/location/lat', '/location/lon'],
  },
  'a filing without a key': {
    body: file({}),
    headers: { 'Idempotency-Key': '' },
    status: 400,
    code: 'key-required',
  },
  'a key that is not visible ASCII': {
    body: file({}),
    headers: { 'Idempotency-Key': 'a b' },
    status: 400,
    code: 'key-required',
  },
  'a key that is too long': {
    body: file({}),
    headers: { 'Idempotency-Key': 'k'.repeat(256) },
    status: 400,
    code: 'key-required',
  },
  'broken UTF-8': { body: broken, status: 400, code: 'invalid-encoding' },
  'JSON that breaks off': { body: '{"procedure": "9.0', status: 400, code: 'invalid-json' },
  'JSON with a comma too many': { body: '{"a": 1,\n}', status: 400, code: 'invalid-json' },
  '10 MB of JSON': {
    body: JSON.stringify({ form: { note: 'x'.repeat(10_000_000) } }),
    status: 413,
    code: 'body-too-large',
  },
  'a tower of brackets': { body: deep, status: 422, code: 'invalid-input' },
  'a NUL character in a text': {
    body: file({ form: { area: 1, note: 'a\u0000b' } }),
    status: 400,
    code: 'invalid-encoding',
    pointers: ['/form/note'],
  },
  'half a character in a text': {
    body: '{"form":{"note":"\\ud800"}}',
    status: 400,
    code: 'invalid-encoding',
    pointers: ['/form/note'],
  },
  'a key that would change every object': {
    body: '{"form":{"__proto__":{"polluted":true}}}',
    status: 422,
    code: 'invalid-input',
    pointers: ['/form/__proto__'],
  },
  'a body that is no object': { body: '[]', status: 422, code: 'invalid-input' },
  'no body at all': { status: 422, code: 'invalid-input' },
  'a form of the web': {
    body: 'a=1',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    status: 415,
    code: 'unsupported-media-type',
  },
  'a compressed body': {
    body: '{}',
    headers: { 'Content-Encoding': 'gzip' },
    status: 415,
    code: 'unsupported-media-type',
  },
  'an address that does not exist': { method: 'GET', path: '/v1/nothing', status: 404, code: 'not-found' },
  'an address with a broken escape': { method: 'GET', path: '/v1/cases/%ff', status: 404, code: 'not-found' },
  'a NUL character in an address': { method: 'GET', path: '/v1/cases/a%00b', status: 404, code: 'not-found' },
  'a NUL character in a search': {
    method: 'GET',
    path: '/v1/cases?text=a%00b',
    status: 422,
    code: 'invalid-input',
    pointers: ['/text'],
  },
  'a method that is not taken': {
    method: 'PUT',
    path: '/v1/cases',
    body: {},
    status: 405,
    code: 'method-not-allowed',
  },
  'a case that does not exist': {
    method: 'GET',
    path: `/v1/cases/${'0'.repeat(32)}`,
    status: 404,
    code: 'not-found',
  },
  'a filter that means nothing': {
    method: 'GET',
    path: '/v1/cases?status=lost&limit=0',
    status: 422,
    code: 'invalid-input',
    pointers: ['/limit', '/status/0'],
  },
  'a filter given twice': {
    method: 'GET',
    path: '/v1/cases?kind=dossier&kind=complaint',
    status: 422,
    code: 'invalid-input',
    pointers: ['/kind'],
  },
  'a cursor of nobody': { method: 'GET', path: '/v1/cases?cursor=abc', status: 400, code: 'bad-cursor' },
  'a procedure with a deadline of zero': {
    user: 'quan',
    path: '/v1/procedures',
    body: yamlWith('due: 3 working-days', 'due: 0 working-days'),
    status: 422,
    code: 'invalid-procedure',
    pointers: ['/steps/0/due'],
  },
  'a procedure with an unreachable step': {
    user: 'quan',
    path: '/v1/procedures',
    body: yamlWith('forward: {to: consult}', 'forward: {to: sign}'),
    status: 422,
    code: 'invalid-procedure',
  },
  'a cyclic procedure': {
    user: 'quan',
    path: '/v1/procedures',
    body: yamlWith('approve: {to: granted}', 'approve: {to: examine}'),
    status: 422,
    code: 'invalid-procedure',
  },
  'a procedure that is no YAML': {
    user: 'quan',
    path: '/v1/procedures',
    body: { yaml: 'a: [' },
    status: 422,
    code: 'invalid-procedure',
  },
  'another procedure under a published version': {
    user: 'quan',
    path: '/v1/procedures',
    body: yamlWith('amount: 75000', 'amount: 1'),
    status: 409,
    code: 'version-conflict',
  },
  'a calendar with no open hour': {
    user: 'quan',
    path: '/v1/calendars',
    status: 422,
    code: 'invalid-calendar',
    pointers: ['/hours'],
    body: {
      id: 'office',
      name: { vi: 'Trống', en: 'Empty' },
      offsetMinutes: 420,
      always: false,
      hours: [],
      holidays: [],
      exceptions: [],
      decision: 'QĐ 1',
    },
  },
  'a calendar without the decision behind it': {
    user: 'quan',
    path: '/v1/calendars',
    status: 422,
    code: 'invalid-input',
    pointers: ['/decision'],
    body: {
      id: 'office',
      name: { vi: 'Trống', en: 'Empty' },
      offsetMinutes: 420,
      always: false,
      hours: [],
      holidays: [],
      exceptions: [],
    },
  },
};

describe('a wrong request is refused in the caller’s language and changes nothing', () => {
  test.each(Object.entries(WRONG))('%s', async (_name, wrong) => {
    const {
      user = 'lan',
      method = 'POST',
      path = '/v1/dossiers',
      body,
      headers = {},
      status,
      code,
      pointers,
    } = wrong;
    const before = await api.counts();
    const ask = (language: string): Promise<Answer> =>
      api.call(user, method, path, body, { ...headers, 'Accept-Language': language });
    const [vi, en] = [await ask('vi'), await ask('en')];
    for (const answer of [vi, en]) {
      expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.body.instance).toBe(answer.headers.get('x-request-id'));
      if (pointers !== undefined)
        expect((answer.body.errors ?? []).map((each: { pointer: string }) => each.pointer).sort()).toEqual(
          [...pointers].sort(),
        );
    }
    expect(vi.body.title).not.toBe(en.body.title);
    expect(vi.body.detail).not.toBe(en.body.detail);
    for (const [n, each] of (en.body.errors ?? []).entries())
      expect(vi.body.errors[n].detail).not.toBe(each.detail);
    expect(JSON.stringify([vi.body, en.body])).not.toMatch(/–|undefined|\[object|node_modules|select /i);
    expect(await api.counts()).toBe(before);
  });

  test('a wrong method names those that are taken', async () => {
    const { headers } = await api.call('lan', 'PUT', '/v1/cases', {});
    expect(headers.get('allow')).toBe('GET');
  });

  test('broken JSON is reported where it breaks', async () => {
    const { body } = await api.call('lan', 'POST', '/v1/dossiers', '{"a": 1,\n}');
    expect(body.detail).toContain('line 2, column 1');
  });

  test('pollution of objects does not get through', async () => {
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
