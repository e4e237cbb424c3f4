import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Actor } from '../../domain/cases/state/commands.ts';
import type { AgencyId, CaseId, ProvinceId, UserId } from '../../domain/ids.ts';
import { instant } from '../../domain/time/instant.ts';
import { freshDatabase } from '../../test/support/postgres.ts';
import { playCase, recordPlay, sayAbout } from '../../test/support/record-cases.ts';
import {
  AGENCIES,
  actorWith,
  definitionOf,
  OTHER_WARD,
  PEOPLE,
  PERMIT_YAML,
  POTHOLE_YAML,
} from '../../test/support/sample-definitions.ts';
import { saveAgencies } from '../agencies/queries.ts';
import { findCase, historyOf, listCases } from '../cases/queries.ts';
import { documentsOf, partyOf, saveParty, saveTextContent, textContentsOf } from '../cases/submissions.ts';
import { listTasks, tasksOf } from '../inbox/queries.ts';
import { clocksOf } from '../reports/sla.ts';
import { type Database, openDatabase } from './client.ts';
import { asActor } from './reader.ts';

const START = instant('2026-03-02T08:00:00+07:00');
const HUE = 'hue' as ProvinceId;
const DOSSIER = 'd1' as CaseId;
const COMPLAINT = 'k1' as CaseId;
let api: Database;
let worker: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  const fresh = await freshDatabase(inject('databaseUrl'));
  drop = fresh.drop;
  api = openDatabase(fresh.url, { role: 'motcua_api' });
  worker = openDatabase(fresh.url, { role: 'motcua_worker' });
  const agency = (id: AgencyId, parent: AgencyId | null, code: string) => ({
    id,
    province: HUE,
    parent,
    level: 'commune' as const,
    name: { vi: id, en: id },
    code,
    fulfils: [],
    area: null,
  });
  await saveAgencies(api, [
    agency('hue.office' as AgencyId, null, 'H57'),
    agency('hue.district' as AgencyId, 'hue.office' as AgencyId, 'H57.1'),
    agency(AGENCIES.owner, 'hue.district' as AgencyId, 'H57.2'),
    agency(OTHER_WARD, 'hue.office' as AgencyId, 'H57.3'),
  ]);
  for (const [caseId, yaml] of [
    [DOSSIER, PERMIT_YAML],
    [COMPLAINT, POTHOLE_YAML],
  ] as const) {
    const play = await playCase({ api, worker }, definitionOf(yaml), START, { caseId, about: 'Nhà cấp bốn' });
    if (caseId === DOSSIER) play.do(PEOPLE.receptionist, { type: 'accept' });
    else play.do(PEOPLE.receptionist, { type: 'classify', urgency: 'normal', owner: null });
    play.do(PEOPLE.specialist, {
      type: 'note',
      content: await sayAbout(api, play, PEOPLE.specialist, `${caseId}-note`, 'between us'),
    });
    await recordPlay({ api, worker }, play);
    await asActor(api, PEOPLE.receptionist, (session) =>
      saveParty(
        session,
        {
          caseId,
          province: HUE,
          kind: play.case.kind,
          counter: play.case.agencies.counter as AgencyId,
          applicant: play.case.applicant,
          name: 'Lê Thị Đào',
          phone: '0905123456',
          email: null,
          address: null,
          idNumber: null,
        },
        'Nhà cấp bốn',
      ),
    );
  }
});
afterAll(async () => {
  await api.close();
  await worker.close();
  await drop();
});

/** Everything that somebody gets to see, by table. */
async function sightOf(actor: Actor) {
  return asActor(api, actor, async (session) => {
    const of = async (id: CaseId) => ({
      case: (await findCase(session, id)) !== null,
      events: (await historyOf(session, id)).length > 0,
      tasks: (await tasksOf(session, id)).length > 0,
      clocks: (await clocksOf(session, id)).length > 0,
      notes: (await textContentsOf(session, id)).some(({ kind }) => kind === 'note'),
      documents: (await documentsOf(session, id)).length > 0,
      party: (await partyOf(session, id)) !== null,
    });
    return { dossier: await of(DOSSIER), complaint: await of(COMPLAINT) };
  });
}

const NOTHING = {
  case: false,
  events: false,
  tasks: false,
  clocks: false,
  notes: false,
  documents: false,
  party: false,
};
const ALL = {
  case: true,
  events: true,
  tasks: true,
  clocks: true,
  notes: true,
  documents: true,
  party: true,
};

describe('who reads what', () => {
  test('the counter that took a case in sees everything of it', async () => {
    expect(await sightOf(PEOPLE.receptionist)).toEqual({ dossier: ALL, complaint: ALL });
  });
  test('an agency that handles a complaint sees it and never who reported it', async () => {
    expect(await sightOf(PEOPLE.specialist)).toEqual({
      dossier: ALL,
      complaint: { ...ALL, party: false },
    });
  });
  test('the citizen sees their own case and themselves, and no note of the officers', async () => {
    expect(await sightOf(PEOPLE.citizen)).toEqual({
      dossier: { ...ALL, notes: false },
      complaint: { ...ALL, notes: false },
    });
  });
  test('the province office sees everything', async () => {
    expect(await sightOf(PEOPLE.province)).toEqual({ dossier: ALL, complaint: ALL });
  });
  test('the auditor sees every case, and of dossiers whose they are', async () => {
    expect(await sightOf(PEOPLE.auditor)).toEqual({
      dossier: ALL,
      complaint: { ...ALL, party: false },
    });
  });
  test('the administrator sees every case and never whose it is', async () => {
    expect(await sightOf(PEOPLE.administrator)).toEqual({
      dossier: { ...ALL, party: false },
      complaint: { ...ALL, party: false },
    });
  });
  test('the head of an agency sees the cases of those below it', async () => {
    const head = actorWith('tren', 'agency-head', 'hue.district' as AgencyId);
    expect((await sightOf(head)).dossier.case).toBe(true);
  });
});

describe('an attacker', () => {
  test('of another ward, curious about a neighbour, sees nothing', async () => {
    expect(await sightOf(PEOPLE.otherWard)).toEqual({ dossier: NOTHING, complaint: NOTHING });
  });
  test('who heads another ward, or serves above as a mere specialist, sees nothing', async () => {
    expect(await sightOf(PEOPLE.otherHead)).toEqual({ dossier: NOTHING, complaint: NOTHING });
    const specialist = actorWith('tren2', 'specialist', 'hue.district' as AgencyId);
    expect(await sightOf(specialist)).toEqual({ dossier: NOTHING, complaint: NOTHING });
  });
  test('of another province, with the same agency written on the badge, sees nothing', async () => {
    expect(await sightOf(PEOPLE.stranger)).toEqual({ dossier: NOTHING, complaint: NOTHING });
    const office = actorWith('tinh-khac', 'province-office', null, 'mau' as ProvinceId);
    expect(await sightOf(office)).toEqual({ dossier: NOTHING, complaint: NOTHING });
  });
  test('who is another citizen sees nothing', async () => {
    expect(await sightOf(PEOPLE.otherCitizen)).toEqual({ dossier: NOTHING, complaint: NOTHING });
  });
  test('whose name is a piece of SQL sees nothing', async () => {
    const clever = actorWith(`x', true), set_config('motcua.agencies', 'hue.ward`, 'citizen', null);
    expect(await sightOf(clever)).toEqual({ dossier: NOTHING, complaint: NOTHING });
  });
  test('who finds a way around the actor sees nothing, also on a connection that somebody else has used', async () => {
    const narrow = openDatabase(`${api.pool.options.connectionString}`, { role: 'motcua_api', max: 1 });
    const tables = ['cases', 'tasks', 'clocks', 'events', 'text_contents', 'parties', 'documents'];
    const count = async () => {
      const found = [];
      for (const table of tables)
        found.push((await narrow.sql.query(`SELECT count(*)::integer AS n FROM ${table}`)).rows[0].n);
      return found;
    };
    expect(await count()).toEqual([0, 0, 0, 0, 0, 0, 0]);
    await asActor(narrow, PEOPLE.province, (session) => findCase(session, DOSSIER));
    expect(await count()).toEqual([0, 0, 0, 0, 0, 0, 0]);
    await narrow.close();
  });
  test('who handles a complaint cannot find it by the name of its reporter', async () => {
    const search = (actor: Actor, text: string) =>
      asActor(api, actor, async (session) =>
        (await listCases(session, { text })).items.map(({ id }) => id).sort(),
      );
    expect(await search(PEOPLE.specialist, 'le thi dao')).toEqual([DOSSIER]);
    expect(await search(PEOPLE.receptionist, 'le thi dao')).toEqual([DOSSIER, COMPLAINT]);
    expect(await search(PEOPLE.otherWard, 'le thi dao')).toEqual([]);
    expect(await search(PEOPLE.otherWard, 'nha cap bon')).toEqual([]);
  });
  test('cannot write words in the name of another', async () => {
    const forged = asActor(api, PEOPLE.otherWard, (session) =>
      saveTextContent(session, {
        id: 'forged',
        caseId: DOSSIER,
        kind: 'note',
        author: PEOPLE.specialist.user as UserId,
        content: 'x',
      }),
    );
    await expect(forged).rejects.toMatchObject({
      cause: { message: expect.stringMatching(/row-level security/) },
    });
  });
});

test('an inbox shows the tasks of one agency to its people alone', async () => {
  const inbox = (actor: Actor) =>
    asActor(
      api,
      actor,
      async (session) => (await listTasks(session, { agency: AGENCIES.owner })).items.length,
    );
  expect(await inbox(PEOPLE.specialist)).toBe(2);
  expect(await inbox(PEOPLE.otherWard)).toBe(0);
});

test('words are kept once, and their digest is that of what was said', async () => {
  const say = (content: unknown) =>
    asActor(api, PEOPLE.citizen, (session) =>
      saveTextContent(session, {
        id: 'w1',
        caseId: 'later' as CaseId,
        kind: 'form',
        author: PEOPLE.citizen.user,
        content,
      }),
    );
  const first = await say('12');
  expect(await say('12')).toEqual(first);
  await expect(say(12)).rejects.toThrow(/are others/);
});
