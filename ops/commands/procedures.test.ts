import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PERMIT, TOWN } from '../../domain/procedures/checks/example.fixture.ts';
import type { Published, PublishedProcedures } from '../definitions/publish.ts';
import { runProcedures } from './procedures.ts';

const HOURS = `
calendars:
  - id: office
    version: 1
    name: {vi: Giờ hành chính, en: Office hours}
    offset: "+07:00"
    holidays: none
    hours: [{since: "2020-01-01", decision: sample, week: {mon-fri: "8:00-12:00, 13:00-17:00"}}]
`;

let dir: string;
let inForce: Published[];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'procedures-'));
  inForce = [];
  write('town/agencies.yaml', JSON.stringify(TOWN));
  write('town/calendars.yaml', HOURS);
  write('base/permit.yaml', PERMIT);
});
afterEach(() => rmSync(dir, { recursive: true }));

function write(name: string, text: string): string {
  const file = join(dir, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** A record of versions that forgets when the test ends; the real one is tested where PostgreSQL runs. */
const published: PublishedProcedures = {
  current: async () => inForce,
  routing: async () => null,
  publish: async (_, procedures) => {
    for (const { procedure, hash } of procedures) {
      const { code, version } = procedure;
      inForce = [...inForce.filter((other) => other.code !== code), { code, version, hash, procedure }];
    }
  },
  close: async () => {},
};

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const output = {
    out: (text: string) => {
      said.out += text;
    },
    err: (text: string) => {
      said.err += text;
    },
  };
  const code = await runProcedures([...args, '--dir', dir], output, async () => published);
  return { code, ...said };
}

describe('npm run procedures', () => {
  it('checks every province without a database', async () => {
    expect(await run('check')).toEqual({ code: 0, out: '1 procedures in order, 0 problems\n', err: '' });
  });

  it('tells file, line, path and mend of what is wrong, in the language asked for', async () => {
    write('base/permit.yaml', PERMIT.replace('to: refused', 'to: nowhere'));
    const { code, err } = await run('check');
    expect(code).toBe(1);
    expect(err).toMatch(/^base\/permit\.yaml:\d+:steps\[0\]\.outcomes\.refuse\.to \[unknown-target\]/);
    expect(err).toContain('→ Use a step (verify, consult, approve) or an end (granted, refused, stopped).');
    expect((await run('check', 'town', '--lang', 'vi')).err).toContain(
      'Không có bước hay kết thúc “nowhere”.',
    );
  });

  it('tells a mistake of a base file once, though it is wrong in every province', async () => {
    write('city/agencies.yaml', JSON.stringify(TOWN).replaceAll('"town"', '"city"'));
    write('city/calendars.yaml', HOURS);
    write('base/permit.yaml', PERMIT.replace('to: refused', 'to: nowhere'));
    expect(JSON.parse((await run('check', '--json')).out)).toHaveLength(1);
  });

  it('checks one file alone, or against the offices of a province', async () => {
    const file = write('draft.yaml', PERMIT.replace('agency: tax', 'agency: navy'));
    expect((await run('check', file)).code).toBe(0);
    expect(await run('check', file, '--province', 'town')).toMatchObject({
      code: 1,
      err: expect.stringContaining('unknown-agency'),
    });
  });

  it('lets a province keep its own form of a base procedure', async () => {
    write('town/permit.yaml', PERMIT.replace('amount: 100000', 'amount: 50000'));
    await run('publish', 'town');
    expect(inForce.map(({ procedure }) => procedure.fee?.amount)).toEqual([50000]);
  });

  it('refuses two files of one code in one folder', async () => {
    write('base/again.yaml', PERMIT);
    expect(await run('check')).toMatchObject({ code: 1, err: expect.stringContaining('duplicate-code') });
  });

  it('publishes once, and says so when there is nothing new', async () => {
    expect((await run('publish', 'town', '--dry-run')).out).toContain('would publish 9.000001');
    expect(inForce).toEqual([]);
    expect((await run('publish', 'town')).out).toContain('1 new, 0 as they were');
    expect((await run('publish', 'town')).out).toContain('0 new, 1 as they were');
  });

  it('publishes nothing while anything is wrong', async () => {
    write('base/other.yaml', PERMIT.replace('9.000001', '9.000002').replace('to: refused', 'to: nowhere'));
    expect((await run('publish', 'town')).code).toBe(1);
    expect(inForce).toEqual([]);
  });

  it('shows what files would change, and refuses to publish the change under the same version', async () => {
    await run('publish', 'town');
    const file = write('base/permit.yaml', PERMIT.replace('due: 2 working-days', 'due: 3 working-days'));
    expect((await run('diff', 'town')).out).toContain(
      '~ step “verify”, due: 2 working-days → 3 working-days',
    );
    expect(await run('publish', 'town')).toMatchObject({
      code: 1,
      err: expect.stringContaining('Write version: 2.'),
    });
    const before = write('before.yaml', PERMIT);
    expect((await run('diff', before, file, '--lang', 'vi')).out).toContain('~ bước “verify”, hạn');
  });

  it('finds the example in the documentation in order', async () => {
    const text = readFileSync(join(import.meta.dirname, '../..', 'docs', 'procedures.md'), 'utf8');
    const file = write('example.yaml', /```yaml\n(.*?)```/s.exec(text)?.[1] ?? '');
    expect(await run('check', file, '--province', 'town')).toMatchObject({ code: 0, err: '' });
  });

  it('writes BPMN to a file', async () => {
    const out = join(dir, 'permit.bpmn');
    expect((await run('export-bpmn', join(dir, 'base/permit.yaml'), '--out', out)).code).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain('<bpmndi:BPMNDiagram');
  });

  it.each([
    [],
    ['chekc'],
    ['publish'],
    ['diff'],
    ['export-bpmn', 'nowhere.yaml'],
    ['check', 'atlantis'],
    ['check', '--fast'],
  ])('says how it is used when called wrongly: %s', async (...args: string[]) => {
    const { code, err } = await run(...args);
    expect(code).toBe(2);
    expect(err).toContain('npm run procedures -- check');
  });

  it('says that the province has no directory of agencies', async () => {
    mkdirSync(join(dir, 'empty'));
    expect(await run('check', 'empty')).toMatchObject({
      code: 1,
      err: expect.stringContaining('empty/agencies.yaml'),
    });
  });
});
