/** The API over real HTTP, with PostgreSQL, Temporal and a worker behind it, and the sample procedures published. */
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import type { Settings } from '../../config/settings.ts';
import { saveAgencies, saveUser } from '../../db/agencies/queries.ts';
import { openDatabase } from '../../db/core/client.ts';
import { publishCalendar, publishProcedure } from '../../db/procedures/queries.ts';
import type { Agency } from '../../domain/agencies/types.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import type { AgencyId, ProvinceId, UserId } from '../../domain/ids.ts';
import { type Engine, startEngine } from './engine.ts';
import {
  AGENCIES,
  actorWith,
  CALENDARS,
  definitionOf,
  PEOPLE,
  PERMIT_YAML,
  POTHOLE_YAML,
} from './sample-definitions.ts';
import { startTestServer } from './server.ts';

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came
  readonly body: any;
  readonly headers: Headers;
}

export interface Api {
  readonly url: string;
  readonly engine: Engine;
  tokenOf(user: string): Promise<string>;
  /** As this user; null: as nobody. A body is sent as JSON; writes get an Idempotency-Key unless the headers name one. */
  call(
    user: string | null,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** Every row count of the record, but for documents that are still being made: two equal ones mean that nothing was written. */
  counts(): Promise<string>;
  close(): Promise<void>;
}

/** A receptionist of the other ward's counter: same province, nothing to do with the sample cases. */
export const OTHER_COUNTER = 'hue.other-counter' as AgencyId;
export const OTHER_RECEPTIONIST = actorWith('tiep-khac', 'receptionist', OTHER_COUNTER);

const HUE = 'hue' as ProvinceId;
const MAU = 'mau' as ProvinceId;

export async function startApi(
  own: Partial<Settings> = {},
  options: Parameters<typeof startEngine>[0] = {},
): Promise<Api> {
  const engine = await startEngine({ ...options, settings: own });
  await publishSamples(engine.settings.databaseUrl ?? '');
  const server = await startTestServer({
    settings: { ...engine.settings, port: 0 },
    keys: engine.keys,
    logger: pino({ level: 'silent' }),
    taskQueue: engine.taskQueue,
  });
  const tokens = new Map<string, string>();
  const api: Api = {
    url: server.url,
    engine,
    async tokenOf(user) {
      const known = tokens.get(user);
      if (known !== undefined) return known;
      const { status, body } = await api.call(null, 'POST', '/dev/token', { user });
      if (status !== 200) throw new Error(`no token for ${user}: ${status} ${JSON.stringify(body)}`);
      tokens.set(user, body.token);
      return body.token;
    },
    async call(user, method, path, body, headers = {}) {
      const response = await fetch(`${server.url}${path}`, {
        method,
        headers: {
          'Accept-Language': 'en',
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...(method === 'GET' ? {} : { 'Idempotency-Key': randomUUID() }),
          ...(user === null ? {} : { Authorization: `Bearer ${await api.tokenOf(user)}` }),
          ...headers,
        },
        ...(body === undefined
          ? {}
          : { body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = /json/.test(response.headers.get('content-type') ?? '');
      return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
    },
    async counts() {
      const tables = [
        'cases',
        'events',
        'tasks',
        'clocks',
        'text_contents',
        'parties',
        'documents',
        'procedures',
        'calendars',
        'users',
        'memberships',
        'agencies',
      ];
      const { rows } = await engine.owner.pool.query(
        tables
          .map(
            (table) =>
              `SELECT '${table}' AS name, count(*)::int AS n FROM ${table}${table === 'documents' ? ` WHERE origin <> 'form'` : ''}`,
          )
          .join(' UNION ALL '),
      );
      return JSON.stringify(rows);
    },
    async close() {
      await server.close();
      await engine.close();
    },
  };
  return api;
}

/** A filing of the sample permit, complete. */
export function permitFiling(change: Record<string, unknown> = {}) {
  return {
    procedure: '9.000001',
    channel: 'counter',
    owner: AGENCIES.owner,
    applicant: { name: 'Nguyễn Văn Lợi', phone: '0905123456', address: '12 Lê Lợi' },
    form: { area: 50, note: 'Xây nhà ở riêng lẻ bên bờ sông Hương' },
    documents: [document('drawing')],
    ...change,
  };
}

export function potholeFiling(change: Record<string, unknown> = {}) {
  return {
    procedure: '8.000001',
    channel: 'phone',
    owner: AGENCIES.owner,
    reporter: { name: 'Trần Thị Mai', phone: '0905777888' },
    form: { description: 'Ổ gà lớn trước cổng chợ Đông Ba' },
    ...change,
  };
}

export function document(rule: string, mediaType = 'application/pdf') {
  return { rule, name: `${rule}.pdf`, mediaType, size: 1234, sha256: 'a'.repeat(64) };
}

async function publishSamples(databaseUrl: string): Promise<void> {
  const db = openDatabase(databaseUrl, { role: null, max: 2 });
  const admin = PEOPLE.administrator.user;
  try {
    for (const province of [HUE, MAU]) {
      await saveAgencies(db, agenciesIn(province));
      for (const calendar of Object.values(CALENDARS)) await publishCalendar(db, province, calendar, admin);
      for (const yaml of [PERMIT_YAML, POTHOLE_YAML])
        await publishProcedure(db, province, definitionOf(yaml).procedure, admin);
    }
    const everyone: readonly Actor[] = [...Object.values(PEOPLE), OTHER_RECEPTIONIST];
    for (const { user, province, roles } of everyone)
      await saveUser(db, { id: user, province, name: `Cán bộ ${user}`, active: true, roles });
    const gone = { id: 'nghi-viec' as UserId, province: HUE, name: 'Đã nghỉ việc', active: false };
    await saveUser(db, { ...gone, roles: [{ role: 'specialist', agency: AGENCIES.owner }] });
  } finally {
    await db.close();
  }
}

function agenciesIn(province: ProvinceId): Agency[] {
  const own = (id: string) => id.replace(/^hue/, province) as AgencyId;
  const agency = (
    id: string,
    code: string,
    fulfils: string[],
    area: string | null,
    parent: string | null,
  ): Agency => ({
    id: own(id),
    province,
    parent: parent === null ? null : own(parent),
    level: area === null ? 'province' : 'commune',
    name: { vi: `Cơ quan ${id}`, en: `Agency ${id}` },
    code: `${province === HUE ? 'H57' : 'H99'}.${code}`,
    fulfils,
    area,
  });
  return [
    agency('hue.office', '01', ['province-office'], null, null),
    agency('hue.counter', '12', ['counter', 'operations-centre'], 'ward', 'hue.office'),
    agency('hue.ward', '13', ['commune'], 'ward', 'hue.office'),
    agency('hue.other-ward', '14', ['commune'], 'other-ward', 'hue.office'),
    agency('hue.other-counter', '15', ['counter'], 'other-ward', 'hue.office'),
    agency('hue.tax', '16', ['tax'], null, 'hue.office'),
    agency('hue.fire', '17', ['fire-police'], null, 'hue.office'),
    agency('hue.construction', '18', ['construction'], null, 'hue.office'),
  ];
}
