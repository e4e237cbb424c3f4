/** Cases that went their ways in March 2026, asked about today. */
import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { saveUser } from '../../db/agencies/queries.ts';
import { type Database, openDatabase } from '../../db/core/client.ts';
import { procedureHash } from '../../db/core/digest.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import { fold } from '../../domain/cases/state/evolve.ts';
import type { CaseState } from '../../domain/cases/state/state.ts';
import { portalStatus } from '../../domain/cases/views/portal-status.ts';
import type { AgencyId, CaseId, ProvinceId, TaskId, UserId } from '../../domain/ids.ts';
import { instant, isoOf } from '../../domain/time/instant.ts';
import { SUSPENSION_REASONS } from '../../domain/vocabulary/clocks.ts';
import { CASE_STATUSES } from '../../domain/vocabulary/statuses.ts';
import { type Api, startApi } from '../../test/support/api.ts';
import type { Play } from '../../test/support/play.ts';
import { playCase, recordPlay } from '../../test/support/record-cases.ts';
import {
  actorWith,
  content,
  definitionOf,
  PEOPLE,
  PERMIT_YAML,
  POTHOLE_YAML,
} from '../../test/support/sample-definitions.ts';
import { unzipped } from '../../test/support/unzip.ts';

const { receptionist, specialist, head, citizen, auditor, otherWard, province, stranger } = PEOPLE;
const MAU = 'mau' as ProvinceId;
/** Heads the office above all others of the province. */
const OVERSEER = actorWith('tren', 'agency-head', 'hue.office' as AgencyId);
const MAU_AUDITOR = actorWith('kiem-mau', 'auditor', 'mau.office' as AgencyId, MAU);
const EXAMINE = 'examine.1' as TaskId;
const MARCH = 'from=2026-03-01T00:00:00%2B07:00&to=2026-04-01T00:00:00%2B07:00';
const at = (time: string) => instant(`2026-${time}:00+07:00`);

let api: Api;
let db: { api: Database; worker: Database };
const plays = new Map<string, Play>();

beforeAll(async () => {
  api = await startApi();
  const url = api.engine.settings.databaseUrl ?? '';
  db = {
    api: openDatabase(url, { role: 'motcua_api', max: 2 }),
    worker: openDatabase(url, { role: 'motcua_worker', max: 2 }),
  };
  for (const { user, province: home, roles } of [OVERSEER, MAU_AUDITOR])
    await saveUser(api.engine.owner, { id: user, province: home, name: user, active: true, roles });
  await record('swift', swift);
  await record('late', late);
  await record('open', (play) => play.until(at('04-20T08:00')));
  await record('withdrawn', (play) => {
    play.until(at('03-03T08:00'));
    play.do(receptionist, { type: 'withdraw', reason: content('mind') });
  });
  await record('documents', (play) => {
    play.until(at('03-02T09:00'));
    play.do(specialist, { type: 'claim', taskId: EXAMINE });
    const missing = ['title'];
    play.do(specialist, {
      type: 'request-supplement',
      taskId: EXAMINE,
      missing,
      reason: content('documents'),
    });
  });
  const filed = await played('filed', PERMIT_YAML);
  await recordPlay(db, filed);
  const pothole = await played('pothole', POTHOLE_YAML);
  pothole.do(receptionist, { type: 'classify', urgency: 'normal', owner: null });
  pothole.until(at('03-02T10:00'));
  pothole.do(specialist, {
    type: 'complete',
    taskId: 'handle.1' as TaskId,
    outcome: 'done',
    reason: null,
    documents: [],
  });
  await recordPlay(db, pothole);
  await api.engine.owner.pool.query(
    `INSERT INTO complaint_places (case_id, province, ward, folded, filed_at) VALUES ('pothole', 'hue', 'other-ward', '', now())`,
  );
});
afterAll(async () => {
  await db.api.close();
  await db.worker.close();
  await api.close();
});

async function played(id: string, yaml: string): Promise<Play> {
  const sample = definitionOf(yaml);
  const definition = { ...sample, ref: { ...sample.ref, hash: procedureHash(sample.procedure) } };
  const play = await playCase(db, definition, at('03-02T08:00'), {
    caseId: id as CaseId,
    ...(sample.procedure.kind === 'dossier' ? { facts: { area: 50 } } : {}),
  });
  plays.set(id, play);
  return play;
}

/** Filed and accepted on Monday 2 March at 8:00. */
async function record(id: string, go: (play: Play) => void): Promise<void> {
  const play = await played(id, PERMIT_YAML);
  play.do(receptionist, { type: 'accept' });
  go(play);
  await recordPlay(db, play);
}

const complete = (outcome: string, taskId = EXAMINE) =>
  ({ type: 'complete', taskId, outcome, reason: null, documents: [] }) as const;

/** Examined and signed on the first morning; delivered, rated, closed. */
function swift(play: Play): void {
  play.until(at('03-02T09:00'));
  play.do(specialist, complete('forward'));
  play.until(at('03-02T10:00'));
  play.do(head, complete('approve', 'sign.1' as TaskId));
  play.do(receptionist, { type: 'pay', amount: 75_000, receipt: 'BL-1', how: 'cash' });
  play.do(receptionist, { type: 'deliver', way: 'counter' });
  play.do(citizen, { type: 'rate', rating: 'acceptable', content: null });
  play.until(at('03-03T10:00'));
  play.do(receptionist, { type: 'close' });
}

/** Nobody took it until Wednesday; due on Thursday at 8:00, examined on Friday at 9:00, signed in time. */
function late(play: Play): void {
  play.until(at('03-04T08:00'));
  play.do(specialist, { type: 'claim', taskId: EXAMINE });
  play.until(at('03-05T10:00'));
  play.do(specialist, { type: 'release', taskId: EXAMINE });
  play.until(at('03-06T09:00'));
  play.do(head, complete('forward'));
  play.until(at('03-06T10:00'));
  play.do(head, complete('approve', 'sign.1' as TaskId));
}

const download = (who: Actor | null, path: string, headers: Record<string, string> = {}) =>
  api.call(who?.user ?? null, 'GET', path, undefined, headers);

async function given(who: Actor, path: string) {
  const { status, body } = await download(who, path);
  expect([status, status === 200 ? null : body]).toEqual([200, null]);
  return body;
}

describe('the report on punctuality', () => {
  test('counts tasks by the instants at which they were done, and their worst', async () => {
    const { rows, before } = await given(auditor, `/v1/sla/report?${MARCH}&by=step&atLeast=1`);
    expect(before).toEqual({ from: '2026-01-28T17:00:00.000Z', to: '2026-02-28T17:00:00.000Z' });
    const examine = rows.find(({ name }: { name: string }) => name === '9.000001/examine');
    expect(examine).toMatchObject({
      label: 'Sample permit: Examine',
      finished: 2,
      onTime: 1,
      early: 1,
      late: 1,
      onTimePercent: 50,
      averageLateMinutes: 25 * 60,
      averageWorkingMinutes: (60 + 3 * 480 + 540) / 2,
      overdue: 1,
      worst: { caseId: 'late', lateMinutes: 25 * 60 },
      before: { finished: 0, onTimePercent: null },
      change: { finished: 2, late: 1, overdue: 1, onTimePercent: null },
    });
    expect(examine.worst.code).toMatch(/^H57\.12-260302-/);
  });

  test('against the period before, which has the same length', async () => {
    const april = 'from=2026-04-01T00:00:00%2B07:00&to=2026-05-02T00:00:00%2B07:00';
    const { rows } = await given(auditor, `/v1/sla/report?${april}&by=step`);
    const examine = rows.find(({ name }: { name: string }) => name === '9.000001/examine');
    expect(examine).toMatchObject({ finished: 0, overdue: 1, before: { finished: 2, late: 1, overdue: 1 } });
    expect(examine.change).toEqual({ finished: -2, late: -1, overdue: 0, onTimePercent: null });
  });

  test('ranks nobody by too few', async () => {
    const { rows } = await given(auditor, `/v1/sla/report?${MARCH}&by=agency&of=tasks`);
    expect(rows[0]).toMatchObject({ name: 'hue.ward', rank: null, unranked: 'Too few to rank' });
    const ranked = await given(auditor, `/v1/sla/report?${MARCH}&by=agency&of=tasks&atLeast=1`);
    expect(ranked.rows[0]).toMatchObject({
      name: 'hue.ward',
      label: 'Agency hue.ward',
      rank: 1,
      unranked: null,
    });
  });

  test('a complaint counts for the ward where it is, a dossier for the ward that its agency serves', async () => {
    const { rows } = await given(auditor, `/v1/sla/report?${MARCH}&by=ward&of=tasks&atLeast=1`);
    const finished = rows.map(({ name, finished }: { name: string; finished: number }) => [name, finished]);
    expect(finished).toContainEqual(['ward', 4]);
    expect(finished).toContainEqual(['other-ward', 1]);
  });

  test('of whole cases counts no withdrawn one, and dossiers apart from complaints', async () => {
    const { rows } = await given(auditor, `/v1/sla/report?${MARCH}&by=procedure&kind=dossier&atLeast=1`);
    expect(rows).toMatchObject([
      { name: '9.000001', label: 'Sample permit', finished: 2, late: 0, early: 2 },
    ]);
  });

  test('goes out as CSV and as a workbook, in the language of the reader', async () => {
    const path = `/v1/sla/report?${MARCH}&by=step`;
    const csv = await download(auditor, path, { Accept: 'text/csv', 'Accept-Language': 'vi' });
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.body.split('\r\n')[0]).toContain('Hạng,Mã hồ sơ,Tên,Đã hoàn thành,Đúng hạn');
    expect(csv.body).toContain('Quá ít để xếp hạng,9.000001/examine,Cấp phép mẫu: Thẩm định,2,1,1,1,0,1,50');
    expect((await workbook(auditor, `${path}&format=xlsx`)).get('xl/worksheets/sheet1.xml')).toContain(
      '9.000001/examine',
    );
  });
});

describe('an agency’s scorecard', () => {
  test('has its month, its cards and the twelve months up to it', async () => {
    const card = await given(head, '/v1/agencies/hue.ward/scorecard?month=2026-03');
    expect(card).toMatchObject({
      name: 'Agency hue.ward',
      month: '2026-03',
      cases: { finished: 2, onTime: 2, early: 2, late: 0, onTimePercent: 100 },
      worst: { caseId: 'late', clock: 'task:examine.1', step: 'examine', lateMinutes: 1500 },
    });
    expect(card.tasks).toMatchObject({ finished: 5, late: 1, averageLateMinutes: 1500 });
    const given766 = [...plays.values()].flatMap(({ events }) =>
      events.filter((event) => event.type === 'card-given' && event.at < at('04-01T00:00')),
    );
    const of = (colour: string) =>
      given766.filter((event) => 'colour' in event && event.colour === colour).length;
    expect(of('yellow')).toBeGreaterThan(1);
    expect(card.cards).toMatchObject({ yellow: of('yellow'), red: of('red') });
    expect(card.cards.newest).toHaveLength(given766.length);
    expect(card.trend).toHaveLength(12);
    expect(card.trend[0].month).toBe('2025-04');
    expect(card.trend.at(-1)).toMatchObject({
      month: '2026-03',
      tasks: { finished: 5 },
      yellow: of('yellow'),
    });
  });

  test('of a month in which nothing happened is empty, not zero per cent', async () => {
    const card = await given(head, '/v1/agencies/hue.ward/scorecard?month=2025-01');
    expect(card).toMatchObject({
      tasks: { finished: 0, onTimePercent: null },
      worst: null,
      cards: { yellow: 0 },
    });
  });
});

describe('the indicators of Decision 766', () => {
  test('count what was received in the period and say what is not measured', async () => {
    const report = await given(auditor, `/v1/reports/766?${MARCH}`);
    expect(report.counts).toEqual({
      received: 5,
      onTime: 2,
      late: 0,
      inTerm: 0,
      overdue: 1,
      noTerm: 2,
      online: 0,
      digitised: 5,
      rated: 1,
      content: 1,
    });
    const points = report.groups.map(({ group, measured, points }: Record<string, unknown>) => [
      group,
      measured,
      points,
    ]);
    expect(points).toEqual([
      ['openness', 'none', null],
      ['progress', 'whole', 8],
      ['digitisation', 'part', null],
      ['online', 'part', null],
      ['satisfaction', 'whole', 18],
    ]);
    expect(report).toMatchObject({ measuredPoints: 26, measuredMost: 38 });
  });

  test('as they were on a day', async () => {
    const then = await given(auditor, `/v1/reports/766?${MARCH}&at=2026-03-05T12:00:00%2B07:00`);
    expect(then.counts).toMatchObject({ received: 5, onTime: 1, overdue: 0 });
  });
});

describe('the codes of the national portal', () => {
  const moments = [
    '03-02T07:59',
    '03-02T08:00',
    '03-02T09:30',
    '03-02T10:00',
    '03-03T09:00',
    '03-06T12:00',
    '06-01T00:00',
  ];
  test.each(moments)('stand as the events tell it, on 2026-%s', async (time) => {
    const counts = new Map<number, number>();
    for (const { events } of plays.values()) {
      const state = fold(events.filter((event) => event.at <= at(time)));
      if (state !== null) counts.set(portalStatus(state), (counts.get(portalStatus(state)) ?? 0) + 1);
    }
    const { codes, total } = await given(
      auditor,
      `/v1/reports/portal-status?at=${encodeURIComponent(isoOf(at(time)))}`,
    );
    const reported = codes.filter(({ count }: { count: number }) => count > 0);
    expect(
      new Map(reported.map(({ code, count }: { code: number; count: number }) => [code, count])),
    ).toEqual(counts);
    expect(total).toBe([...counts.values()].reduce((sum, n) => sum + n, 0));
  });

  test('now, in three groups', async () => {
    const { groups, codes } = await given(auditor, '/v1/reports/portal-status');
    expect(codes[4]).toEqual({ code: 5, name: 'Documents requested', count: 1 });
    // One of the paused waits for its fee.
    expect(groups).toEqual({ 'in-process': 3, paused: 2, done: 2 });
    const dossiers = await given(auditor, '/v1/reports/portal-status?kind=dossier');
    expect(dossiers.total).toBe(6);
  });

  test('are the same in the database and in the rules, for every kind of case', async () => {
    const endings = [
      null,
      'granted',
      'refused',
      'stopped',
      'resolved',
      'rejected',
      'not-accepted',
      'withdrawn',
      'merged',
    ] as const;
    const task = plays.get('late')?.events.find((event) => event.type === 'task-opened');
    if (task?.type !== 'task-opened') throw new Error('no task was opened');
    const lists: CaseState['tasks'][] = [
      [],
      [task.task],
      [{ ...task.task, assignee: 'minh' as UserId }],
      [{ ...task.task, visit: 2 }],
      [task.task, { ...task.task, assignee: 'minh' as UserId }],
    ];
    const base = fold(plays.get('open')?.events ?? []);
    if (base === null) throw new Error('nothing was filed');
    const states = CASE_STATUSES.flatMap((status) =>
      endings.flatMap((ending) =>
        lists.flatMap((tasks) =>
          [[], ['examine'], ['examine', 'sign']].flatMap((trail) =>
            [null, ...SUSPENSION_REASONS].map(
              (suspended): CaseState => ({ ...base, status, ending, tasks, trail, suspended }),
            ),
          ),
        ),
      ),
    );
    const { rows } = await api.engine.owner.pool.query<{ code: number }>(
      `SELECT portal_status(s ->> 'status', s ->> 'ending', s) AS code FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS e(s, n) ORDER BY n`,
      [JSON.stringify(states)],
    );
    expect(rows.map(({ code }) => code)).toEqual(states.map((state) => portalStatus(state)));
  });
});

describe('missed deadlines', () => {
  test('say how late they are, who had the work, and how long nobody had', async () => {
    const { items } = await given(auditor, '/v1/sla/breaches?step=examine&kind=dossier');
    expect(items.map(({ caseId }: { caseId: string }) => caseId).sort()).toEqual(['late', 'open']);
    expect(items.find(({ caseId }: { caseId: string }) => caseId === 'late')).toMatchObject({
      clock: 'task:examine.1',
      procedure: '9.000001',
      agency: 'hue.ward',
      dueAt: '2026-03-05T01:00:00.000Z',
      stoppedAt: '2026-03-06T02:00:00.000Z',
      budgetMinutes: 1440,
      lateElapsedMinutes: 1500,
      lateWorkingMinutes: 540,
      heldMinutes: 480 + 120,
      idleMinutes: 2 * 480 + 420,
      pausedMinutes: 0,
      holders: [
        { agency: 'hue.ward', holder: null, workingMinutes: 2 * 480 + 420 },
        { agency: 'hue.ward', holder: specialist.user, workingMinutes: 600 },
      ],
    });
  });

  test('of one case in full: each turn, and what the ladder did', async () => {
    const { items } = await given(auditor, '/v1/cases/late/breaches');
    expect(items).toHaveLength(1);
    expect(
      items[0].turns.map(({ holder, workingMinutes }: Record<string, unknown>) => [holder, workingMinutes]),
    ).toEqual([
      [null, 960],
      [specialist.user, 600],
      [null, 360],
      [null, 60],
    ]);
    const reactions = items[0].reactions.map(({ type }: { type: string }) => type);
    expect(reactions).toContain('clock-breached');
    expect(reactions).toContain('card-given');
  });

  test('that still run are late up to now', async () => {
    const { items } = await given(auditor, '/v1/cases/open/breaches');
    expect(items.map(({ clock, stoppedAt }: Record<string, unknown>) => [clock, stoppedAt])).toEqual([
      ['task:examine.1', null],
      ['case', null],
    ]);
    expect(items[0].lateElapsedMinutes).toBeGreaterThan(60 * 24 * 200);
  });

  test('go out as files, with the same rows', async () => {
    const { body } = await download(auditor, '/v1/sla/breaches?step=examine&kind=dossier', {
      Accept: 'text/csv',
    });
    const lines = body.trimEnd().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines.find((line: string) => line.includes(',1500,'))).toMatch(
      /^H57\.12-260302-\d{4},Dossier,9\.000001,task:examine\.1,examine,hue\.ward,2026-03-05T08:00:00\+07:00,,2026-03-06T09:00:00\+07:00,1500,1440,1980$/,
    );
  });
});

test('a file of missed deadlines says who held the work, where it is asked to', async () => {
  const { body } = await download(
    auditor,
    '/v1/sla/breaches?step=examine&kind=dossier&format=csv&explain=true',
  );
  const [heading, ...lines] = body.trimEnd().split('\r\n');
  expect(heading).toMatch(
    /,Late by \(working minutes\),Assigned \(working minutes\).*,Assigned officers \(working minutes\)$/,
  );
  expect(lines.find((line: string) => line.includes(',1500,'))).toMatch(
    /,540,600,1380,0,hue\.ward –: 1380; hue\.ward minh: 600$/,
  );
});

describe('a case as it was', () => {
  test('at the instant of each of its events stood as its events had it', async () => {
    for (const id of ['late', 'documents', 'withdrawn']) {
      const { events } = plays.get(id) ?? { events: [] };
      for (const moment of new Set(events.map((event) => event.at))) {
        const state = fold(events.filter((event) => event.at <= moment));
        const view = await given(auditor, `/v1/cases/${id}/as-of?asOf=${encodeURIComponent(isoOf(moment))}`);
        expect(view).toMatchObject({
          status: state?.status,
          version: state?.version,
          ending: state?.ending,
          actions: [],
        });
        const open = view.tasks.filter(({ closedAt }: { closedAt: unknown }) => closedAt === null);
        expect(open.map(({ id: task, assignee }: Record<string, unknown>) => [task, assignee])).toEqual(
          state?.tasks.map(({ id: task, assignee }) => [task, assignee]),
        );
      }
    }
  });

  test('has clocks that read what they read then', async () => {
    const view = await given(
      auditor,
      `/v1/cases/late/as-of?asOf=${encodeURIComponent('2026-03-05T09:00:00+07:00')}`,
    );
    const clock = view.clocks.find(({ id }: { id: string }) => id === 'task:examine.1');
    expect(clock).toMatchObject({ phase: 'running', consumedMinutes: 1500, breached: true, stoppedAt: null });
    const before = await given(
      auditor,
      `/v1/cases/late/as-of?asOf=${encodeURIComponent('2026-03-05T07:59:00+07:00')}`,
    );
    expect(before.clocks.find(({ id }: { id: string }) => id === 'task:examine.1').breached).toBe(false);
  });

  test('now is the case itself', async () => {
    for (const id of ['swift', 'late', 'documents', 'pothole']) {
      // Between the two answers a document of the case may have been made.
      await vi.waitFor(async () => {
        const { clocks: _, ...same } = await given(auditor, `/v1/cases/${id}`);
        const { clocks: __, ...rest } = await given(auditor, `/v1/cases/${id}/as-of`);
        expect(rest).toEqual({ ...same, actions: [] });
      }, 60_000);
    }
  });

  test('was not there before it was filed, and what is to come nobody knows', async () => {
    expect((await download(auditor, '/v1/cases/late/as-of?asOf=2026-03-02T00:59:59Z')).status).toBe(404);
    const ahead = await download(auditor, '/v1/cases/late/as-of?asOf=2999-01-01T00:00:00Z');
    expect([ahead.status, ahead.body.errors[0].pointer]).toEqual([422, '/asOf']);
  });

  test('differs between two moments by what happened', async () => {
    const path = `/v1/cases/late/difference?from=2026-03-04T00:59:00Z&to=2026-03-04T01:00:00Z`;
    const { changes, events, versions } = await given(auditor, path);
    expect(changes).toEqual([
      { path: '/portalStatus', before: 2, after: 4 },
      { path: '/tasks/examine.1/assignee', before: null, after: specialist.user },
    ]);
    expect(events.map(({ type }: { type: string }) => type)).toEqual(['task-claimed']);
    expect(versions.to).toBe(versions.from + 1);
  });
});

describe('cases as files', () => {
  test('by the filters of the list, with all of its rows', async () => {
    const { body, headers } = await download(auditor, '/v1/cases?kind=dossier&limit=1&format=csv');
    expect(headers.get('content-disposition')).toBe('attachment; filename="cases.csv"');
    const list = await given(auditor, '/v1/cases?kind=dossier');
    const codes = body
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((line: string) => line.split(',')[0]);
    expect(codes).toEqual(list.items.map(({ code }: { code: string }) => code));
    expect(codes).toHaveLength(6);
  });

  test('name nobody', async () => {
    const { body } = await download(province, '/v1/cases?format=csv');
    expect(body).not.toMatch(/dan\b|Nguyễn|0905/);
  });
});

describe('who may not', () => {
  const paths = [
    '/v1/sla/breaches',
    `/v1/sla/report?${MARCH}`,
    `/v1/reports/766?${MARCH}`,
    '/v1/reports/portal-status',
    '/v1/agencies/hue.ward/scorecard',
    '/v1/cases/late/breaches',
    '/v1/cases/late/as-of',
    '/v1/cases/late/difference?from=2026-03-01T00:00:00Z&to=2026-03-09T00:00:00Z',
    '/v1/cases?format=csv',
  ];

  test.each(paths)('a citizen who wants to know of the offices: %s', async (path) => {
    const { status, body } = await download(citizen, path);
    expect([status, body.code]).toEqual([403, 'not-permitted']);
    expect((await download(null, path)).status).toBe(401);
  });

  test('a specialist who spies on another ward gets its scorecard by no way', async () => {
    for (const path of [
      '/v1/agencies/hue.other-ward/scorecard',
      '/v1/sla/breaches?agency=hue.other-ward',
      '/v1/sla/breaches?agency=hue.other-ward&format=csv',
      `/v1/sla/report?${MARCH}&agency=hue.other-ward`,
      `/v1/reports/766?${MARCH}&agency=hue.other-ward`,
      '/v1/reports/portal-status?agency=hue.other-ward',
    ]) {
      const { status, body } = await download(specialist, path);
      expect([path, status, body.code]).toEqual([path, 403, 'not-permitted']);
    }
  });

  test('a specialist sees their own agency alone, though they see cases that others worked on', async () => {
    const { rows } = await given(specialist, `/v1/sla/report?${MARCH}&by=agency&of=tasks`);
    expect(rows.map(({ name }: { name: string }) => name)).toEqual(['hue.ward']);
    const counter = await given(receptionist, `/v1/sla/report?${MARCH}&by=agency&of=tasks`);
    expect(counter.rows.map(({ name }: { name: string }) => name)).toEqual(['hue.counter']);
  });

  test('a specialist of a ward with none of the cases finds nothing, in any form', async () => {
    expect((await given(otherWard, `/v1/sla/report?${MARCH}`)).rows).toEqual([]);
    expect((await given(otherWard, '/v1/sla/breaches')).items).toEqual([]);
    expect((await given(otherWard, '/v1/reports/portal-status')).total).toBe(0);
    expect((await given(otherWard, `/v1/reports/766?${MARCH}`)).counts.received).toBe(0);
    expect((await download(otherWard, '/v1/cases?format=csv')).body.trimEnd().split('\r\n')).toHaveLength(1);
    expect((await download(otherWard, '/v1/cases/late/breaches')).status).toBe(404);
    expect((await download(otherWard, '/v1/cases/late/as-of')).status).toBe(404);
  });

  test('an auditor of another province finds nothing, and is notified of no agency here', async () => {
    expect((await given(MAU_AUDITOR, `/v1/sla/report?${MARCH}`)).rows).toEqual([]);
    expect((await given(MAU_AUDITOR, '/v1/reports/portal-status')).total).toBe(0);
    expect((await download(MAU_AUDITOR, '/v1/agencies/hue.ward/scorecard')).status).toBe(404);
    expect((await download(MAU_AUDITOR, '/v1/sla/breaches?agency=hue.ward')).status).toBe(403);
    expect((await download(stranger, '/v1/cases/late/as-of')).status).toBe(404);
  });

  test('but whoever heads the office above sees all that is below it', async () => {
    const { rows } = await given(OVERSEER, `/v1/sla/report?${MARCH}&by=agency&of=tasks&agency=hue.ward`);
    expect(rows).toMatchObject([{ name: 'hue.ward', finished: 5 }]);
    expect((await given(OVERSEER, '/v1/agencies/hue.ward/scorecard?month=2026-03')).tasks.finished).toBe(5);
    expect((await download(head, '/v1/agencies/hue.office/scorecard')).status).toBe(403);
  });
});

describe('what cannot be asked', () => {
  test.each([
    [`/v1/sla/report?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z`, '/to'],
    ['/v1/sla/report?to=2026-03-01T00:00:00Z', '/from'],
    [`/v1/sla/report?${MARCH}&by=moon`, '/by'],
    [`/v1/sla/report?${MARCH}&by=step&of=cases`, '/of'],
    [`/v1/sla/report?${MARCH}&atLeast=0`, '/atLeast'],
    [`/v1/sla/report?${MARCH}&format=pdf`, '/format'],
    [`/v1/sla/report?${MARCH}&colour=red`, '/colour'],
    ['/v1/sla/breaches?from=yesterday', '/from'],
    ['/v1/agencies/hue.ward/scorecard?month=2026-13', '/month'],
    ['/v1/reports/766?from=2026-03-01T00:00:00Z&to=2026-03-01T00:00:00Z', '/to'],
    [`/v1/reports/766?${MARCH}&at=2999-01-01T00:00:00Z`, '/at'],
    ['/v1/reports/portal-status?at=2026-03-01', '/at'],
    ['/v1/cases/late/difference?from=2026-03-01T00:00:00Z', '/to'],
    ['/v1/cases/late/difference?from=2026-03-01T00:00:00Z&to=2999-03-01T00:00:00Z', '/to'],
    ['/v1/cases?format=doc', '/format'],
  ])('%s names %s', async (path, pointer) => {
    const { status, body } = await download(auditor, path);
    expect([status, body.code, body.errors?.[0]?.pointer]).toEqual([422, 'invalid-input', pointer]);
  });

  test('an agency that is none', async () => {
    expect((await download(auditor, '/v1/agencies/hue.moon/scorecard')).status).toBe(404);
    expect((await download(auditor, '/v1/sla/breaches?agency=hue.moon')).status).toBe(403);
  });
});

describe('a large file', () => {
  const ROWS = 30_000;
  beforeAll(async () => {
    await api.engine.owner.pool.query(
      `INSERT INTO cases (id, code, kind, province, procedure, procedure_version, procedure_hash, status, urgency, channel,
         counter, owner, agencies, filed_at, version, head_hash, state)
       SELECT 'many' || i, 'H99.1-260302-' || lpad(i::text, 7, '0'), 'dossier', 'mau', '9.000001', 1, 'h', 'closed', 'normal', 'counter',
         'mau.counter', 'mau.ward', ARRAY['mau.ward'], now() - i * interval '1 minute', 1, 'h', '{}' FROM generate_series(1, $1::integer) AS i`,
      [ROWS],
    );
  });

  /** Begins to read and then takes nothing more. */
  async function stalled(): Promise<{ leave: () => void }> {
    const token = await api.tokenOf(MAU_AUDITOR.user);
    return new Promise((resolve, reject) => {
      const request = get(
        `${api.url}/v1/cases?format=csv`,
        { headers: { Authorization: `Bearer ${token}` }, agent: false },
        (response) => {
          if (response.statusCode !== 200) reject(new Error(`answered ${response.statusCode}`));
          response.pause();
          resolve({ leave: () => request.destroy() });
        },
      );
      request.on('error', () => undefined);
    });
  }

  async function reading(): Promise<number> {
    const { rows } = await api.engine.owner.pool.query<{ n: number }>(
      `SELECT count(*)::integer AS n FROM pg_stat_activity WHERE application_name = 'motcua_api' AND state <> 'idle'
         AND xact_start IS NOT NULL AND query LIKE 'FETCH%'`,
    );
    return rows[0]?.n ?? 0;
  }

  test('has every row, once', async () => {
    const { body } = await download(MAU_AUDITOR, '/v1/cases?format=csv');
    const codes = body
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((line: string) => line.split(',')[0]);
    expect(codes).toHaveLength(ROWS);
    expect(new Set(codes).size).toBe(ROWS);
  });

  test('that nobody takes is not read on, and a client that goes away ends the query', async () => {
    const { leave } = await stalled();
    await expect.poll(reading).toBe(1);
    leave();
    await expect.poll(reading).toBe(0);
  });

  test('is one of a few at a time; another is asked to wait, and has its turn afterwards', async () => {
    const readers = await Promise.all([1, 2, 3, 4].map(() => stalled()));
    const fifth = async () => {
      const { status, body } = await download(MAU_AUDITOR, '/v1/cases?format=csv');
      return [status, body.code];
    };
    try {
      await expect.poll(fifth).toEqual([429, 'too-many-requests']);
      await expect.poll(async () => (await download(MAU_AUDITOR, '/v1/cases')).status).toBe(200);
    } finally {
      for (const { leave } of readers) leave();
    }
    await expect.poll(async () => (await download(MAU_AUDITOR, '/v1/cases?format=csv')).status).toBe(200);
  });
});

async function workbook(who: Actor, path: string): Promise<ReadonlyMap<string, string>> {
  const response = await fetch(`${api.url}${path}`, {
    headers: { Authorization: `Bearer ${await api.tokenOf(who.user)}` },
  });
  expect(response.status).toBe(200);
  return unzipped(Buffer.from(await response.arrayBuffer()));
}

describe('how work goes on', () => {
  test('counts what stands open, and its figures are the lists of the same cases', async () => {
    const openWork = await given(auditor, '/v1/sla/open-work');
    expect(openWork).toMatchObject({ open: 4, dueThisWeek: 0, paused: 1 });
    expect(openWork.overdue).toBeGreaterThan(0);
    const overdue = await given(auditor, '/v1/cases?overdue=true');
    expect(overdue.items).toHaveLength(openWork.overdue);
    const ward = await given(auditor, '/v1/sla/open-work?agency=hue.ward&kind=dossier');
    const owned = await given(
      auditor,
      '/v1/cases?owner=hue.ward&kind=dossier&status=filed,in-process,supplement,suspended',
    );
    expect(owned.items).toHaveLength(ward.open);
    const own = await given(head, '/v1/sla/open-work');
    const listed = '/v1/cases?own=true&status=filed,in-process,supplement,suspended';
    expect((await given(head, listed)).items).toHaveLength(own.open);
    expect((await given(receptionist, listed)).items).toEqual([]);
    expect(await given(auditor, '/v1/sla/open-work?agency=hue.tax')).toMatchObject({ open: 0, overdue: 0 });
  });

  test('month by month', async () => {
    const { items } = await given(auditor, '/v1/sla/trend?month=2026-04&months=3');
    expect(items.map(({ month }: { month: string }) => month)).toEqual(['2026-02', '2026-03', '2026-04']);
    expect(items[0]).toMatchObject({ received: 0, finished: 0, onTimePercent: null });
    expect(items[1]).toMatchObject({ received: 7, finished: 2, onTime: 2, onTimePercent: 100 });
    const tasks = await given(auditor, '/v1/sla/trend?month=2026-03&months=2&of=tasks&procedure=9.000001');
    expect(tasks.items[1]).toMatchObject({ received: 6, finished: 4, late: 1 });
  });

  test('the slowest steps, with the middle and what nine of ten needed', async () => {
    const { rows } = await given(auditor, `/v1/sla/steps?${MARCH}`);
    const examine = rows.find(({ step }: { step: string }) => step === 'examine');
    expect(examine).toMatchObject({
      procedure: '9.000001',
      label: 'Sample permit: Examine',
      finished: 2,
      late: 1,
      medianMinutes: 60,
      p90Minutes: 3 * 480 + 540,
    });
    expect(examine.open).toBeGreaterThan(0);
    const p90 = rows.map(({ p90Minutes }: { p90Minutes: number | null }) => p90Minutes ?? -1);
    expect(p90).toEqual([...p90].sort((a, b) => b - a));
    const csv = await download(auditor, `/v1/sla/steps?${MARCH}&format=csv`);
    expect(csv.body.trim().split('\r\n')).toHaveLength(rows.length + 1);
    const open = await given(auditor, '/v1/cases?step=examine&procedure=9.000001');
    expect(open.items).toHaveLength(examine.open);
  });

  test('what of a step was late, or is, is found among the missed deadlines', async () => {
    const { rows } = await given(auditor, `/v1/sla/steps?${MARCH}`);
    const [from, to] = MARCH.split('&').map((part) => part.split('=')[1]);
    let [late, overdue] = [0, 0];
    for (const { procedure, step, ...row } of rows) {
      const which = `/v1/sla/breaches?limit=200&procedure=${procedure}&step=${step}`;
      const finished = await given(auditor, `${which}&finishedFrom=${from}&finishedTo=${to}`);
      expect([step, finished.items.length]).toEqual([step, row.late]);
      const running = await given(auditor, `${which}&running=true`);
      expect([step, running.items.length]).toEqual([step, row.overdue]);
      late += row.late;
      overdue += row.overdue;
    }
    expect(Math.min(late, overdue)).toBeGreaterThan(0);
  });

  test('the cards of a period, page after page, each of the agency that was given it', async () => {
    const always = 'from=2020-01-01T00:00:00Z&to=2030-01-01T00:00:00Z';
    const { rows: all } = await api.engine.owner.pool.query(
      `SELECT case_id, colour FROM cards WHERE province = 'hue' ORDER BY given_at DESC, case_id DESC, seq DESC`,
    );
    const of = (colour: string) => all.filter((card) => card.colour === colour).length;
    const first = await given(auditor, `/v1/sla/cards?${always}&limit=1`);
    expect(first).toMatchObject({ yellow: of('yellow'), red: of('red') });
    const seen = [...first.items];
    for (let { next } = first; next !== null; ) {
      const page = await given(auditor, `/v1/sla/cards?${always}&limit=1&cursor=${next}`);
      seen.push(...page.items);
      next = page.next;
    }
    expect(seen.map(({ caseId }) => caseId)).toEqual(all.map(({ case_id }) => case_id));
    expect(seen.length).toBeGreaterThan(1);
    const red = await given(auditor, `/v1/sla/cards?${always}&colour=red`);
    expect([red.items.length, red.yellow]).toEqual([of('red'), of('yellow')]);
    expect(await given(otherWard, `/v1/sla/cards?${always}`)).toMatchObject({ yellow: 0, red: 0, items: [] });
    const own = await given(head, `/v1/sla/cards?${always}&agency=hue.ward`);
    expect(own.items.every(({ agency }: { agency: string }) => agency === 'hue.ward')).toBe(true);
  });

  test('what was decided in a period, on time and late, is found as cases', async () => {
    const finished = 'finishedFrom=2026-03-01T00:00:00%2B07:00&finishedTo=2026-04-01T00:00:00%2B07:00';
    const { items } = await given(auditor, `/v1/cases?${finished}&kind=dossier`);
    expect(items.map(({ id }: { id: string }) => id).sort()).toEqual(['late', 'swift']);
    expect((await given(auditor, `/v1/cases?${finished}&punctuality=late`)).items).toEqual([]);
    expect((await given(auditor, `/v1/cases?${finished}&punctuality=on-time&ward=ward`)).items).toHaveLength(
      2,
    );
    expect((await given(auditor, '/v1/cases?ward=other-ward')).items).toMatchObject([{ id: 'pothole' }]);
  });

  test('is for who answers for it, and for an agency for its own alone', async () => {
    for (const path of ['open-work?x=', 'trend?x=', `steps?${MARCH}&x=`, `cards?${MARCH}&x=`]) {
      const [route] = path.split('x=');
      expect((await download(citizen, `/v1/sla/${route}`)).status).toBe(403);
      expect((await download(head, `/v1/sla/${route}agency=hue.tax`)).status).toBe(403);
      expect((await download(MAU_AUDITOR, `/v1/sla/${route}`)).status).toBe(200);
    }
    expect(await given(MAU_AUDITOR, '/v1/sla/open-work')).toMatchObject({ open: 0 });
    expect(await given(otherWard, '/v1/sla/open-work')).toMatchObject({ open: 0 });
    expect((await given(head, '/v1/sla/open-work')).open).toBeGreaterThan(0);
  });
});
