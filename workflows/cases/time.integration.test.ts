/** Months of a case in seconds: the real workflow on a server that skips time, with the real record and Huế's calendar. */
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { STATE, type StateAnswer, workflowIdOf } from '../../contracts/temporal/cases.ts';
import type { Actor, Command } from '../../domain/cases/state/commands.ts';
import type { CaseEvent, FactName } from '../../domain/cases/state/events.ts';
import type { CaseId, TaskId } from '../../domain/ids.ts';
import { addWorked, addWorking, hoursOn, nextOpening, workedBetween } from '../../domain/time/calendar.ts';
import { civilOf, type DayNumber, plainDay, weekdayOf } from '../../domain/time/civil.ts';
import { type Instant, instant, minutes } from '../../domain/time/instant.ts';
import { lunarDay } from '../../domain/time/lunar.ts';
import { loadCalendars } from '../../ops/definitions/calendar-files.ts';
import { content, definitionOf, PEOPLE, PERMIT_YAML } from '../../test/support/sample-definitions.ts';
import { startTimeSkippingEngine, type TimeSkippingEngine } from '../../test/support/time-skipping.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A timer fires at its instant; what follows is the time that the machine takes, which the server's clock counts too. */
const PROMPTLY = 10_000;

const { calendars } = loadCalendars(join(import.meta.dirname, '../../procedures'), 'hue');
const OFFICE = calendarNamed('office');
const PERMIT = { ...definitionOf(PERMIT_YAML), calendars };
const EXAMINE = 'examine.1' as TaskId;
const EXAMINE_CLOCK = 'task:examine.1';
const working = (hours: number) => minutes(hours * 60);

let engine: TimeSkippingEngine;
const open: CaseId[] = [];

beforeAll(async () => {
  engine = await startTimeSkippingEngine();
});
afterAll(() => engine.close());
afterEach(async () => {
  for (const caseId of open.splice(0)) {
    if ((await stateOf(caseId)).status !== 'closed') await handleOf(caseId).terminate('the test is over');
  }
});

test('a late task is warned of at 75 %, breached at 100 % with a yellow card, and taken over by the head 8 working hours later, each once', async () => {
  const { caseId, acceptedAt } = await acceptedCase();
  const warned = addWorking(OFFICE, acceptedAt, working(18));
  const due = addWorking(OFFICE, acceptedAt, working(24));
  const takenOver = addWorking(OFFICE, due, working(8));

  await engine.waitUntil(before(warned));
  expect(await lateness(caseId)).toEqual([]);
  await engine.waitUntil(before(due));
  expect(await lateness(caseId)).toEqual(['escalation-level-reached 0']);
  await engine.waitUntil(before(takenOver));
  expect(await lateness(caseId)).toEqual([
    'escalation-level-reached 0',
    'escalation-level-reached 1',
    'clock-breached',
    'card-given yellow',
  ]);
  expect(await engine.act(caseId, PEOPLE.head, forward)).toMatchObject({ ok: false });
  await engine.waitUntil((takenOver + 2 * DAY) as Instant);
  expect(await lateness(caseId)).toEqual([
    'escalation-level-reached 0',
    'escalation-level-reached 1',
    'clock-breached',
    'card-given yellow',
    'escalation-level-reached 2',
    'task-escalated agency-head',
    'card-given red',
  ]);

  const events = await eventsOf(caseId);
  const escalationLevels = events.filter((event) => event.type === 'escalation-level-reached');
  expect(escalationLevels.map(({ dueAt }) => dueAt)).toEqual([due, due, due]);
  expectPromptly(escalationLevels, [warned, due, takenOver]);
  expect(events.find((event) => event.type === 'clock-breached')).toMatchObject({ dueAt: due });
  expect(await engine.act(caseId, PEOPLE.specialist, forward)).toMatchObject({ ok: false });
  expect(await engine.act(caseId, PEOPLE.head, forward)).toMatchObject({ ok: true });
});

test('over a weekend nothing fires, though more hours pass than the task has', async () => {
  const friday = await nextFriday();
  await engine.waitUntil(at(friday, 15));
  const { caseId, acceptedAt } = await acceptedCase();
  const recorded = await eventsOf(caseId);

  const monday = nextOpening(OFFICE, at(friday + 1, 0));
  expect(monday - acceptedAt).toBeGreaterThan(working(24) * MINUTE);
  await engine.waitUntil((monday + MINUTE) as Instant);
  expect(await eventsOf(caseId)).toEqual(recorded);

  const warned = addWorking(OFFICE, acceptedAt, working(18));
  await engine.waitUntil(before(warned));
  expect(await eventsOf(caseId)).toEqual(recorded);
  await engine.waitUntil(after(warned));
  expectPromptly(await ofType(caseId, 'escalation-level-reached'), [warned]);
});

test('a supplement asked for on Friday evening stops the clock until the documents arrive the week after, and the deadline moves by exactly that', async () => {
  const friday = await nextFriday();
  await engine.waitUntil(at(friday - 1, 9));
  const { caseId, acceptedAt, dueAt } = await acceptedCase();
  const taskDueAt = addWorking(OFFICE, acceptedAt, working(24));

  await engine.waitUntil(at(friday, 18));
  const requested = await done(caseId, PEOPLE.specialist, supplement);
  expect(requested.dueAt).toBeNull();
  await engine.waitUntil(at(friday + 5, 10));
  const received = await done(caseId, PEOPLE.receptionist, documents);

  const [request] = await ofType(caseId, 'supplement-requested');
  const [arrival] = await ofType(caseId, 'supplement-received');
  const waited = workedBetween(OFFICE, request?.at ?? acceptedAt, arrival?.at ?? acceptedAt);
  expect(waited).toBeGreaterThanOrEqual(working(18) * MINUTE);
  expect(received.dueAt === null ? null : instant(received.dueAt)).toBe(addWorked(OFFICE, dueAt, waited));

  const moved = addWorked(OFFICE, taskDueAt, waited);
  await engine.waitUntil(before(moved));
  expect(await ofType(caseId, 'clock-breached')).toEqual([]);
  await engine.waitUntil(after(moved));
  const breaches = await ofType(caseId, 'clock-breached');
  expect(breaches).toMatchObject([{ clock: EXAMINE_CLOCK, dueAt: moved }]);
  expectPromptly(breaches, [moved]);
});

test('a dossier whose documents never come is stopped after 30 days, and its workflow ends', async () => {
  const { caseId } = await acceptedCase();
  await done(caseId, PEOPLE.specialist, supplement);
  const [request] = await ofType(caseId, 'supplement-requested');
  const over = endOfCitizensTerm(request?.at, 30);

  await engine.waitUntil(before(over));
  expect(await stateOf(caseId)).toMatchObject({ status: 'supplement', ending: null });
  expect(await ofType(caseId, 'escalation-level-reached')).toEqual([]);
  await engine.waitUntil(after(over));
  await handleOf(caseId).result();
  expect(await stateOf(caseId)).toMatchObject({ status: 'closed', ending: 'stopped' });
  expectPromptly(await ofType(caseId, 'supplement-expired'), [over]);
  expectPromptly(await ofType(caseId, 'case-closed'), [over]);
});

test('a delivered case closes by itself 15 days later, and not before', async () => {
  const { caseId } = await acceptedCase();
  await done(caseId, PEOPLE.specialist, forward);
  await done(caseId, PEOPLE.head, { ...forward, taskId: 'sign.1' as TaskId, outcome: 'approve' });
  await done(caseId, PEOPLE.receptionist, { type: 'pay', amount: 75_000, receipt: 'BL', how: 'cash' });
  await done(caseId, PEOPLE.receptionist, { type: 'deliver', way: 'counter' });
  const [delivery] = await ofType(caseId, 'result-delivered');
  const over = endOfCitizensTerm(delivery?.at, 15);

  await engine.waitUntil(before(over));
  expect(await stateOf(caseId)).toMatchObject({ status: 'delivered' });
  await engine.waitUntil(after(over));
  await handleOf(caseId).result();
  const closings = await ofType(caseId, 'case-closed');
  expect(closings).toMatchObject([{ how: 'time' }]);
  expectPromptly(closings, [over]);
  expect(await ofType(caseId, 'escalation-level-reached')).toEqual([]);
});

test('a deadline that passes while no worker runs is recorded once when one is back, with the instant at which it was due', async () => {
  const { caseId, acceptedAt } = await acceptedCase();
  const warned = addWorking(OFFICE, acceptedAt, working(18));
  const due = addWorking(OFFICE, acceptedAt, working(24));
  const takenOver = addWorking(OFFICE, due, working(8));
  const back = (takenOver + 2 * DAY) as Instant;

  await engine.waitUntil(before(warned));
  await expect.poll(() => outboxJobsUnderWay(caseId)).toEqual([]);
  await engine.stopWorker();
  await engine.waitUnattendedUntil(warned, back);
  expect(await lateness(caseId)).toEqual([]);
  await engine.startWorker();
  await expect.poll(() => lateness(caseId)).toHaveLength(7);

  const escalationLevels = await ofType(caseId, 'escalation-level-reached');
  expect(escalationLevels.map(({ escalationLevel, dueAt }) => [escalationLevel, dueAt])).toEqual([
    [0, due],
    [1, due],
    [2, due],
  ]);
  for (const event of escalationLevels) expect(event.at).toBeGreaterThanOrEqual(back);
  expect(await ofType(caseId, 'clock-breached')).toMatchObject([{ dueAt: due }]);
  await engine.waitUntil(((await engine.now()) + DAY) as Instant);
  expect(await lateness(caseId)).toHaveLength(7);
});

test('a case that waits through Tết loses no working time to it', async () => {
  const tet = await nextTet();
  let lastDay = tet - 1;
  while (hoursOn(OFFICE, plainDay(lastDay)).length === 0) lastDay -= 1;
  await engine.waitUntil(at(lastDay, 9));
  const { caseId, acceptedAt } = await acceptedCase();
  const recorded = await eventsOf(caseId);

  const reopened = nextOpening(OFFICE, at(lastDay + 1, 0));
  const withoutHolidays = addWorking({ ...OFFICE, holidays: [], exceptions: [] }, acceptedAt, working(24));
  expect(withoutHolidays).toBeLessThan(reopened);
  await engine.waitUntil((reopened + MINUTE) as Instant);
  expect(await eventsOf(caseId)).toEqual(recorded);

  const due = addWorking(OFFICE, acceptedAt, working(24));
  await engine.waitUntil(before(due));
  expect(await ofType(caseId, 'clock-breached')).toEqual([]);
  await engine.waitUntil(after(due));
  const breaches = await ofType(caseId, 'clock-breached');
  expect(breaches).toMatchObject([{ clock: EXAMINE_CLOCK, dueAt: due }]);
  expectPromptly(breaches, [due]);
});

const forward = {
  type: 'complete',
  taskId: EXAMINE,
  outcome: 'forward',
  reason: null,
  documents: [],
} as const satisfies Command;

const supplement: Command = {
  type: 'request-supplement',
  taskId: EXAMINE,
  missing: ['title'],
  reason: content('missing-title'),
};

const documents: Command = {
  type: 'receive-supplement',
  documents: [{ id: 'doc-title', rule: 'title', digest: 'e'.repeat(64) }],
};

/** A dossier at its first step, a task of 3 working days; without the consultation, which only large sites need. */
async function acceptedCase(): Promise<{ caseId: CaseId; acceptedAt: Instant; dueAt: Instant }> {
  const { caseId, answer } = await engine.file(PERMIT, { facts: { area: 10 } });
  expect(answer).toMatchObject({ ok: true });
  open.push(caseId);
  const { dueAt } = await done(caseId, PEOPLE.receptionist, { type: 'accept' });
  const [accepted] = await ofType(caseId, 'case-accepted');
  if (accepted === undefined || dueAt === null) throw new Error('an accepted case has a deadline');
  expect(instant(dueAt)).toBe(addWorking(OFFICE, accepted.at, working(15 * 8)));
  return { caseId, acceptedAt: accepted.at, dueAt: instant(dueAt) };
}

async function done(caseId: CaseId, actor: Actor, command: Command) {
  const answer = await engine.act(caseId, actor, command);
  if (!answer.ok) throw new Error(`${command.type} was refused: ${JSON.stringify(answer)}`);
  return answer.receipt;
}

function handleOf(caseId: CaseId) {
  return engine.client.workflow.getHandle(workflowIdOf(caseId));
}

async function stateOf(caseId: CaseId) {
  const { state } = await handleOf(caseId).query<StateAnswer>(STATE);
  if (state === null) throw new Error('nothing was filed');
  return state;
}

/** What is still done outside for the case. */
async function outboxJobsUnderWay(caseId: CaseId): Promise<string[]> {
  const { rows } = await engine.owner.pool.query<{ id: string; begun: boolean }>(
    'SELECT id, started_at IS NOT NULL AS begun FROM outbox_jobs WHERE case_id = $1',
    [caseId],
  );
  const isOver = async (id: string) =>
    (await engine.client.workflow.getHandle(id).describe()).status.name !== 'RUNNING';
  const over = await Promise.all(rows.map(async ({ id, begun }) => begun && (await isOver(id))));
  return rows.filter((_, n) => !over[n]).map(({ id }) => id);
}

async function eventsOf(caseId: CaseId): Promise<CaseEvent[]> {
  const { rows } = await engine.owner.pool.query('SELECT body FROM events WHERE case_id = $1 ORDER BY seq', [
    caseId,
  ]);
  return rows.map(({ body }) => body);
}

async function ofType<N extends FactName>(caseId: CaseId, name: N) {
  const events = await eventsOf(caseId);
  return events.filter((event): event is Extract<CaseEvent, { type: N }> => event.type === name);
}

/** What the record holds about the first task's lateness, in words. */
/** 24:00 in Viet Nam on the last of so many days after that of `from`; on a day off, of the next working day. */
function endOfCitizensTerm(from: Instant | undefined, days: number): Instant {
  const OFFSET = 7 * HOUR;
  let day = Math.floor(((from ?? 0) + OFFSET) / DAY) + days;
  while (hoursOn(OFFICE, plainDay(day)).length === 0) day += 1;
  return ((day + 1) * DAY - OFFSET) as Instant;
}

async function lateness(caseId: CaseId): Promise<string[]> {
  const events = await eventsOf(caseId);
  return events.flatMap((event) => {
    if (event.type === 'task-escalated') return [`${event.type} ${event.role}`];
    if (!('clock' in event) || event.clock !== EXAMINE_CLOCK) return [];
    if (event.type === 'escalation-level-reached') return [`${event.type} ${event.escalationLevel}`];
    if (event.type === 'card-given') return [`${event.type} ${event.colour}`];
    return [event.type];
  });
}

/** One event for each instant, not before it, and hardly later. */
function expectPromptly(events: readonly CaseEvent[], instants: readonly Instant[]): void {
  const late = events.map(({ at }, index) => at - (instants[index] ?? 0));
  expect(late).toHaveLength(instants.length);
  for (const each of late) {
    expect(each).toBeGreaterThanOrEqual(0);
    expect(each).toBeLessThan(PROMPTLY);
  }
}

function before(due: Instant): Instant {
  return (due - MINUTE) as Instant;
}

function after(due: Instant): Instant {
  return (due + MINUTE) as Instant;
}

/** An hour of a day where the office is. */
function at(day: DayNumber, hour: number): Instant {
  return (day * DAY + hour * HOUR - OFFICE.offsetMinutes * MINUTE) as Instant;
}

/** A Friday from the day after tomorrow on, with a working day before it, and a week after it, without holidays. */
async function nextFriday(): Promise<DayNumber> {
  let day = (await today()) + 2;
  const isWorked = (other: DayNumber) => hoursOn(OFFICE, plainDay(other)).length > 0;
  while (weekdayOf(day) !== 5 || ![-1, 0, 3, 4, 5].every((later) => isWorked(day + later))) day += 1;
  return day;
}

/** The lunar new year's day, at least two weeks ahead. */
async function nextTet(): Promise<DayNumber> {
  const from = (await today()) + 14;
  let year = civilOf(from).year;
  while (lunarDay(year, 1, 1) < from) year += 1;
  return lunarDay(year, 1, 1);
}

async function today(): Promise<DayNumber> {
  return Math.floor(((await engine.now()) + OFFICE.offsetMinutes * MINUTE) / DAY);
}

function calendarNamed(id: string) {
  const calendar = calendars[id];
  if (calendar === undefined) throw new Error(`Huế has no calendar ${id}`);
  return calendar;
}
