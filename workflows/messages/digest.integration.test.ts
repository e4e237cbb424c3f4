/** The mail of the morning: once for each officer and working day, made good on the day itself; and what no server takes. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DIGEST_WORKFLOW, digestWorkflowId } from '../../contracts/temporal/messages.ts';
import { outboxQueueOf } from '../../contracts/temporal/outbox.ts';
import { saveAgencies, saveUser } from '../../db/agencies/queries.ts';
import { saveContact } from '../../db/messages/preferences.ts';
import { publishCalendar } from '../../db/procedures/queries.ts';
import type { AgencyId, ProvinceId, UserId } from '../../domain/ids.ts';
import { dayText } from '../../domain/messages/values.ts';
import { localDay } from '../../domain/time/calendar.ts';
import type { BusinessCalendar } from '../../domain/time/calendar-types.ts';
import { numberOfDay } from '../../domain/time/civil.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { type Engine, startEngine } from '../../test/support/engine.ts';
import { type MailServer, startMailServer } from '../../test/support/mail-server.ts';
import {
  AGENCIES,
  CALENDARS,
  definitionOf,
  PEOPLE,
  PERMIT_YAML,
} from '../../test/support/sample-definitions.ts';

const { province } = PEOPLE.receptionist;
const DAY = 24 * 3_600_000;
/** Open from midnight on, so that this morning has been whenever the test runs. */
const WHOLE_DAY = [[0, 1_439]] as const;
const open: BusinessCalendar = {
  ...CALENDARS.office,
  holidays: [],
  exceptions: [],
  hours: [
    {
      since: '2020-01-01' as never,
      months: [],
      decision: 'sample',
      week: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, WHOLE_DAY])),
    },
  ],
};
let engine: Engine;
let mail: MailServer;

beforeAll(async () => {
  mail = await startMailServer();
  engine = await startEngine({
    settings: { smtpUrl: mail.url, mailFrom: 'Huế <no-reply@hue.example>', publicUrl: 'https://hue.example' },
  });
  for (const calendar of [open, CALENDARS.always])
    await publishCalendar(engine.owner, province, calendar, PEOPLE.administrator.user);
  const place = { province, parent: null, level: 'province' as const, fulfils: [], area: null };
  for (const [id, code] of [
    [AGENCIES.owner, 'H57.13'],
    ['hue.office' as AgencyId, 'H57.01'],
  ] as const)
    await saveAgencies(engine.owner, [{ ...place, id, code, name: { vi: id, en: id } }]);
  for (const { user, roles } of [PEOPLE.specialist, PEOPLE.tax, PEOPLE.administrator]) {
    await saveUser(engine.owner, { id: user, province, name: user, active: true, roles });
    await saveContact(engine.owner.pool, user, { email: `${user}@hue.example`, phone: null }, user);
  }
  const { caseId } = await engine.file(definitionOf(PERMIT_YAML), { facts: { area: 1 } });
  await engine.act(caseId, PEOPLE.receptionist, { type: 'accept' });
});
afterAll(async () => {
  await engine.close();
  await mail.close();
});

const now = () => Date.now() as Instant;
const reportedOn = (user: UserId): (string | undefined)[] =>
  mail.mails
    .filter(({ to }) => to === `${user}@hue.example`)
    .map(({ mail: { subject } }) => /\d\d\/\d\d\/\d{4}/.exec(subject ?? '')?.[0]);
const read = async (text: string) => (await engine.owner.pool.query<{ id: string }>(text)).rows;
const ordered = () => read(`SELECT id FROM outbox_jobs WHERE subject LIKE 'digest:%' ORDER BY id`);

/** As a province's workflow that last saw to a morning that many days ago; gives when it waits for the next one. */
async function servedFrom(daysAgo: number): Promise<void> {
  const handle = await engine.client.workflow.start(DIGEST_WORKFLOW, {
    workflowId: `digest-of-a-test-${daysAgo}-${Math.random()}`,
    taskQueue: outboxQueueOf(engine.taskQueue),
    args: [{ province, after: (now() - daysAgo * DAY) as Instant }],
  });
  const isWaiting = async () =>
    (await handle.fetchHistory()).events?.some((event) => event.timerStartedEventAttributes != null) ?? false;
  await expect.poll(isWaiting).toBe(true);
  await handle.terminate();
}

test('days that the worker slept through are over; this one is made good, once, for who has something to do', async () => {
  const minh = PEOPLE.specialist.user;
  const today = dayText(numberOfDay(localDay(open, now())));
  await servedFrom(4);
  await mail.mailsTo(`${minh}@hue.example`);
  const first = await ordered();
  await servedFrom(1);
  expect(await ordered()).toEqual(first);
  const undone = `SELECT id FROM messages WHERE topic = 'digest' AND status IN ('waiting', 'sending')`;
  await expect.poll(() => read(undone)).toEqual([]);
  expect(reportedOn(minh)).toEqual([today]);
  // The tax office has no task; an administrator works on none.
  expect(reportedOn(PEOPLE.tax.user)).toEqual([]);
  expect(reportedOn(PEOPLE.administrator.user)).toEqual([]);
  const [earliest] = await mail.mailsTo(`${minh}@hue.example`);
  expect(earliest?.text).toMatch(/Mới đến \(1\)|Đến hạn|Quá hạn/);
  expect(earliest?.headers.map(({ key }) => key)).toContain('list-unsubscribe-post');
});

test('on a day off nobody is notified of anything', async () => {
  await read('DELETE FROM outbox_jobs');
  const day = localDay(open, now());
  const storm = {
    day,
    kind: 'off',
    hours: null,
    name: { vi: 'Bão', en: 'Storm' },
    decision: 'sample',
  } as const;
  const closed = { ...open, version: open.version + 1, exceptions: [storm] };
  await publishCalendar(engine.owner, province, closed, PEOPLE.administrator.user);
  await servedFrom(2);
  expect(await ordered()).toEqual([]);
});

test('a province that gets its offices while the worker runs has its mornings too', async () => {
  const later = 'mau' as ProvinceId;
  const handle = engine.client.workflow.getHandle(digestWorkflowId(later, outboxQueueOf(engine.taskQueue)));
  const status = () =>
    handle.describe().then(
      (found) => found.status.name,
      () => 'none',
    );
  expect(await status()).toBe('none');
  await publishCalendar(engine.owner, later, open, PEOPLE.administrator.user);
  const office = { id: 'mau.office' as AgencyId, code: 'H99.01', name: { vi: 'Mẫu', en: 'Mẫu' } };
  await saveAgencies(engine.owner, [
    { ...office, province: later, parent: null, level: 'province', fulfils: [], area: null },
  ]);
  await expect.poll(status).toBe('RUNNING');
});
