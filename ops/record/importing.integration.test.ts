import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { listCases } from '../../db/cases/queries.ts';
import { verifyChains } from '../../db/core/audit.ts';
import { type Database, openDatabase } from '../../db/core/client.ts';
import { sha256 } from '../../db/core/digest.ts';
import { asActor } from '../../db/core/reader.ts';
import type { AgencyId, ProvinceId, UserId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/time/instant.ts';
import { freshDatabase } from '../../test/support/postgres.ts';
import { publishDefinitions } from '../definitions/definitions.ts';
import { type LoadedProvince, loadProvince } from '../definitions/procedure-files.ts';
import { simulateCase } from '../demo/simulate.ts';
import { PROJECT } from '../install/node-part.ts';
import type { HistoryLine } from './history-line.ts';
import { importCases } from './importing.ts';
import { linesOf } from './lines.ts';

const NOW = instant('2026-11-20T03:00:00Z');
const START = instant('2026-08-03T01:00:00Z');
let hue: LoadedProvince;
let worker: Database;
let owner: Database;
let api: Database;
let drop: () => Promise<void>;
let folder: string;

beforeAll(async () => {
  const fresh = await freshDatabase(inject('databaseUrl'));
  drop = fresh.drop;
  await publishDefinitions(fresh.url, join(PROJECT, 'procedures'), true);
  hue = loadProvince(join(PROJECT, 'procedures'), 'hue');
  worker = openDatabase(fresh.url, { role: 'motcua_worker', max: 2 });
  api = openDatabase(fresh.url, { role: 'motcua_api', max: 2 });
  owner = openDatabase(fresh.url, { role: null, max: 2 });
  folder = await mkdtemp(join(tmpdir(), 'motcua-import-'));
});
afterAll(async () => {
  await worker.close();
  await owner.close();
  await api.close();
  await drop();
  await rm(folder, { recursive: true });
});

function history(seed: string, code = '1.001193'): HistoryLine {
  const found = hue.procedures.find(({ procedure }) => procedure.code === code);
  if (found === undefined) throw new Error(`no procedure ${code}`);
  const { procedure, hash } = found;
  const definition = {
    procedure,
    ref: { code, version: procedure.version, hash },
    calendars: hue.calendars,
  };
  const actors = hue.users.map(({ id, province, roles }) => ({ user: id, province, roles }));
  return simulateCase({ definition, surroundings: { agencies: hue.agencies, actors }, seed, start: START })
    .line;
}

const numbered = (...lines: readonly unknown[]) =>
  lines.map((line, index) => ({
    number: index + 1,
    text: typeof line === 'string' ? line : JSON.stringify(line),
  }));
const take = (...lines: readonly unknown[]) => importCases(worker, numbered(...lines), { now: NOW });

async function rows(): Promise<string> {
  const tables = [
    'cases',
    'events',
    'tasks',
    'clocks',
    'notices',
    'text_contents',
    'documents',
    'parties',
    'case_numbers',
  ];
  const { rows } = await owner.pool.query(
    tables
      .map((t) => `SELECT '${t}' AS t, to_jsonb(x)::text AS r FROM ${t} x`)
      .join(' UNION ALL ')
      .concat(' ORDER BY 1, 2'),
  );
  return JSON.stringify(rows);
}

/** The line with one of its values changed: `change` may write into it. */
function changed(line: HistoryLine, change: (copy: Mutable) => void): unknown {
  const copy = structuredClone(line) as unknown as Mutable;
  change(copy);
  return copy;
}
// biome-ignore lint/suspicious/noExplicitAny: a test damages whatever it likes
type Mutable = any;

describe('importing ended cases', () => {
  test('puts every procedure into the record with a chain that holds, once, however often it is repeated', async () => {
    const lines = hue.procedures.map(({ procedure }) => history(`every ${procedure.code}`, procedure.code));
    expect(await take(...lines)).toEqual({ imported: lines.length, known: 0, problems: [] });
    const audit = await verifyChains(owner);
    expect(audit.problems).toEqual([]);
    expect(audit.events).toBe(lines.reduce((sum, { events }) => sum + events.length, 0));
    const before = await rows();
    expect(await take(...lines)).toEqual({ imported: 0, known: lines.length, problems: [] });
    expect(await rows()).toBe(before);
  });

  test('gives each case a code of its counter and the day on which it was filed, and keeps a code that it had', async () => {
    const [fresh, coded] = [history('fresh code'), history('old code')];
    const old = 'H57.21-240102-0007';
    await take(
      fresh,
      changed(coded, (line) => {
        line.events[0].code = old;
      }),
    );
    const code = async ({ events: [filed] }: HistoryLine) => {
      if (filed?.type !== 'case-filed') throw new Error('not filed');
      const found = await owner.pool.query('SELECT code, imported FROM cases WHERE id = $1', [
        filed.filing.caseId,
      ]);
      expect(found.rows[0]?.imported).toBe(1);
      return found.rows[0]?.code;
    };
    expect(await code(fresh)).toMatch(/^H57[.\d]*-260803-\d{4}$/);
    expect(await code(coded)).toBe(old);
  });

  test('can be found by its subject without diacritics, by who may see it and by nobody else', async () => {
    const line = history('found', 'PA.10');
    await take(line);
    const [filed] = line.events;
    if (filed?.type !== 'case-filed') throw new Error('not filed');
    const { caseId } = filed.filing;
    const see = async (province: string, role: 'province-office' | 'receptionist', agency: string) => {
      const actor = {
        user: 'somebody' as UserId,
        province: province as ProvinceId,
        roles: [{ role, agency: agency as AgencyId }],
      };
      const page = await asActor(api, actor, (session) => listCases(session, { text: 'cay do' }));
      return page.items.some(({ id }) => id === caseId);
    };
    expect(await see('hue', 'province-office', 'hue.ubnd')).toBe(true);
    expect(await see('mau', 'province-office', 'mau.ubnd')).toBe(false);
  });
});

describe('what is not in order is reported with its line, and nothing of it is written', () => {
  const line = () => history('damaged');
  const cut = (last: string) => (copy: Mutable) => {
    copy.events = copy.events.slice(
      0,
      copy.events.findIndex((e: Mutable) => e.type === last),
    );
  };
  test.each<[string, RegExp, () => unknown]>([
    ['no JSON', /not JSON/, () => '{"format": 1,'],
    [
      'another format',
      /format at format/,
      () =>
        changed(line(), (l) => {
          l.format = 2;
        }),
    ],
    [
      'an unknown key',
      /format at/,
      () =>
        changed(line(), (l) => {
          l.extra = 1;
        }),
    ],
    [
      'an unknown event',
      /format at events/,
      () =>
        changed(line(), (l) => {
          l.events[2].type = 'case-lost';
        }),
    ],
    [
      'a case that goes on',
      /is delivered; only closed|is in-process|is decided/,
      () => changed(line(), cut('case-closed')),
    ],
    [
      'no events',
      /format at events/,
      () =>
        changed(line(), (l) => {
          l.events = [];
        }),
    ],
    [
      'a gap',
      /do not make up a case/,
      () =>
        changed(line(), (l) => {
          l.events.splice(1, 1);
        }),
    ],
    [
      'no filing',
      /do not make up a case/,
      () =>
        changed(line(), (l) => {
          l.events.shift();
        }),
    ],
    [
      'time that runs backwards',
      /happened before/,
      () =>
        changed(line(), (l) => {
          l.events[2].at -= 1e10;
        }),
    ],
    [
      'the future',
      /not happened yet/,
      () =>
        changed(line(), (l) => {
          l.events.at(-1).at = NOW + 1;
        }),
    ],
    [
      'an unknown province',
      /no province/,
      () =>
        changed(line(), (l) => {
          l.events[0].filing.province = 'xa';
        }),
    ],
    [
      'an unknown agency',
      /no agency/,
      () =>
        changed(line(), (l) => {
          l.events[0].filing.agencies.owner = 'hue.xa';
        }),
    ],
    [
      'an unpublished procedure',
      /not published/,
      () =>
        changed(line(), (l) => {
          l.events[0].filing.procedure.hash = 'a'.repeat(64);
        }),
    ],
    [
      'an unknown calendar',
      /names no version of the calendar “moon”/,
      () =>
        changed(line(), (l) => {
          l.events.find((e: Mutable) => e.clock?.calendar).clock.calendar = 'moon';
        }),
    ],
    [
      'a clock judged otherwise than its calendar has it',
      /Event \d+ judges its clocks otherwise than their calendars/,
      () =>
        changed(line(), (l) => {
          const judging = l.events.find((e: Mutable) => e.judged !== undefined);
          for (const found of Object.values<Mutable>(judging.judged)) found.dueAt = judging.at + 1;
        }),
    ],
    [
      'a clock that nothing judges',
      /Event \d+ judges its clocks otherwise than their calendars/,
      () =>
        changed(line(), (l) => {
          delete l.events.find((e: Mutable) => e.judged !== undefined).judged;
        }),
    ],
    [
      'missing words',
      /is missing/,
      () =>
        changed(line(), (l) => {
          l.textContents.shift();
        }),
    ],
    [
      'forged words',
      /does not match its digest/,
      () =>
        changed(line(), (l) => {
          l.textContents[0].content = { childName: 'Khác' };
        }),
    ],
    [
      'a missing paper',
      /is missing, or does not match/,
      () =>
        changed(line(), (l) => {
          l.documents.shift();
        }),
    ],
    [
      'a document of another digest',
      /does not match the events/,
      () =>
        changed(line(), (l) => {
          l.documents[0].digest = sha256('x');
        }),
    ],
    [
      'an id used twice',
      /used twice/,
      () =>
        changed(line(), (l) => {
          l.textContents.push({ ...l.textContents[0] });
        }),
    ],
  ])('%s', async (_, why, damaged) => {
    const before = await rows();
    const { imported, problems } = await importCases(worker, numbered('', damaged()), { now: NOW });
    expect(imported).toBe(0);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.line).toBe(2);
    expect(problems[0]?.why.en).toMatch(why);
    expect(problems[0]?.why.vi).not.toBe('');
    expect(await rows()).toBe(before);
  });

  test('a bad line between good ones keeps nobody back', async () => {
    const result = await take(history('first'), 'nonsense', history('last'));
    expect(result).toMatchObject({ imported: 2, problems: [{ line: 2 }] });
  });

  test('the same case with another course is refused, and the first stays', async () => {
    const first = history('twice');
    await take(first);
    const before = await rows();
    const other = changed(first, (l) => {
      l.events.at(-1).by = 'somebody.else';
      l.documents.push({ ...l.documents[0], id: 'one-more' });
    });
    const { imported, known, problems } = await take(other);
    expect({ imported, known }).toEqual({ imported: 0, known: 0 });
    expect(problems[0]?.why.en).toMatch(/recorded with different/);
    expect(await rows()).toBe(before);
  });

  test('words cannot be taken from another case', async () => {
    const [mine, theirs] = [history('mine'), history('theirs')];
    await take(mine);
    const before = await rows();
    const stolen = changed(theirs, (l) => {
      l.events[0].filing.form = structuredClone((mine.events[0] as Mutable).filing.form);
      l.textContents[0] = structuredClone(mine.textContents[0]);
    });
    expect((await take(stolen)).problems[0]?.why.en).toMatch(/stands for something else/);
    expect(await rows()).toBe(before);
  });
});

test('a file is read line by line, also without an end of line, and broken UTF-8 is reported', async () => {
  const file = join(folder, 'history.jsonl');
  const good = JSON.stringify(history('file'));
  writeFileSync(
    file,
    Buffer.concat([Buffer.from(`${good}\r\n\n`), Buffer.from([0x22, 0xff, 0x0a]), Buffer.from('last')]),
  );
  const seen: number[] = [];
  const result = await importCases(worker, linesOf(file), {
    now: Date.now() as Instant,
    onLine: ({ readTo }) => seen.push(readTo),
  });
  expect(result).toMatchObject({ imported: 1, problems: [{ line: 3 }, { line: 4 }] });
  expect(seen).toHaveLength(4);
  expect(seen.at(-1)).toBe(Buffer.byteLength(good) + 10);
});
