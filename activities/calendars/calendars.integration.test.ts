/** The pages by which a changed calendar reaches the record: again after a crash, and beside people who act. */
import { randomUUID } from 'node:crypto';
import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { CalendarPage, PendingChange } from '../../contracts/temporal/cases.ts';
import { verifyChains } from '../../db/core/audit.ts';
import { type Database, openDatabase } from '../../db/core/client.ts';
import { recordTransition } from '../../db/core/record.ts';
import { publishCalendar, publishProcedure } from '../../db/procedures/queries.ts';
import { type Definition, ENGINE } from '../../domain/cases/state/commands.ts';
import type { CaseId, ProvinceId } from '../../domain/ids.ts';
import { addWorking } from '../../domain/time/calendar.ts';
import type { BusinessCalendar } from '../../domain/time/calendar-types.ts';
import { instant, minutes, type PlainDay } from '../../domain/time/instant.ts';
import { Play } from '../../test/support/play.ts';
import { freshDatabase } from '../../test/support/postgres.ts';
import {
  CALENDARS,
  content,
  definitionOf,
  filingOf,
  PEOPLE,
  PERMIT_YAML,
} from '../../test/support/sample-definitions.ts';
import { transitionsOf } from '../../test/support/transitions.ts';
import { calendarActivities } from './index.ts';

const { province } = PEOPLE.receptionist;
const MONDAY = instant('2026-11-30T08:00:00+07:00');
const OPEN = 620;
const CHANGE: PendingChange = {
  versions: { office: 2 },
  decisions: { office: { decision: '9/QĐ-UBND', retroactive: false } },
};

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let worker: Database;
let definition: Definition;
let office: BusinessCalendar;
const cases = new Map<CaseId, Play>();
const reported: CaseId[] = [];

beforeAll(async () => {
  fresh = await freshDatabase(inject('databaseUrl'));
  const owner = openDatabase(fresh.url, { role: null, max: 4 });
  worker = openDatabase(fresh.url, { role: 'motcua_worker', max: 8 });
  const sample = definitionOf(PERMIT_YAML);
  for (const calendar of Object.values(CALENDARS)) await publishCalendar(owner, province, calendar, ENGINE);
  const { fresh: _, ...ref } = await publishProcedure(owner, province, sample.procedure, ENGINE);
  definition = { ...sample, ref };
  await Promise.all(Array.from({ length: 4 }, () => fill(OPEN / 4)));
  office = {
    ...CALENDARS.office,
    version: 2,
    exceptions: [
      {
        day: '2026-12-02' as PlainDay,
        kind: 'off',
        hours: null,
        name: { vi: 'Bão', en: 'Storm' },
        decision: '9/QĐ-UBND',
      },
    ],
  };
  await publishCalendar(owner, province, office, ENGINE, { decision: '9/QĐ-UBND' });
  await owner.close();
});
afterAll(async () => {
  await worker.close();
  await fresh.drop();
});

async function fill(count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const caseId = randomUUID().replaceAll('-', '') as CaseId;
    const play = new Play(definition, MONDAY);
    play.do(PEOPLE.receptionist, filingOf(definition, { caseId, calendars: { office: 1, always: 1 } }));
    play.do(PEOPLE.receptionist, { type: 'accept' });
    for (const make of transitionsOf(play)) await make((transition) => recordTransition(worker, transition));
    cases.set(caseId, play);
  }
}

const activities = () => calendarActivities(worker, async (caseId) => void reported.push(caseId));
const recountPage = (after: string): Promise<CalendarPage> =>
  new MockActivityEnvironment().run(
    (of: ProvinceId) => activities().recountPage(of, CHANGE, after),
    province,
  );

async function pass(): Promise<number> {
  let moved = 0;
  for (let after: string | null = ''; after !== null; ) {
    const page: CalendarPage = await recountPage(after);
    moved += page.moved;
    after = page.last;
  }
  return moved;
}

test('a page that is given again moves nothing twice, and the rest follow', async () => {
  const first = await recountPage('');
  expect(first.moved).toBe(500);
  expect(first.last).not.toBeNull();
  // The worker was killed before Temporal heard of it: the page comes again.
  expect(await recountPage('')).toEqual({ ...first, moved: 0 });
  expect(await pass()).toBe(OPEN - 500);
  expect(await pass()).toBe(0);
  const { rows } = await worker.pool.query(
    `SELECT count(*)::integer AS n, count(DISTINCT due_at)::integer AS dues, min(due_at) AS due FROM cases`,
  );
  expect(rows).toMatchObject([{ n: OPEN, dues: 1 }]);
  expect(rows[0].due.getTime()).toBe(addWorking(office, MONDAY, minutes(120 * 60)));
  const { problems } = await verifyChains(worker);
  expect(problems.filter(({ kind }) => !/texts|document/.test(kind))).toEqual([]);
});

test('a case that somebody moves at the same moment is moved after them', async () => {
  const caught: CaseId[] = [];
  await worker.pool.query(`UPDATE cases SET state = state || '{"calendars": {"office": 1, "always": 1}}'`);
  const busy = [...cases].slice(0, 40);
  const noting = busy.map(async ([caseId, play]) => {
    const { rows } = await worker.pool.query('SELECT state, head_hash FROM cases WHERE id = $1', [caseId]);
    play.state = rows[0].state;
    const before = play.case;
    const decision = play.give({
      id: `note-${caseId}`,
      fingerprint: '',
      actor: PEOPLE.specialist,
      expectedVersion: null,
      command: { type: 'note', content: content(caseId) },
    });
    if (!decision.ok) throw new Error('refused');
    const recorded = await recordTransition(worker, {
      caseId,
      from: before.version,
      previousHash: rows[0].head_hash,
      events: decision.events,
      state: play.case,
      tasks: [],
      clocks: [],
      appointmentAt: null,
    });
    if (recorded.recordedEvents !== null) caught.push(caseId);
  });
  const [moved] = await Promise.all([pass(), ...noting]);
  expect(moved).toBe(OPEN);
  const { rows } = await worker.pool.query(
    `SELECT (state -> 'calendars' ->> 'office')::integer AS version, count(*)::integer AS n FROM cases GROUP BY 1`,
  );
  expect(rows).toEqual([{ version: 2, n: OPEN }]);
  const { rows: notes } = await worker.pool.query(
    `SELECT count(*)::integer AS n FROM events WHERE type = 'note-added'`,
  );
  expect(notes[0].n).toBe(busy.length - caught.length);
});

test('every open case is told, page by page, and the change is marked as applied', async () => {
  const sync = (after: string): Promise<CalendarPage> =>
    new MockActivityEnvironment().run((of: ProvinceId) => activities().syncPage(of, after), province);
  for (let after: string | null = ''; after !== null; ) after = (await sync(after)).last;
  expect(new Set(reported).size).toBe(OPEN);
  expect(await activities().pendingChange(province)).toEqual(CHANGE);
  await activities().markApplied(province, CHANGE.versions, OPEN);
  expect(await activities().pendingChange(province)).toBeNull();
});
