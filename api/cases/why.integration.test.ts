/** Whole explanations as the API gives them, in both languages: to be read aloud. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../db/core/client.ts';
import { procedureHash } from '../../db/core/digest.ts';
import { publishCalendar } from '../../db/procedures/queries.ts';
import type { CaseId, ProvinceId, TaskId, UserId } from '../../domain/ids.ts';
import type { BusinessCalendar } from '../../domain/time/calendar-types.ts';
import { instant, type PlainDay } from '../../domain/time/instant.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { loadCalendars } from '../../ops/definitions/calendar-files.ts';
import { type Api, startApi } from '../../test/support/api.ts';
import type { Play } from '../../test/support/play.ts';
import { type Databases, playCase, recordPlay, sayAbout } from '../../test/support/record-cases.ts';
import { definitionOf, PEOPLE, PERMIT_YAML } from '../../test/support/sample-definitions.ts';

const { receptionist, specialist, head } = PEOPLE;
const { office } = loadCalendars(join(import.meta.dirname, '../../procedures'), 'hue').calendars;
const at = (local: string) => instant(`2026-${local.replace(' ', 'T')}+07:00`);
const HUE = 'hue' as ProvinceId;
const EXAMINE = 'examine.1' as TaskId;

/** The calendar of Huế, in which a flood closed the offices for two days. */
const flooded = {
  ...office,
  version: 4,
  exceptions: [
    ...(office?.exceptions ?? []),
    ...['2026-03-17', '2026-03-18'].map((day) => ({
      day: day as PlainDay,
      kind: 'off' as const,
      hours: null,
      name: { vi: 'Nghỉ do lũ', en: 'Flood closure' },
      decision: '1234/QĐ-UBND',
    })),
  ],
} as BusinessCalendar;

let api: Api;
let db: Databases & { close(): Promise<void> };

beforeAll(async () => {
  api = await startApi({ leastWeeklyHours: 20 });
  const url = api.engine.settings.databaseUrl ?? '';
  const [reader, worker] = (['motcua_api', 'motcua_worker'] as const).map((role) =>
    openDatabase(url, { role, max: 2 }),
  );
  if (reader === undefined || worker === undefined) throw new Error('no database');
  db = { api: reader, worker, close: async () => void (await Promise.all([reader.close(), worker.close()])) };
  await publishCalendar(api.engine.owner, HUE, flooded, 'quan' as UserId);
  const permit = await accepted('flood');
  await requestDocuments(permit, '03-04 09:10:31', '03-09 15:40:08');
  await recordPlay(db, permit);
  const late = await accepted('late');
  await extend(late, '03-05 09:20:17', { taskId: EXAMINE });
  late.until(at('03-06 15:30:44'));
  late.do(specialist, { type: 'claim', taskId: EXAMINE });
  const done = { outcome: 'forward', reason: null, documents: [] };
  late.do(specialist, { type: 'complete', taskId: EXAMINE, ...done });
  await recordPlay(db, late);
});
afterAll(async () => {
  await db.close();
  await api.close();
});

async function accepted(id: string): Promise<Play> {
  const sample = definitionOf(PERMIT_YAML);
  const ref = { ...sample.ref, hash: procedureHash(sample.procedure) };
  const definition = { ...sample, ref, calendars: { ...sample.calendars, office: flooded } };
  const play = await playCase(db, definition, at('03-02 08:00:12'), {
    caseId: id as CaseId,
    facts: { area: 50 },
  });
  play.do(receptionist, { type: 'accept' });
  return play;
}

async function requestDocuments(play: Play, requested: string, received: string): Promise<void> {
  play.until(at(requested));
  play.do(specialist, { type: 'claim', taskId: EXAMINE });
  const reason = await sayAbout(db.api, play, specialist, `${play.case.id}-why`, 'Thiếu giấy chứng nhận');
  play.do(specialist, { type: 'request-supplement', taskId: EXAMINE, missing: ['title'], reason });
  play.until(at(received));
  const document = { id: `${play.case.id}-doc-title`, rule: 'title', digest: 'd'.repeat(64) };
  play.do(receptionist, { type: 'receive-supplement', documents: [document] });
}

/** By a working day. */
async function extend(play: Play, on: string, { taskId }: { taskId: TaskId | null }): Promise<void> {
  play.until(at(on));
  const reason = await sayAbout(db.api, play, head, `${play.case.id}-more`, 'Cần đo đạc lại');
  const by = { amount: 1, unit: 'working-days' } as const;
  play.do(head, { type: 'extend', by, taskId, reason });
}

async function why(id: string, clock: string, language: Language) {
  const path = `/v1/cases/${id}/clocks/${encodeURIComponent(clock)}/why`;
  const { status, body } = await api.call('lan', 'GET', path, undefined, { 'Accept-Language': language });
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body.text).toEqual([...body.summary, ...body.breakdown, ...body.events]);
  return body;
}

test('a flood and papers that were missing', async () => {
  const [vi, en] = [await why('flood', 'case', 'vi'), await why('flood', 'case', 'en')];
  expect(vi.summary[0]).toBe(
    'Thời hạn 15 ngày làm việc kể từ thứ Hai, ngày 02/03/2026; do chờ bổ sung giấy tờ (yêu cầu ngày 04/03, nhận ngày 09/03) và nghỉ do lũ (2 ngày, từ ngày 17/03 đến ngày 18/03), hạn lùi đến 14:29 thứ Hai, ngày 30/03/2026.',
  );
  expect(en.summary[0]).toBe(
    '15 working days from Monday 2 March 2026; the documents requested on 4 March and received on 9 March, and flood closure (2 days, from 17 March to 18 March) moved it to 14:29 on Monday 30 March 2026.',
  );
  expect(vi.breakdown).toContain(
    'Thứ Hai 23/03 đến Thứ Sáu 27/03/2026: tính 5 ngày (mỗi ngày 07:30–11:30, 13:00–17:00); đến nay 14 ngày 2 giờ 30 phút.',
  );
  expect(en.breakdown).toContain(
    'Tuesday 17 March to Wednesday 18 March 2026: Flood closure (1234/QĐ-UBND); not counted.',
  );
  expect([vi.events.length, en.events.length]).toEqual([3, 3]);
});

test('a task that was late in spite of an extension', async () => {
  const [vi, en] = [await why('late', `task:${EXAMINE}`, 'vi'), await why('late', `task:${EXAMINE}`, 'en')];
  expect(vi.summary).toEqual([
    'Thời hạn 3 ngày làm việc kể từ thứ Hai, ngày 02/03/2026; do được gia hạn thêm 1 ngày làm việc (ngày 05/03), hạn lùi đến 08:00 thứ Sáu, ngày 06/03/2026.',
    'Hạn trước đó, 08:00 thứ Năm, ngày 05/03/2026, đã quá và vẫn được ghi nhận là quá hạn.',
    'Đã hoàn thành lúc 15:30 thứ Sáu, ngày 06/03/2026, quá hạn 6 giờ làm việc.',
  ]);
  expect(en.summary).toEqual([
    '3 working days from Monday 2 March 2026; an extension of 1 working day on 5 March moved it to 08:00 on Friday 6 March 2026.',
    'An earlier deadline, 08:00 on Thursday 5 March 2026, was missed; it stays on record as missed.',
    'It was completed at 15:30 on Friday 6 March 2026, late by 6 hours of working time.',
  ]);
});

test('the year up to which holidays are announced goes with the calendar; too few office hours are refused', async () => {
  const { body } = await api.call('quan', 'GET', '/v1/calendars/office');
  expect(body).toMatchObject({ version: 4, announcedUntil: 2026 });
  const { version: _, ...content } = body;
  const decision = 'Thông báo nghỉ lễ năm 2027';
  const publish = (change: object) =>
    api.call('quan', 'POST', '/v1/calendars', { ...content, decision, ...change });
  const announced = await publish({ announcedUntil: 2027 });
  expect([announced.status, announced.body.announcedUntil]).toEqual([201, 2027]);
  // As this installation's setting has it.
  const week = { 1: [[480, 1020]], 2: [[480, 1020]] };
  const hours = [{ since: '2020-01-01', months: [], week, decision: 'QĐ' }];
  const few = await publish({ hours });
  expect([few.status, few.body.code]).toEqual([422, 'invalid-calendar']);
  expect(JSON.stringify(few.body.errors)).toContain('20');
});
