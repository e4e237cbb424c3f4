import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { AgencyId, ProvinceId, UserId } from '../../domain/ids.ts';
import { type Instant, instant } from '../../domain/time/instant.ts';
import { freshDatabase } from '../../test/support/postgres.ts';
import { CALENDARS, definitionOf, PERMIT_YAML } from '../../test/support/sample-definitions.ts';
import {
  actorOf,
  agenciesOf,
  colleagues,
  findUser,
  listUsers,
  saveAgencies,
  saveUser,
} from '../agencies/queries.ts';
import { type Database, openDatabase } from '../core/client.ts';
import { VersionConflict } from '../core/errors.ts';
import { findAnswer, forgetAnswers, keepAnswer } from '../core/idempotency.ts';
import {
  currentCalendars,
  currentProcedure,
  currentProcedures,
  procedureByHash,
  publishCalendar,
  publishProcedure,
  versionsOf,
} from './queries.ts';

const HUE = 'hue' as ProvinceId;
const BY = 'hue.admin' as UserId;
const { procedure } = definitionOf(PERMIT_YAML);
const { office } = CALENDARS;
let api: Database;
let owner: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  const fresh = await freshDatabase(inject('databaseUrl'));
  drop = fresh.drop;
  api = openDatabase(fresh.url, { role: 'motcua_api' });
  owner = openDatabase(fresh.url, { role: null });
});
afterAll(async () => {
  await Promise.all([api.close(), owner.close()]);
  await drop();
});

describe('a published procedure', () => {
  test('is there by its hash, also when a newer version is in force', async () => {
    const first = await publishProcedure(api, HUE, procedure, BY);
    expect(first.fresh).toBe(true);
    const second = await publishProcedure(api, HUE, { ...procedure, version: 3 }, BY);
    expect((await procedureByHash(api, HUE, first.hash))?.procedure).toEqual(procedure);
    expect((await currentProcedure(api, HUE, procedure.code))?.hash).toBe(second.hash);
    expect((await currentProcedures(api, HUE)).map(({ version }) => version)).toEqual([3]);
    expect((await versionsOf(api, HUE, procedure.code)).map(({ version }) => version)).toEqual([3, 1]);
    expect(await currentProcedures(api, 'mau' as ProvinceId)).toEqual([]);
  });
  test('published again is left alone', async () => {
    expect(await publishProcedure(api, HUE, procedure, BY)).toMatchObject({ version: 1, fresh: false });
  });
  test('never gets other content, and no lower version after a higher one', async () => {
    const changed = { ...procedure, field: 'other' };
    await expect(publishProcedure(api, HUE, changed, BY)).rejects.toThrow(VersionConflict);
    await expect(publishProcedure(api, HUE, { ...changed, version: 2 }, BY)).rejects.toThrow(VersionConflict);
  });
  test('by four who publish it at once is published once', async () => {
    const next = { ...procedure, version: 4 };
    const answers = await Promise.all([1, 2, 3, 4].map(() => publishProcedure(api, HUE, next, BY)));
    expect(answers.filter(({ fresh }) => fresh)).toHaveLength(1);
  });
  test('is not changed or removed even by the owner of the table', async () => {
    for (const statement of [
      `UPDATE procedures SET search = 'x'`,
      'DELETE FROM procedures',
      'TRUNCATE procedures',
    ])
      await expect(owner.sql.query(statement), statement).rejects.toThrow(/append-only/);
  });
});

describe('a calendar', () => {
  test('is followed by its next version, which is then the current one', async () => {
    expect(await publishCalendar(api, HUE, office, BY)).toEqual({ fresh: true });
    expect(await publishCalendar(api, HUE, office, BY)).toEqual({ fresh: false });
    await publishCalendar(api, HUE, { ...office, version: 2 }, BY);
    expect(await currentCalendars(api, HUE)).toEqual({ office: { ...office, version: 2 } });
    await expect(publishCalendar(api, HUE, office, BY)).rejects.toThrow(VersionConflict);
    await expect(publishCalendar(api, HUE, { ...office, version: 2, offsetMinutes: 0 }, BY)).rejects.toThrow(
      VersionConflict,
    );
  });
});

describe('the directory', () => {
  const ward = {
    id: 'hue.ward' as AgencyId,
    province: HUE,
    parent: null,
    level: 'commune' as const,
    name: { vi: 'Phường', en: 'Ward' },
    code: 'H57.12',
    fulfils: ['commune'],
    area: 'ward',
  };
  const lan = {
    id: 'hue.lan' as UserId,
    province: HUE,
    name: 'Lan',
    active: true,
    roles: [
      { role: 'receptionist' as const, agency: ward.id },
      { role: 'citizen' as const, agency: null },
    ],
  };
  test('keeps agencies as they were last said to be', async () => {
    await saveAgencies(api, [ward]);
    await saveAgencies(api, [{ ...ward, fulfils: ['commune', 'counter'] }]);
    expect(await agenciesOf(api, HUE)).toEqual([
      { ...ward, fulfils: ['commune', 'counter'], calendar: null, assign: null, account: null },
    ]);
  });
  test('vouches for the roles of a user, and for none of who was let go', async () => {
    await saveUser(api, lan);
    const roles = [...lan.roles].sort((a, b) => (a.role < b.role ? -1 : 1));
    expect(await actorOf(api, lan.id, Date.now() as Instant)).toEqual({ user: lan.id, province: HUE, roles });
    expect(await colleagues(api, ward.id, 'receptionist')).toEqual([lan.id]);
    expect((await listUsers(api, HUE, { agency: ward.id })).map(({ id }) => id)).toEqual([lan.id]);
    await saveUser(api, { ...lan, active: false, roles: [] });
    expect(await actorOf(api, lan.id, Date.now() as Instant)).toBeNull();
    expect(await findUser(api, lan.id)).toMatchObject({ active: false, roles: [] });
    expect(await actorOf(api, 'nobody' as UserId, Date.now() as Instant)).toBeNull();
  });
});

test('of several answers to one key the first stands, until it is forgotten', async () => {
  const answer = (status: number) => ({ fingerprint: 'f', status, body: { status } });
  const kept = await Promise.all([201, 202, 203].map((status) => keepAnswer(api, BY, 'k', answer(status))));
  expect(new Set(kept.map(({ status }) => status)).size).toBe(1);
  expect(await findAnswer(api, BY, 'k')).toEqual(kept[0]);
  expect(await findAnswer(api, 'other' as UserId, 'k')).toBeNull();
  expect(await forgetAnswers(api, instant('2000-01-01T00:00:00Z'))).toBe(0);
  expect(await forgetAnswers(api, instant('2999-01-01T00:00:00Z'))).toBe(1);
});
