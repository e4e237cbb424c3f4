/** Work that is done, and a decision with force for the past: in the record, in reports, and beside what was found before. */
import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { CalendarPage, PendingChange } from '../../contracts/temporal/cases.ts';
import { rejudgementsOf } from '../../db/calendars/rejudgements.ts';
import { type Database, openDatabase } from '../../db/core/client.ts';
import { recordTransition } from '../../db/core/record.ts';
import { differences, restore, transitionOf } from '../../db/core/restore.ts';
import { publishCalendar, publishProcedure } from '../../db/procedures/queries.ts';
import { clocksOf } from '../../db/reports/sla.ts';
import { type Definition, ENGINE } from '../../domain/cases/state/commands.ts';
import type { Transition } from '../../domain/cases/state/transition.ts';
import type { CaseId, TaskId } from '../../domain/ids.ts';
import type { BusinessCalendar } from '../../domain/time/calendar-types.ts';
import { type Instant, instant, type PlainDay } from '../../domain/time/instant.ts';
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
const EXAMINE = 'task:examine.1';
const at = (local: string) => instant(`2026-03-${local}:00+07:00`);

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let owner: Database;
let worker: Database;
let definition: Definition;
/** Examined late, on Thursday 5 March at 11:00 instead of 8:00, and in the end withdrawn: the case is closed. */
const CLOSED = 'c105ed' as CaseId;
let transitions: readonly Transition[];

beforeAll(async () => {
  fresh = await freshDatabase(inject('databaseUrl'));
  owner = openDatabase(fresh.url, { role: null, max: 4 });
  worker = openDatabase(fresh.url, { role: 'motcua_worker', max: 8 });
  const sample = definitionOf(PERMIT_YAML);
  for (const calendar of Object.values(CALENDARS)) await publishCalendar(owner, province, calendar, ENGINE);
  const { fresh: _, ...ref } = await publishProcedure(owner, province, sample.procedure, ENGINE);
  definition = { ...sample, ref };
  const play = new Play(definition, at('02T08:00'));
  const calendars = { office: 1, always: 1 };
  play.do(PEOPLE.receptionist, filingOf(definition, { caseId: CLOSED, calendars, facts: { area: 10 } }));
  play.do(PEOPLE.receptionist, { type: 'accept' });
  play.until(at('05T11:00'));
  play.do(PEOPLE.specialist, {
    type: 'complete',
    taskId: 'examine.1' as TaskId,
    outcome: 'forward',
    reason: null,
    documents: [],
  });
  play.do(PEOPLE.receptionist, { type: 'withdraw', reason: content('enough') });
  const recorded: Transition[] = [];
  for (const make of transitionsOf(play))
    await make((transition) => {
      recorded.push(transition);
      return recordTransition(worker, transition);
    });
  transitions = recorded;
});
afterAll(async () => {
  await owner.close();
  await worker.close();
  await fresh.drop();
});

function closed(version: number, ...days: string[]): BusinessCalendar {
  const exceptions = days.map((day) => ({
    day: `2026-03-${day}` as PlainDay,
    kind: 'off' as const,
    hours: null,
    name: { vi: 'Lũ', en: 'Flood' },
    decision: 'QĐ',
  }));
  return { ...CALENDARS.office, version, exceptions };
}

/** Publishes it, and goes through what has ended; how many clocks were judged anew. */
async function decided(calendar: BusinessCalendar, retroactive: boolean): Promise<number> {
  const decision = `${calendar.version}/QĐ-UBND`;
  await publishCalendar(owner, province, calendar, ENGINE, { decision, retroactive });
  const change: PendingChange = {
    versions: { office: calendar.version },
    decisions: { office: { decision, retroactive } },
  };
  return (await rejudgePage(change)).moved;
}

const rejudgePage = (change: PendingChange): Promise<CalendarPage> =>
  new MockActivityEnvironment().run(
    (of: typeof province) => calendarActivities(worker, async () => undefined).rejudgePage(of, change, ''),
    province,
  );

async function examination() {
  const row = (await clocksOf(worker, CLOSED)).find(({ id }) => id === EXAMINE);
  if (row === undefined) throw new Error('it has a clock');
  return row;
}

/** As reports count it. */
async function isLate(): Promise<boolean> {
  const { rows } = await owner.pool.query<{ late: boolean }>(
    'SELECT stopped_at > due_at AS late FROM clocks WHERE case_id = $1 AND id = $2 AND finished',
    [CLOSED, EXAMINE],
  );
  expect(rows).toHaveLength(1);
  return rows[0]?.late ?? false;
}

/** What the case's workflow knows of its clocks is what they were judged by when they ended. */
async function expectAgreed(): Promise<void> {
  const found = await differences(worker, transitionOf(transitions));
  expect(found.filter(({ detail }) => detail.startsWith('clock'))).toEqual([]);
}

test('a closed case is judged anew by a decision with force for the past, and by no other; both judgements stay', async () => {
  expect([await isLate(), (await examination()).dueAt]).toEqual([true, at('05T08:00')]);

  // Without force for the past nothing that has ended is judged.
  expect(await decided(closed(2, '03'), false)).toBe(0);
  expect(await isLate()).toBe(true);
  // Of a day that its term did not touch; what came without such force is not carried along.
  expect(await decided(closed(3, '03', '11'), true)).toBe(0);
  expect(await isLate()).toBe(true);

  expect(await decided(closed(4, '03', '11', '04'), true)).toBe(1);
  expect([await isLate(), (await examination()).dueAt]).toEqual([false, at('06T08:00')]);
  expect(await rejudgementsOf(worker.sql, CLOSED)).toMatchObject([
    {
      clock: EXAMINE,
      calendar: 'office',
      version: 4,
      decision: '4/QĐ-UBND',
      before: { dueAt: at('05T08:00') },
      after: { dueAt: at('06T08:00') },
    },
  ]);
  await expectAgreed();

  // Gone through again, as after a crash, nothing is judged twice.
  const again = {
    versions: { office: 4 },
    decisions: { office: { decision: '4/QĐ-UBND', retroactive: true } },
  };
  expect((await rejudgePage(again)).moved).toBe(0);
});

test('what was repaired from the workflow keeps the newest judgement', async () => {
  await owner.pool.query('UPDATE clocks SET budget = 1 WHERE case_id = $1 AND id = $2', [CLOSED, EXAMINE]);
  await restore(worker, transitionOf(transitions));
  expect((await examination()).dueAt).toBe(at('06T08:00'));
  await expectAgreed();
});

test('a withdrawal with force for the past judges back; the worker can neither change nor remove what was found', async () => {
  expect(await decided(closed(5, '03', '11'), true)).toBe(1);
  expect([await isLate(), (await examination()).dueAt as Instant]).toEqual([true, at('05T08:00')]);
  expect(await rejudgementsOf(worker.sql, CLOSED)).toHaveLength(2);
  for (const forging of ["UPDATE rejudgements SET decision = 'x'", 'DELETE FROM rejudgements'])
    await expect(worker.pool.query(forging)).rejects.toThrow(/permission denied/);
});
