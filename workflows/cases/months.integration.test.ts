/** A whole season of one dossier: Tết, three supplements, a flood in the middle, an extension; and a deadline at its end. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { STATE, type StateAnswer, workflowIdOf } from '../../contracts/temporal/cases.ts';
import { verifyChains } from '../../db/core/audit.ts';
import { publishCalendar, publishProcedure } from '../../db/procedures/queries.ts';
import { type Actor, type Command, type Definition, ENGINE } from '../../domain/cases/state/commands.ts';
import { versionsOf } from '../../domain/cases/state/definition.ts';
import type { CaseEvent, FactName } from '../../domain/cases/state/events.ts';
import { fold, isCaseClock } from '../../domain/cases/state/evolve.ts';
import type { CaseId, TaskId } from '../../domain/ids.ts';
import { calendarIn } from '../../domain/time/areas.ts';
import { addWorked, nextOpening, workedBetween } from '../../domain/time/calendar.ts';
import type { BusinessCalendar } from '../../domain/time/calendar-types.ts';
import { civilOf, type DayNumber, plainDay } from '../../domain/time/civil.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { lunarDay } from '../../domain/time/lunar.ts';
import { loadCalendars } from '../../ops/definitions/calendar-files.ts';
import { announceCalendars } from '../../temporal/calendars.ts';
import {
  AGENCIES,
  content,
  definitionOf,
  PEOPLE,
  PERMIT_YAML,
} from '../../test/support/sample-definitions.ts';
import { startTimeSkippingEngine, type TimeSkippingEngine } from '../../test/support/time-skipping.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const DAY_OF_WORK = 480 * MINUTE;
const { province } = PEOPLE.receptionist;
const AREA = 'thuan-hoa';
const OFFICE = officeOf(loadCalendars(join(import.meta.dirname, '../../procedures'), 'hue').calendars);
const { calendars: HUE } = loadCalendars(join(import.meta.dirname, '../../procedures'), 'hue');

let engine: TimeSkippingEngine;
let permit: Definition;

beforeAll(async () => {
  engine = await startTimeSkippingEngine();
  const sample = definitionOf(PERMIT_YAML.replace('max: 2}\nextension', 'max: 3}\nextension'));
  for (const calendar of Object.values(HUE)) await publishCalendar(engine.owner, province, calendar, ENGINE);
  const { fresh: _, ...ref } = await publishProcedure(engine.owner, province, sample.procedure, ENGINE);
  permit = { ...sample, ref, calendars: HUE };
});
afterAll(() => engine.close());

test('a dossier keeps its time through Tết, three supplements, a flood in its commune and an extension, to the minute', async () => {
  const tet = await nextTet();
  // A working morning well before the holidays.
  await engine.waitUntil(nextOpening(OFFICE, at(tet - 14, 9)));
  const { caseId } = await filed();
  const acceptedAt = (await done(caseId, PEOPLE.receptionist, { type: 'accept' })).at;
  const turns: Instant[] = [acceptedAt];

  // The first documents come within the week, the second over the holidays, the third after the flood was declared.
  turns.push(await request(caseId, at(tet - 12, 10)), await answered(caseId, at(tet - 9, 15)));
  turns.push(await request(caseId, at(tet - 5, 9)), await answered(caseId, at(tet + 8, 9)));

  const flood = closedIn(OFFICE, tet + 9, tet + 11);
  await engine.waitUntil(at(tet + 9, 6));
  await publishCalendar(engine.owner, province, flood, ENGINE, { decision: '77/QĐ-UBND' });
  await announceCalendars(engine.client, province, engine.taskQueue);
  await engine.waitUntil(at(tet + 9, 12));
  expect(await ofType(caseId, 'calendar-changed')).toMatchObject([
    {
      changes: [
        {
          calendar: 'office',
          from: OFFICE.version,
          to: OFFICE.version + 1,
          decision: '77/QĐ-UBND',
        },
      ],
    },
  ]);

  turns.push(await request(caseId, at(tet + 13, 14)), await answered(caseId, at(tet + 19, 8)));
  // The task has gone to the head by now, who may ask no fourth time either.
  expect(await engine.act(caseId, PEOPLE.head, supplement())).toMatchObject({
    ok: false,
    refusal: { code: 'limit-reached', max: 3 },
  });
  await done(caseId, PEOPLE.head, {
    type: 'extend',
    by: { amount: 3, unit: 'working-days' },
    taskId: null,
    reason: content('more'),
  });

  // By hand: what had run before the last answer, in the commune that was flooded; the rest of 15 + 3 working days after it.
  const here = calendarIn(flood, AREA);
  const [, , , , , , last = acceptedAt] = turns;
  const ran = [0, 2, 4].reduce(
    (sum, n) => sum + workedBetween(here, turns[n] ?? last, turns[n + 1] ?? last),
    0,
  );
  const due = addWorked(here, last, 18 * DAY_OF_WORK - ran);

  await engine.waitUntil((due - MINUTE) as Instant);
  expect(await breachesOf(caseId)).toEqual([]);
  await engine.waitUntil((due + MINUTE) as Instant);
  expect(await breachesOf(caseId)).toMatchObject([{ dueAt: due }]);
  await engine.waitUntil((due + 3 * DAY) as Instant);
  expect(await breachesOf(caseId)).toHaveLength(1);

  const { rows } = await engine.owner.pool.query(
    `SELECT due_at FROM clocks WHERE case_id = $1 AND id = 'case'`,
    [caseId],
  );
  expect(rows[0].due_at.getTime()).toBe(due);
  const events = await eventsOf(caseId);
  const { state } = await engine.client.workflow.getHandle(workflowIdOf(caseId)).query<StateAnswer>(STATE);
  expect(fold(events)).toEqual(state);
  const { problems } = await verifyChains(engine.owner);
  expect(problems.filter(({ kind }) => !/texts|document/.test(kind))).toEqual([]);
  await done(caseId, PEOPLE.receptionist, { type: 'withdraw', reason: content(`w-${caseId}`) });
});

test('a calendar that changes while the worker is down reaches its cases when it is back, and no breach is lost or doubled', async () => {
  const { caseId } = await filed();
  const opening = nextOpening(OFFICE, ((await engine.now()) + DAY) as Instant);
  await engine.waitUntil(opening);
  await done(caseId, PEOPLE.receptionist, { type: 'accept' });
  const [accepted] = await ofType(caseId, 'case-accepted');
  const before = (await stateOf(caseId)).clocks.find(isCaseClock);
  if (accepted === undefined || before === undefined) throw new Error('an accepted case has a clock');

  await engine.stopWorker();
  const today = Math.floor(((await engine.now()) + OFFICE.offsetMinutes * MINUTE) / DAY);
  const current = officeOf(await currentOffice());
  const flood = { ...closedIn(current, today + 1, today + 2), version: current.version + 1 };
  await publishCalendar(engine.owner, province, flood, ENGINE, { decision: '78/QĐ-UBND' });
  await engine.startWorker();

  const here = calendarIn(flood, AREA);
  const due = addWorked(here, accepted.at, 15 * DAY_OF_WORK);
  await engine.waitUntil((due - MINUTE) as Instant);
  expect(await ofType(caseId, 'calendar-changed')).toHaveLength(1);
  expect(await breachesOf(caseId)).toEqual([]);
  await engine.waitUntil((due + DAY) as Instant);
  expect(await breachesOf(caseId)).toMatchObject([{ dueAt: due }]);

  // More time now is a new appointment, and takes nothing back.
  await done(caseId, PEOPLE.head, {
    type: 'extend',
    by: { amount: 5, unit: 'working-days' },
    taskId: null,
    reason: content('late'),
  });
  const { rows } = await engine.owner.pool.query(
    `SELECT due_at, appointed_at FROM clocks WHERE case_id = $1 AND id = 'case'`,
    [caseId],
  );
  expect(rows[0].due_at.getTime()).toBe(due);
  expect(rows[0].appointed_at.getTime()).toBe(addWorked(here, accepted.at, 20 * DAY_OF_WORK));
  await done(caseId, PEOPLE.receptionist, { type: 'withdraw', reason: content(`w-${caseId}`) });
});

async function filed() {
  const caseId = randomUUID().replaceAll('-', '') as CaseId;
  const { answer } = await engine.file(await withCurrent(permit), {
    caseId,
    facts: { area: 10 },
    calendars: versionsOf(await withCurrent(permit)),
    offices: { [AGENCIES.owner]: { area: AREA } },
  });
  expect(answer).toMatchObject({ ok: true });
  return { caseId };
}

async function withCurrent(definition: Definition): Promise<Definition> {
  return { ...definition, calendars: { ...HUE, ...(await currentOffice()) } };
}

async function currentOffice(): Promise<Readonly<Record<string, BusinessCalendar>>> {
  const { rows } = await engine.owner.pool.query(
    'SELECT content FROM calendars WHERE province = $1 AND id = $2 AND current',
    [province, 'office'],
  );
  return { office: rows[0].content };
}

function supplement(): Extract<Command, { type: 'request-supplement' }> {
  return {
    type: 'request-supplement',
    taskId: task('examine.1'),
    missing: ['title'],
    reason: content(randomUUID()),
  };
}

async function request(caseId: CaseId, when: Instant): Promise<Instant> {
  await engine.waitUntil(when);
  return (await done(caseId, PEOPLE.specialist, supplement())).at;
}

async function answered(caseId: CaseId, when: Instant): Promise<Instant> {
  await engine.waitUntil(when);
  const documents = [{ id: randomUUID(), rule: 'title', digest: 'e'.repeat(64) }];
  return (await done(caseId, PEOPLE.receptionist, { type: 'receive-supplement', documents })).at;
}

/** When it was done, as the record has it. */
async function done(caseId: CaseId, actor: Actor, command: Command): Promise<{ at: Instant }> {
  const answer = await engine.act(caseId, actor, command);
  if (!answer.ok) throw new Error(`${command.type} was refused: ${JSON.stringify(answer)}`);
  // What has come due meanwhile is recorded a moment later, by the engine.
  const last = (await eventsOf(caseId)).findLast(({ by }) => by !== ENGINE);
  if (last === undefined) throw new Error('nothing was recorded');
  return { at: last.at };
}

async function eventsOf(caseId: CaseId): Promise<CaseEvent[]> {
  const { rows } = await engine.owner.pool.query('SELECT body FROM events WHERE case_id = $1 ORDER BY seq', [
    caseId,
  ]);
  return rows.map(({ body }) => body);
}

async function ofType<N extends FactName>(caseId: CaseId, name: N) {
  return (await eventsOf(caseId)).filter(
    (event): event is Extract<CaseEvent, { type: N }> => event.type === name,
  );
}

async function breachesOf(caseId: CaseId) {
  return (await ofType(caseId, 'clock-breached')).filter(({ clock }) => isCaseClock({ id: clock }));
}

async function stateOf(caseId: CaseId) {
  const { state } = await engine.client.workflow.getHandle(workflowIdOf(caseId)).query<StateAnswer>(STATE);
  if (state === null) throw new Error('nothing was filed');
  return state;
}

function closedIn(office: BusinessCalendar, first: DayNumber, last: DayNumber): BusinessCalendar {
  const days = Array.from({ length: last - first + 1 }, (_, n) => plainDay(first + n));
  const closed = days.map((day) => ({
    day,
    kind: 'off' as const,
    hours: null,
    name: { vi: 'Nghỉ do lũ', en: 'Closed by flood' },
    decision: '77/QĐ-UBND',
    areas: [AREA],
  }));
  return { ...office, version: office.version + 1, exceptions: [...office.exceptions, ...closed] };
}

function officeOf({ office }: Readonly<Record<string, BusinessCalendar>>): BusinessCalendar {
  if (office === undefined) throw new Error('Huế has no office calendar');
  return office;
}

/** An hour of a day where the office is. */
function at(day: DayNumber, hour: number): Instant {
  return (day * DAY + hour * 60 * MINUTE - OFFICE.offsetMinutes * MINUTE) as Instant;
}

function task(id: string): TaskId {
  return id as TaskId;
}

/** The lunar new year's day, at least three weeks ahead. */
async function nextTet(): Promise<DayNumber> {
  const from = Math.floor(((await engine.now()) + OFFICE.offsetMinutes * MINUTE) / DAY) + 21;
  let year = civilOf(from).year;
  while (lunarDay(year, 1, 1) < from) year += 1;
  return lunarDay(year, 1, 1);
}
