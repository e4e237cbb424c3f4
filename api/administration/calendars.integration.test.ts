/** A calendar changes while cases are open: a flood, over HTTP, down to the workflows' own timers. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { STATE, type StateAnswer, workflowIdOf } from '../../contracts/temporal/cases.ts';
import { openDatabase } from '../../db/core/client.ts';
import { procedureHash } from '../../db/core/digest.ts';
import { fold } from '../../domain/cases/state/evolve.ts';
import type { CaseId, TaskId } from '../../domain/ids.ts';
import { addWorking } from '../../domain/time/calendar.ts';
import { plainDay } from '../../domain/time/civil.ts';
import { type Instant, instant, isoOf, minutes } from '../../domain/time/instant.ts';
import { reconcile } from '../../ops/record/reconciliation.ts';
import { type Api, permitFiling, startApi } from '../../test/support/api.ts';
import { playCase, recordPlay } from '../../test/support/record-cases.ts';
import { CALENDARS, definitionOf, PEOPLE, PERMIT_YAML } from '../../test/support/sample-definitions.ts';

const DAY = 86_400_000;
let api: Api;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** The local day that lies so many days ahead. */
const ahead = (days: number) => plainDay(Math.floor((Date.now() + 7 * 3_600_000) / DAY) + days);
const FLOOD = { name: { vi: 'Nghỉ do lũ', en: 'Closed by flood' }, decision: '1234/QĐ-UBND' };

async function acceptedIn(owner: string): Promise<{ id: CaseId; dueAt: string }> {
  const filed = await api.call('lan', 'POST', '/v1/dossiers', permitFiling({ owner }));
  expect(filed.status, JSON.stringify(filed.body)).toBe(201);
  const { status, body } = await api.call('lan', 'POST', `/v1/cases/${filed.body.id}/actions/accept`, {});
  expect(status).toBe(200);
  return { id: filed.body.id, dueAt: body.dueAt };
}

async function dueOf(id: CaseId): Promise<string> {
  return (await api.call('tinh', 'GET', `/v1/cases/${id}`)).body.dueAt;
}

async function movedFrom(id: CaseId, before: string): Promise<string> {
  await expect.poll(() => dueOf(id)).not.toBe(before);
  return dueOf(id);
}

async function reported(id: CaseId): Promise<StateAnswer> {
  return api.engine.client.workflow.getHandle(workflowIdOf(id)).query<StateAnswer>(STATE);
}

/** Record and workflow say the same, which the workflow hears of a little later. */
async function expectAgreed(id: CaseId): Promise<void> {
  const { rows } = await api.engine.owner.pool.query(
    'SELECT body FROM events WHERE case_id = $1 ORDER BY seq',
    [id],
  );
  const state = fold(rows.map(({ body }) => body));
  await expect.poll(async () => (await reported(id)).state).toEqual(state);
}

const declare = (closure: object) => api.call('quan', 'POST', '/v1/calendars/office/closures', closure);

test('a flood in one commune moves the deadlines of its office, and of no other', async () => {
  const [here, there] = [await acceptedIn('hue.ward'), await acceptedIn('hue.other-ward')];
  const closure = { ...FLOOD, day: ahead(1), until: ahead(14), areas: ['ward'] };

  const preview = await api.call('quan', 'POST', '/v1/calendars/office/closures/preview', closure);
  expect(preview.status).toBe(200);
  expect(preview.body.isComplete).toBe(true);
  const foreseen = preview.body.deadlines.find(
    (each: { case: string; clock: string }) => each.case === here.id && each.clock === 'case',
  );
  expect(foreseen).toMatchObject({ before: here.dueAt });
  expect(preview.body.deadlines.some((each: { case: string }) => each.case === there.id)).toBe(false);
  expect(await dueOf(here.id)).toBe(here.dueAt);

  expect((await declare(closure)).status).toBe(201);
  const due = await movedFrom(here.id, here.dueAt);
  expect(due).toBe(foreseen.after);
  // Ten working days of those two weeks fell away.
  const office = CALENDARS.office;
  const tenDaysLater = addWorking(office, instant(here.dueAt), minutes(10 * 480));
  expect(instant(due)).toBe(tenDaysLater);
  expect(await dueOf(there.id)).toBe(there.dueAt);
  await expectAgreed(here.id);
  await expectAgreed(there.id);

  const history = await api.call('tinh', 'GET', `/v1/cases/${here.id}/history`);
  const [change] = history.body.items.filter((each: { type: string }) => each.type === 'calendar-changed');
  expect(change.data.changes).toEqual([
    { calendar: 'office', from: 1, to: 2, decision: '1234/QĐ-UBND', retroactive: false },
  ]);
  expect(change.data.moved.case).toEqual({ before: instant(here.dueAt), after: instant(due) });
  const why = await api.call('lan', 'GET', `/v1/cases/${here.id}/clocks/case/why`, undefined, {
    'Accept-Language': 'vi',
  });
  expect(why.status).toBe(200);
  expect(why.body).toMatchObject({ dueAt: due, granted: 15 * 480, calendar: { id: 'office', version: 2 } });
  const counted = why.body.days.reduce((sum: number, each: { counted: number }) => sum + each.counted, 0);
  expect(counted).toBe(15 * 480);
  const said = why.body.text.join('\n');
  // At its start it was due when it was due then.
  expect(why.body.moves[0]).toMatchObject({ kind: 'start', after: here.dueAt });
  expect(said).toContain('Nghỉ do lũ (1234/QĐ-UBND); không tính');
  expect(said).toMatch(/lịch “Giờ hành chính” thay đổi \(1234\/QĐ-UBND\); hạn .* thay cho /);
  // Who may not see the case learns nothing of its time.
  for (const [user, status] of [
    ['khac', 404],
    ['la', 404],
    ['dan-khac', 404],
  ] as const)
    expect((await api.call(user, 'GET', `/v1/cases/${here.id}/clocks/case/why`)).status, user).toBe(status);
  expect((await api.call('lan', 'GET', `/v1/cases/${here.id}/clocks/nothing/why`)).status).toBe(404);
  // Work goes on under the new calendar.
  const claim = { taskId: 'examine.1' };
  expect((await api.call('minh', 'POST', `/v1/cases/${here.id}/actions/claim`, claim)).status).toBe(200);
});

test('a deadline that had passed stays passed; a retroactive decision counts it anew', async () => {
  const { id, dueAt } = await acceptedIn('hue.ward');
  await pretendAcceptedEarlier(id, 40);
  const before = await dueOf(id);
  expect(instant(before)).toBeLessThan(Date.now());
  expect(before).not.toBe(dueAt);

  const closure = { ...FLOOD, day: ahead(-20), until: ahead(-10) };
  expect((await declare(closure)).status).toBe(201);
  await versionOf(id, 'office', 3);
  expect(await dueOf(id)).toBe(before);
  const breaches = await api.call('tinh', 'GET', '/v1/sla/breaches');
  expect(breaches.body.items.some((each: { caseId: string }) => each.caseId === id)).toBe(true);

  expect((await declare({ ...closure, retroactive: true })).status).toBe(201);
  await versionOf(id, 'office', 4);
  expect(instant(await dueOf(id))).toBeGreaterThan(instant(before));
});

test('a closure is refused that names no such commune, ends before it begins, or comes from somebody else', async () => {
  const before = await api.counts();
  const bad = await declare({ ...FLOOD, day: ahead(1), areas: ['ward', 'Atlantis'] });
  expect([bad.status, bad.body.errors[0].pointer]).toEqual([422, '/areas/1']);
  const turned = await declare({ ...FLOOD, day: ahead(3), until: ahead(1) });
  expect([turned.status, turned.body.errors[0].pointer]).toEqual([422, '/until']);
  const closure = { ...FLOOD, day: ahead(1) };
  for (const user of ['minh', 'dung', 'kiem', 'dan'])
    expect((await api.call(user, 'POST', '/v1/calendars/office/closures', closure)).status, user).toBe(403);
  expect(await api.counts()).toBe(before);
});

test('work that is done, and that a decision with force for the past would judge anew, is shown before it is published', async () => {
  const url = api.engine.settings.databaseUrl ?? '';
  const db = {
    api: openDatabase(url, { role: 'motcua_api', max: 2 }),
    worker: openDatabase(url, { role: 'motcua_worker', max: 2 }),
  };
  const sample = definitionOf(PERMIT_YAML);
  const definition = { ...sample, ref: { ...sample.ref, hash: procedureHash(sample.procedure) } };
  const past = (local: string) => instant(`2026-03-${local}:00+07:00`);
  const play = await playCase(db, definition, past('02T08:00'), {
    caseId: 'd0ne1a7e' as CaseId,
    facts: { area: 50 },
    calendars: { office: 1, always: 1 },
  });
  madeUp.add(play.case.id);
  play.do(PEOPLE.receptionist, { type: 'accept' });
  play.until(past('05T11:00'));
  play.do(PEOPLE.specialist, {
    type: 'complete',
    taskId: 'examine.1' as TaskId,
    outcome: 'forward',
    reason: null,
    documents: [],
  });
  await recordPlay(db, play);
  const preview = async (day: string, retroactive: boolean) => {
    const closure = { ...FLOOD, day, retroactive };
    const { status, body } = await api.call('quan', 'POST', '/v1/calendars/office/closures/preview', closure);
    expect(status).toBe(200);
    return body.deadlines.filter(({ ended }: { ended: string | null }) => ended !== null);
  };
  expect(await preview('2026-03-04', true)).toMatchObject([
    {
      case: play.case.id,
      clock: 'task:examine.1',
      step: 'examine',
      before: isoOf(past('05T08:00')),
      after: isoOf(past('06T08:00')),
      late: { before: true, after: false },
    },
  ]);
  expect(await preview('2026-03-11', true)).toEqual([]);
  expect(await preview('2026-03-04', false)).toEqual([]);
  await db.api.close();
  await db.worker.close();
});

test('after all that record and workflows agree', async () => {
  const worker = openDatabase(api.engine.settings.databaseUrl ?? '', { role: 'motcua_worker', max: 4 });
  // The case whose past was made up differs from its workflow, and is left out.
  const { findings } = await reconcile(api.engine.client, worker, {
    repair: false,
    taskQueue: api.engine.taskQueue,
  });
  expect(findings.filter(({ caseId }) => !madeUp.has(caseId as CaseId))).toEqual([]);
  await worker.close();
});

const madeUp = new Set<CaseId>();

/** The case as if it had been accepted so many days ago: in its record alone, and so that the calendar's work meets it. */
async function pretendAcceptedEarlier(id: CaseId, days: number): Promise<void> {
  madeUp.add(id);
  const client = await api.engine.owner.pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    const { rows } = await client.query('SELECT state FROM cases WHERE id = $1', [id]);
    const [{ state }] = rows;
    const shift = (at: number) => at - days * DAY;
    const clocks = state.clocks.map((clock: { ledger: { at: number }[] }) => ({
      ...clock,
      ledger: clock.ledger.map((entry) => ({ ...entry, at: shift(entry.at) })),
    }));
    const started = shift(state.acceptedAt) as Instant;
    const due = new Date(addWorking(CALENDARS.office, started, minutes(15 * 480)));
    await client.query('UPDATE cases SET state = $2, due_at = $3 WHERE id = $1', [
      id,
      JSON.stringify({ ...state, clocks }),
      due,
    ]);
    await client.query(`UPDATE clocks SET appointed_at = $2 WHERE case_id = $1 AND id = 'case'`, [id, due]);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

async function versionOf(id: CaseId, calendar: string, version: number): Promise<void> {
  const counted = async () => {
    const { rows } = await api.engine.owner.pool.query('SELECT state FROM cases WHERE id = $1', [id]);
    return rows[0].state.calendars?.[calendar];
  };
  await expect.poll(counted).toBe(version);
}
