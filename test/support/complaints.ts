/** The API with an office for complaints behind it: field teams, a sensor, routing rules, three categories. */
import { expect } from 'vitest';
import { saveUser } from '../../db/agencies/queries.ts';
import { publishRouting } from '../../db/complaints/routing.ts';
import { openDatabase } from '../../db/core/client.ts';
import { publishProcedure } from '../../db/procedures/queries.ts';
import type { RoutingRules } from '../../domain/complaints/routing.ts';
import type { AgencyId, ProvinceId } from '../../domain/ids.ts';
import { type Answer, type Api, potholeFiling, startApi } from './api.ts';
import { AGENCIES, actorWith, definitionOf, OTHER_WARD, PEOPLE, POTHOLE_YAML } from './sample-definitions.ts';

const HUE = 'hue' as ProvinceId;
const OFFICE = 'hue.office' as AgencyId;

/** Of the same field as the next one, and decided by another office. */
const DRAIN_YAML = `
code: "8.000002"
version: 1
kind: complaint
name: {vi: Cống tắc mẫu, en: Sample drain}
description: {vi: Dùng để kiểm thử, en: For tests}
field: flooding
owner: construction
channels: [online, phone, sensor]
form:
  type: object
  required: [description]
  properties:
    description: {type: string, minLength: 1, maxLength: 2000, title: Mô tả}
    ward: {type: string, maxLength: 80, title: Phường}
    depth: {type: integer, minimum: 0, title: Độ sâu}
facts: [depth]
documents:
  - {id: before, name: {vi: Ảnh trước, en: Before}, required: false, accept: [image/jpeg]}
  - {id: after, name: {vi: Ảnh sau, en: After}, required: false, accept: [image/jpeg]}
sla: {total: 3 working-days, urgent: 6 hours, danger: 2 hours}
transfer: {max: 1}
closing: {after: 5 calendar-days}
appeal: {max: 1, direct: true}
steps:
  - id: inspect
    name: {vi: Kiểm tra hiện trường, en: Inspect}
    agency: owner
    role: field-team
    due: 1 working-days
    urgentDue: 2 hours
    outcomes:
      done: {to: approve, requires: {documents: [before, after], position: true}}
      reject: {to: rejected, reason: true}
  - id: approve
    name: {vi: Duyệt, en: Approve}
    agency: owner
    role: agency-head
    due: 4 working-hours
    outcomes:
      approve: {to: resolved}
      redo: {to: inspect, reason: true}
`;
const LIGHT_YAML = POTHOLE_YAML.replace('8.000001', '8.000003')
  .replace('Ổ gà mẫu', 'Đèn đường mẫu')
  .replace('field: roads', 'field: street-lights');

export const DRAIN = '8.000002';
export const LIGHT = '8.000003';

export const ROUTING: RoutingRules = {
  version: 1,
  rules: [
    {
      id: 'market-lights',
      name: {
        vi: 'Đèn quanh chợ do phường bên quản lý',
        en: 'Lights by the market are kept by the next ward',
      },
      procedures: [LIGHT],
      wards: ['ward'],
      to: OTHER_WARD,
    },
  ],
};

export const STAFF = {
  ...PEOPLE,
  team: actorWith('doi', 'field-team', AGENCIES.construction),
  secondTeam: actorWith('doi-hai', 'field-team', AGENCIES.construction),
  constructionHead: actorWith('xay-head', 'agency-head', AGENCIES.construction),
  officeHead: actorWith('tinh-head', 'agency-head', OFFICE),
  officeTeam: actorWith('tinh-doi', 'field-team', OFFICE),
  officeSpecialist: actorWith('tinh-cv', 'specialist', OFFICE),
  sensor: actorWith('cam-bien', 'sensor', null),
};

export interface ComplaintApi extends Api {
  /** Files a complaint; the answer must be 201. */
  filed(
    user: string,
    body: object,
  ): Promise<{ readonly id: string; readonly code: string; readonly status: string }>;
  act(user: string, id: string, name: string, input?: object): Promise<Answer>;
  /** The same, where a refusal is a failure of the test. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came
  did(user: string, id: string, name: string, input?: object): Promise<any>;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came
  seen(user: string, id: string): Promise<any>;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came
  history(user: string, id: string): Promise<readonly any[]>;
}

export async function startComplaintApi(): Promise<ComplaintApi> {
  const api = await startApi();
  const db = openDatabase(api.engine.settings.databaseUrl ?? '', { role: null, max: 1 });
  const admin = PEOPLE.administrator.user;
  try {
    for (const yaml of [DRAIN_YAML, LIGHT_YAML])
      await publishProcedure(db, HUE, definitionOf(yaml).procedure, admin);
    await publishRouting(db, HUE, ROUTING, admin);
    for (const { user, province, roles } of Object.values(STAFF))
      await saveUser(db, { id: user, province, name: `Cán bộ ${user}`, active: true, roles });
  } finally {
    await db.close();
  }
  const act: ComplaintApi['act'] = (user, id, name, input = {}) =>
    api.call(user, 'POST', `/v1/cases/${id}/actions/${name}`, input);
  return {
    ...api,
    act,
    async filed(user, body) {
      const answer = await api.call(user, 'POST', '/v1/complaints', body);
      expect([answer.status, answer.status === 201 ? null : answer.body]).toEqual([201, null]);
      return answer.body;
    },
    async did(user, id, name, input = {}) {
      const answer = await act(user, id, name, input);
      expect([name, answer.status, answer.status === 200 ? null : answer.body]).toEqual([name, 200, null]);
      return answer.body;
    },
    async seen(user, id) {
      return (await api.call(user, 'GET', `/v1/cases/${id}`)).body;
    },
    async history(user, id) {
      return (await api.call(user, 'GET', `/v1/cases/${id}/history`)).body.items;
    },
  };
}

export function drainFiling(change: Record<string, unknown> = {}) {
  return {
    procedure: DRAIN,
    channel: 'phone',
    reporter: { name: 'Trần Thị Mai', phone: '0905777888' },
    form: { description: 'Cống tắc, nước tràn vào nhà dân ở chợ Đông Ba', depth: 20 },
    area: 'ward',
    location: { lat: 16.4721, lon: 107.5853 },
    ...change,
  };
}

export { potholeFiling };

export function photo(rule: string, sha256 = 'b'.repeat(64)) {
  return { rule, name: `${rule}.jpg`, mediaType: 'image/jpeg', size: 4321, sha256 };
}

export const POSITION = { lat: 16.47215, lon: 107.58528, accuracy: 6 };

/** Brings a sample drain from its filing to a result that waits for publication. */
export async function handled(api: ComplaintApi, id: string): Promise<void> {
  const { receptionist, team, constructionHead } = STAFF;
  await api.did(receptionist.user, id, 'classify', { urgency: 'normal' });
  await api.did(team.user, id, 'complete', {
    taskId: 'inspect.1',
    outcome: 'done',
    documents: [photo('before'), photo('after')],
    position: POSITION,
  });
  await api.did(constructionHead.user, id, 'complete', { taskId: 'approve.1', outcome: 'approve' });
}

export const RESULT = {
  title: 'Cống tắc ở chợ',
  description: 'Người dân phản ánh cống tắc, nước tràn vào nhà.',
  answer: 'Đã khơi thông trong ngày.',
};
