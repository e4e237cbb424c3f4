import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Vacancy } from '../../domain/cases/rules/balancing.ts';
import type { AgencyId, CaseId, ProvinceId, TaskId, UserId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/time/instant.ts';
import type { Role } from '../../domain/vocabulary/roles.ts';
import { freshDatabase } from '../../test/support/postgres.ts';
import { type Database, openDatabase } from '../core/client.ts';
import { tasksQuery } from '../inbox/queries.ts';
import { chooseOfficer, officerQuery } from '../inbox/workload.ts';
import { addDelegation, delegationsQuery, reachedFor, revokeDelegation } from './delegations.ts';
import { actorOf, findUser, type Membership, saveAgencies, saveUser } from './queries.ts';

const HUE = 'hue' as ProvinceId;
const WARD = 'hue.ward' as AgencyId;
const TAX = 'hue.tax' as AgencyId;
const [AN, BINH, CHI, DUNG] = ['an', 'binh', 'chi', 'dung'] as UserId[] as [UserId, UserId, UserId, UserId];
const DAY = 24 * 3_600_000;
const NOW = instant('2026-03-02T08:00:00+07:00');

let owner: Database;
let worker: Database;
let api: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  const fresh = await freshDatabase(inject('databaseUrl'));
  drop = fresh.drop;
  owner = openDatabase(fresh.url, { role: null });
  worker = openDatabase(fresh.url, { role: 'motcua_worker' });
  api = openDatabase(fresh.url, { role: 'motcua_api' });
  await saveAgencies(owner, [agency(WARD, 'H1'), agency(TAX, 'H2')]);
  await user(AN, [{ role: 'specialist', agency: WARD, areas: ['an-cuu'] }]);
  await user(BINH, [{ role: 'specialist', agency: WARD }]);
  await user(CHI, [
    { role: 'specialist', agency: WARD },
    { role: 'agency-head', agency: TAX },
  ]);
  await user(DUNG, [{ role: 'receptionist', agency: TAX }]);
});
afterAll(async () => {
  await Promise.all([owner.close(), worker.close(), api.close()]);
  await drop();
});

const agency = (id: AgencyId, code: string) => ({
  id,
  province: HUE,
  parent: null,
  level: 'province' as const,
  name: { vi: id, en: id },
  code,
  fulfils: [],
  area: null,
});

function user(id: UserId, roles: readonly Membership[], active = true) {
  return saveUser(owner, { id, province: HUE, name: id, active, roles });
}

type DelegationRequest = Parameters<typeof addDelegation>[1];
async function delegate(principal: UserId, deputy: UserId | null, change: Partial<DelegationRequest> = {}) {
  const client = await api.pool.connect();
  try {
    await client.query('BEGIN');
    const added = await addDelegation(
      { orm: api.orm, sql: client },
      {
        id: randomUUID(),
        province: HUE,
        principal,
        deputy,
        role: null,
        agency: null,
        from: NOW,
        until: (NOW + 7 * DAY) as Instant,
        reason: 'nghỉ phép',
        createdBy: principal,
        ...change,
      },
    );
    await client.query('COMMIT');
    return added;
  } finally {
    client.release();
  }
}

const clear = () => owner.sql.query('TRUNCATE delegations; TRUNCATE tasks');
const rolesOf = async (id: UserId, at: Instant = NOW) => (await actorOf(api, id, at))?.roles ?? null;

describe('a deputy has the roles of who is away', () => {
  test('from the first instant to before the last, and not a moment longer', async () => {
    await clear();
    const until = (NOW + DAY) as Instant;
    await delegate(CHI, DUNG, { until });
    const own = { role: 'receptionist', agency: TAX };
    const delegated = [
      { role: 'agency-head', agency: TAX, of: CHI },
      { role: 'specialist', agency: WARD, of: CHI },
    ];
    expect(await rolesOf(DUNG, (NOW - 1) as Instant)).toEqual([own]);
    expect(await rolesOf(DUNG, NOW)).toEqual([own, ...delegated]);
    expect(await rolesOf(DUNG, (until - 1) as Instant)).toEqual([own, ...delegated]);
    expect(await rolesOf(DUNG, until)).toEqual([own]);
  });

  test('in the role and agency that were named, and in no other', async () => {
    await clear();
    await delegate(CHI, DUNG, { role: 'specialist', agency: WARD });
    expect(await rolesOf(DUNG)).toEqual([
      { role: 'receptionist', agency: TAX },
      { role: 'specialist', agency: WARD, of: CHI },
    ]);
  });

  test('until it is revoked, which is written once', async () => {
    await clear();
    const added = await delegate(AN, DUNG);
    if (typeof added === 'string') throw new Error(added);
    expect(await revokeDelegation(api, added.id, AN, NOW)).toMatchObject({ revokedBy: AN, revokedAt: NOW });
    expect(await revokeDelegation(api, added.id, BINH, NOW)).toBeNull();
    expect(await rolesOf(DUNG)).toHaveLength(1);
    await expect(
      owner.sql.query('UPDATE delegations SET revoked_by = NULL WHERE id = $1', [added.id]),
    ).rejects.toThrow('revoked already');
    await expect(api.sql.query('UPDATE delegations SET until_at = now()')).rejects.toThrow(
      'permission denied',
    );
  });

  test('and passes none of it on', async () => {
    await clear();
    await delegate(AN, BINH);
    await delegate(BINH, DUNG);
    expect((await rolesOf(DUNG))?.map(({ of }) => of)).toEqual([undefined, BINH]);
  });

  test('as long as who is away works there at all', async () => {
    await clear();
    await delegate(AN, DUNG);
    await user(AN, [], false);
    expect(await rolesOf(DUNG)).toHaveLength(1);
    await user(AN, [{ role: 'specialist', agency: WARD, areas: ['an-cuu'] }]);
    expect(await rolesOf(DUNG)).toHaveLength(2);
  });
});

describe('arranging is refused', () => {
  test('for the same person, role and time twice; not for another role, nor right afterwards', async () => {
    await clear();
    expect(await delegate(CHI, AN, { role: 'specialist' })).toMatchObject({ deputy: AN });
    expect(await delegate(CHI, BINH, { role: 'specialist' })).toBe('overlapping');
    expect(await delegate(CHI, BINH)).toBe('overlapping');
    expect(await delegate(CHI, null)).toBe('overlapping');
    expect(await delegate(CHI, BINH, { role: 'agency-head' })).toMatchObject({ deputy: BINH });
    const from = (NOW + 7 * DAY) as Instant;
    expect(
      await delegate(CHI, BINH, { role: 'specialist', from, until: (from + 1) as Instant }),
    ).toMatchObject({ deputy: BINH });
  });

  test('in a circle, however long; not where the times do not meet', async () => {
    await clear();
    await delegate(AN, BINH);
    await delegate(BINH, CHI, { until: (NOW + DAY) as Instant });
    expect(await delegate(CHI, AN)).toBe('circle');
    expect(await delegate(CHI, AN, { from: (NOW + 2 * DAY) as Instant })).toMatchObject({ deputy: AN });
  });

  test('for one of two that come at once', async () => {
    await clear();
    const both = await Promise.all([delegate(AN, BINH), delegate(AN, CHI)]);
    expect(both.filter((each) => each === 'overlapping')).toHaveLength(1);
    await clear();
    const circle = await Promise.all([delegate(AN, BINH), delegate(BINH, AN)]);
    expect(circle.filter((each) => each === 'circle')).toHaveLength(1);
  });
});

test('a message reaches the officer, their deputy while they are away, and nobody where nobody stands in', async () => {
  await clear();
  const place = { role: 'specialist' as Role, agency: WARD };
  await delegate(AN, DUNG, { role: 'specialist' });
  await delegate(BINH, null);
  expect(await reachedFor(worker, AN, place, NOW)).toBe(DUNG);
  expect(await reachedFor(worker, AN, { ...place, role: 'agency-head' }, NOW)).toBe(AN);
  expect(await reachedFor(worker, BINH, place, NOW)).toBeNull();
  expect(await reachedFor(worker, BINH, place, (NOW + 7 * DAY) as Instant)).toBe(BINH);
});

let made = 0;
async function task(assignee: UserId | null, at: Instant, closed = false) {
  made += 1;
  await owner.sql.query(
    `INSERT INTO cases (id, code, kind, province, procedure, procedure_version, procedure_hash, status, urgency, channel,
       counter, owner, agencies, filed_at, version, head_hash, state)
     VALUES ($1, $1, 'dossier', 'hue', 'x', 1, 'x', 'in-process', 'normal', 'counter', 'a', 'a', '{hue.ward}', now(), 1, '', '{}')`,
    [`case-${made}`],
  );
  await owner.sql.query(
    `INSERT INTO tasks (case_id, id, step, agency, role, assignee, opened_at, assigned_at, closed_at)
     VALUES ($1, 'x.1', 'x', 'hue.ward', 'specialist', $2, $3, $3, $4)`,
    [`case-${made}`, assignee, new Date(at), closed ? new Date(at) : null],
  );
}

const vacancy = (how: Vacancy['how'], change: Partial<Vacancy> = {}): Vacancy => ({
  province: HUE,
  caseId: 'new' as CaseId,
  taskId: 'examine.1' as TaskId,
  agency: WARD,
  role: 'specialist',
  how,
  area: null,
  ...change,
});

describe('a task that comes to a group', () => {
  const hoursAgo = (n: number) => (NOW - n * 3_600_000) as Instant;

  test('goes to who has the fewest open ones; among equals to who was given none for longest', async () => {
    await clear();
    await task(AN, hoursAgo(5));
    await task(AN, hoursAgo(4));
    await task(BINH, hoursAgo(1));
    await task(CHI, hoursAgo(2));
    // What was done does not weigh, but it was given.
    await task(CHI, hoursAgo(3), true);
    expect(await chooseOfficer(worker, vacancy('least-loaded'), NOW)).toBe(CHI);
  });

  test('goes in turn to who was given none for longest, whatever they have', async () => {
    await clear();
    await task(AN, hoursAgo(5));
    await task(AN, hoursAgo(4));
    await task(BINH, hoursAgo(1));
    await task(CHI, hoursAgo(2));
    expect(await chooseOfficer(worker, vacancy('round-robin'), NOW)).toBe(AN);
  });

  test('goes by ward to who answers for it, else to the least loaded', async () => {
    await clear();
    await task(AN, hoursAgo(5));
    await task(CHI, hoursAgo(5));
    expect(await chooseOfficer(worker, vacancy('by-ward', { area: 'an-cuu' }), NOW)).toBe(AN);
    expect(await chooseOfficer(worker, vacancy('by-ward', { area: 'vy-da' }), NOW)).toBe(BINH);
    expect(await chooseOfficer(worker, vacancy('by-ward'), NOW)).toBe(BINH);
  });

  test('goes to nobody who is away, with a deputy or without', async () => {
    await clear();
    await delegate(AN, DUNG);
    await delegate(BINH, null, { role: 'specialist' });
    expect(await chooseOfficer(worker, vacancy('least-loaded'), NOW)).toBe(CHI);
    await delegate(CHI, DUNG, { role: 'specialist', agency: WARD });
    expect(await chooseOfficer(worker, vacancy('least-loaded'), NOW)).toBeNull();
    // Away as the head of another agency is not away here.
    expect(await chooseOfficer(worker, vacancy('least-loaded'), (NOW + 8 * DAY) as Instant)).not.toBeNull();
  });

  test('goes to nobody of another role, agency or province, nor to whom was let go', async () => {
    await clear();
    expect(await chooseOfficer(worker, vacancy('least-loaded', { role: 'agency-head' }), NOW)).toBeNull();
    expect(await chooseOfficer(worker, vacancy('least-loaded', { agency: TAX }), NOW)).toBeNull();
    expect(
      await chooseOfficer(worker, vacancy('least-loaded', { province: 'mau' as ProvinceId }), NOW),
    ).toBeNull();
  });

  test('does not go to one alone when many come at once', async () => {
    await clear();
    const chosen = await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        chooseOfficer(worker, vacancy('least-loaded', { caseId: `c${n}` as CaseId }), NOW),
      ),
    );
    expect(new Set(chosen)).toEqual(new Set([AN, BINH, CHI]));
  });
});

test('an officer keeps the wards that they answer for', async () => {
  expect(await findUser(api, AN)).toMatchObject({
    roles: [{ role: 'specialist', agency: WARD, areas: ['an-cuu'] }],
  });
  expect((await findUser(api, BINH))?.roles).toEqual([{ role: 'specialist', agency: WARD }]);
});

describe('with many rows', () => {
  beforeAll(async () => {
    await clear();
    await owner.sql.query(
      `INSERT INTO users (id, province, name) SELECT 'u' || n, 'hue', 'u' FROM generate_series(1, 2000) n`,
    );
    await owner.sql.query(
      `INSERT INTO memberships (user_id, role, agency) SELECT 'u' || n, 'specialist', 'hue.a' || n % 100 FROM generate_series(1, 2000) n`,
    );
    await owner.sql.query(
      `INSERT INTO delegations (id, province, principal, deputy, from_at, until_at, reason, created_by)
       SELECT 'd' || n, 'hue', 'u' || n % 2000 + 1, 'u' || (n + 7) % 2000 + 1, now() - n * interval '1 hour',
         now() - n * interval '1 hour' + interval '30 minutes', 'x', 'an' FROM generate_series(1, 50000) n`,
    );
    await owner.sql.query(
      `INSERT INTO cases (id, code, kind, province, procedure, procedure_version, procedure_hash, status, urgency, channel,
         counter, owner, agencies, filed_at, version, head_hash, state)
       SELECT 'm' || n, 'm' || n, 'dossier', 'hue', 'x', 1, 'x', 'in-process', 'normal', 'counter', 'a', 'a', '{hue.ward}', now(), 1, '', '{}'
       FROM generate_series(1, 60000) n`,
    );
    await owner.sql.query(
      `INSERT INTO tasks (case_id, id, step, agency, role, assignee, opened_at, assigned_at, closed_at, due_at)
       SELECT 'm' || n, 'x.1', 'x', 'hue.a' || n % 100, 'specialist', 'u' || n % 2000 + 1, now(), now() - n * interval '1 minute',
         CASE WHEN n % 3 = 0 THEN NULL ELSE now() END, now() FROM generate_series(1, 60000) n`,
    );
    await owner.sql.query('ANALYZE');
  });

  async function planOf({ text, values }: { text: string; values: unknown[] }): Promise<string> {
    const { rows } = await owner.sql.query(`EXPLAIN (ANALYZE, BUFFERS) ${text}`, values);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  }
  const buffersOf = (plan: string) => Number(/shared hit=(\d+)/.exec(plan)?.[1]);

  test('whose turn it is is found by indexes', async () => {
    for (const how of ['least-loaded', 'round-robin', 'by-ward'] as const) {
      const plan = await planOf(officerQuery(vacancy(how, { agency: 'hue.a7' as AgencyId }), NOW));
      expect(plan).not.toMatch(/Seq Scan on (tasks|memberships|delegations)/);
      expect(buffersOf(plan)).toBeLessThan(1_500);
    }
  });

  test("the inbox with somebody else's tasks is found by indexes", async () => {
    const place = { of: 'u7' as UserId, role: 'specialist' as Role, agency: 'hue.a6' as AgencyId };
    const plan = await planOf(tasksQuery({ assignee: 'u9' as UserId, standsInFor: [place], limit: 50 }));
    expect(plan).not.toMatch(/Seq Scan on tasks/);
    expect(plan).toMatch(/tasks_of_assignee/);
  });

  test('the list of delegations is read by its index, as an administrator and as an officer', async () => {
    expect(await planOf(delegationsQuery(HUE, { seenBy: null }))).toMatch(/delegations_by_province/);
    const plan = await planOf(delegationsQuery(HUE, { seenBy: null, principal: 'u5' as UserId, at: NOW }));
    expect(plan).toMatch(/delegations_of_principal/);
  });
});
