/** The document of the API, tried from outside by schemathesis: whatever it sends is answered as the document says, and never with 500. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { environmentWith } from '../../config/environment.ts';
import { schemathesis } from '../../ops/checks/test-tools.ts';
import { PROJECT } from '../../ops/install/node-part.ts';
import { type Api, permitFiling, startApi } from '../support/api.ts';
import { PEOPLE } from '../support/sample-definitions.ts';

const HERE = join(PROJECT, 'test', 'contract');
/** Of one person; it wants less than a minute on a machine that does nothing else. */
const LIMIT_MS = 10 * 60_000;

let api: Api;
let code: string;
beforeAll(async () => {
  api = await startApi();
  const { owner, procedure, form, documents, applicant } = permitFiling();
  const filing = { owner, procedure, form, documents, applicant, channel: 'online' };
  const { body, status } = await api.call(PEOPLE.citizen.user, 'POST', '/v1/dossiers', filing);
  expect([status, body]).toEqual([201, body]);
  code = body.code;
});
afterAll(() => api.close());

// What is refused by its shape is refused alike for everybody: that is tried once, as who may do most.
test.each([
  ['receptionist', 'positive', 500],
  ['citizen', 'positive', 500],
  ['administrator', 'all', 4_000],
] as const)(
  'what a %s sends is answered as documented (%s)',
  async (role, mode, least) => {
    const { ended, output, tried } = await tryAs(await api.tokenOf(PEOPLE[role].user), mode);
    expect(ended, output).toBe(0);
    // The API was tried, and not only reached.
    expect(tried, output).toBeGreaterThan(least);
  },
  LIMIT_MS,
);

interface Tried {
  readonly ended: number | null;
  readonly output: string;
  /** Requests that were made up. */
  readonly tried: number;
}

async function tryAs(token: string, mode: 'positive' | 'all'): Promise<Tried> {
  // Whatever it keeps for another time stays there.
  const cwd = await mkdtemp(join(tmpdir(), 'motcua-schemathesis-'));
  const child = spawn(
    schemathesis(),
    [
      ...['--no-color', '--config-file', join(HERE, 'schemathesis.toml')],
      ...['run', `${api.url}/openapi.json`, '--mode', mode, '--header', `Authorization: Bearer ${token}`],
    ],
    {
      cwd,
      env: environmentWith({
        CASE_CODE: code,
        PYTHONPATH: HERE,
        PYTHONDONTWRITEBYTECODE: '1',
        SCHEMATHESIS_HOOKS: 'schemathesis_hooks',
      }) as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LIMIT_MS,
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  try {
    const ended = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    const [, generated = '0'] = /([\d,]+) generated/.exec(output) ?? [];
    return { ended, output, tried: Number(generated.replaceAll(',', '')) };
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}
