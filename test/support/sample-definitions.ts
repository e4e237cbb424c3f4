/** Two small procedures that use everything the language offers; for tests of the rules. */
import { EDITION } from '../../domain/cases/rules/edition.ts';
import type { Actor, Command, Definition, Order } from '../../domain/cases/state/commands.ts';
import { ENGINE } from '../../domain/cases/state/commands.ts';
import { versionsOf } from '../../domain/cases/state/definition.ts';
import type { CaseState, TextContentRef } from '../../domain/cases/state/state.ts';
import type { AgencyId, CaseId, ProvinceId, UserId } from '../../domain/ids.ts';
import { parseProcedure } from '../../domain/procedures/language/parse.ts';
import type { Procedure } from '../../domain/procedures/language/types.ts';
import type { BusinessCalendar } from '../../domain/time/calendar-types.ts';
import type { PlainDay } from '../../domain/time/instant.ts';
import type { Role } from '../../domain/vocabulary/roles.ts';

const name = (vi: string, en: string) => `{vi: ${vi}, en: ${en}}`;

export const PERMIT_YAML = `
code: "9.000001"
version: 1
kind: dossier
name: ${name('Cấp phép mẫu', 'Sample permit')}
description: ${name('Dùng để kiểm thử', 'For tests')}
legalBasis: [Sample decision 1/2026]
field: construction
owner: commune
channels: [counter, online, post]
form:
  type: object
  additionalProperties: false
  required: [area]
  properties:
    area: {type: number, minimum: 1, maximum: 100000, title: Diện tích, x-title-en: Area}
    note: {type: string, maxLength: 500, title: Ghi chú, x-title-en: Note}
facts: [area]
documents:
  - {id: drawing, name: ${name('Bản vẽ', 'Drawing')}, required: true, accept: [application/pdf], copies: 2}
  - {id: title, name: ${name('Giấy chứng nhận', 'Title deed')}, required: false, accept: [application/pdf], copies: 1}
fee: {amount: 75000, currency: VND, due: before-result}
sla: {total: 15 working-days, calendar: office}
supplement: {mode: resume, term: 30 calendar-days, max: 2}
extension: {max: 1, approver: agency-head}
transfer: {max: 2, clock: keep}
closing: {after: 15 calendar-days}
steps:
  - id: examine
    name: ${name('Thẩm định', 'Examine')}
    agency: owner
    role: specialist
    due: 3 working-days
    supplement: true
    outcomes:
      forward: {to: consult}
      refuse: {to: refused, reason: true}
  - id: consult
    name: ${name('Lấy ý kiến', 'Consult')}
    when: "= form.area > 200"
    otherwise: sign
    parallel:
      join: {atLeast: 2}
      branches:
        - {agency: tax, due: 5 working-days}
        - {agency: fire-police, due: 7 working-days}
        - {agency: construction, due: 5 working-days}
    then:
      - {when: '= results.fire-police = "disagree"', to: examine}
      - {to: sign}
  - id: sign
    name: ${name('Ký duyệt', 'Sign')}
    agency: owner
    role: agency-head
    due: 2 working-days
    outcomes:
      approve: {to: granted}
      rework: {to: examine, reason: true, name: ${name('Làm lại', 'Rework')}}
escalations:
  - {at: "75%", do: [remind assignee]}
  - {at: "100%", do: [breach, notify agency-head, card yellow]}
  - {at: "+8 working-hours", do: [reassign agency-head, notify province-office, card red]}
result: {document: permit, name: ${name('Giấy phép', 'Permit')}, delivery: [counter, post]}
`;

export const POTHOLE_YAML = `
code: "8.000001"
version: 1
kind: complaint
name: ${name('Ổ gà mẫu', 'Sample pothole')}
description: ${name('Dùng để kiểm thử', 'For tests')}
legalBasis: [Sample decision 2/2026]
field: roads
owner: commune
channels: [online, phone]
form:
  type: object
  additionalProperties: false
  required: [description]
  properties:
    description: {type: string, minLength: 1, maxLength: 2000, title: Mô tả, x-title-en: Description}
facts: []
documents:
  - {id: photo, name: ${name('Ảnh', 'Photo')}, required: false, accept: [image/jpeg], copies: 1}
sla: {total: 7 working-days, urgent: 24 hours, calendar: office}
supplement: {mode: restart, term: 5 calendar-days, max: 1}
extension: {max: 2, approver: agency-head}
transfer: {max: 1, clock: reset}
closing: {after: 5 calendar-days}
steps:
  - id: handle
    name: ${name('Xử lý', 'Handle')}
    agency: owner
    role: specialist
    due: 20 hours
    supplement: true
    outcomes:
      done: {to: check, name: ${name('Đã xử lý', 'Handled')}}
      reject: {to: rejected, reason: true, name: ${name('Không xử lý', 'Rejected')}}
  - id: check
    name: ${name('Kiểm tra', 'Check')}
    agency: counter
    role: receptionist
    due: 1 hours
    outcomes:
      approve: {to: resolved}
      rework: {to: handle, reason: true, name: ${name('Làm lại', 'Rework')}}
`;

const OFFICE: BusinessCalendar = {
  id: 'office',
  version: 1,
  name: { vi: 'Giờ hành chính', en: 'Office hours' },
  offsetMinutes: 420,
  always: false,
  hours: [
    {
      since: '2020-01-01' as PlainDay,
      months: [],
      week: Object.fromEntries(
        [1, 2, 3, 4, 5].map((day) => [
          day,
          [
            [450, 690],
            [810, 1050],
          ],
        ]),
      ),
      decision: 'sample',
    },
  ],
  holidays: [],
  exceptions: [],
};

const ALWAYS: BusinessCalendar = {
  ...OFFICE,
  id: 'always',
  name: { vi: 'Liên tục', en: 'Always' },
  always: true,
  hours: [],
};

export const CALENDARS = { office: OFFICE, always: ALWAYS };

export function definitionOf(yaml: string, change: Partial<Procedure> = {}): Definition {
  const parsed = parseProcedure(yaml, 'sample.yaml');
  if (!parsed.ok)
    throw new Error(parsed.problems.map(({ path, message }) => `${path}: ${message.en}`).join('\n'));
  const procedure = { ...parsed.procedure, ...change };
  const { code, version } = procedure;
  return { procedure, ref: { code, version, hash: `${code}@${version}` }, calendars: CALENDARS };
}

export const AGENCIES = {
  counter: 'hue.counter' as AgencyId,
  owner: 'hue.ward' as AgencyId,
  tax: 'hue.tax' as AgencyId,
  'fire-police': 'hue.fire' as AgencyId,
  construction: 'hue.construction' as AgencyId,
};
export const OTHER_WARD = 'hue.other-ward' as AgencyId;
const HUE = 'hue' as ProvinceId;

export function actorWith(user: string, role: Role, agency: AgencyId | null, province = HUE): Actor {
  return { user: user as UserId, province, roles: [{ role, agency }] };
}

export const PEOPLE = {
  receptionist: actorWith('lan', 'receptionist', AGENCIES.counter),
  specialist: actorWith('minh', 'specialist', AGENCIES.owner),
  secondSpecialist: actorWith('hoa', 'specialist', AGENCIES.owner),
  head: actorWith('dung', 'agency-head', AGENCIES.owner),
  tax: actorWith('thue', 'specialist', AGENCIES.tax),
  fire: actorWith('chay', 'specialist', AGENCIES['fire-police']),
  construction: actorWith('xay', 'specialist', AGENCIES.construction),
  otherWard: actorWith('khac', 'specialist', OTHER_WARD),
  otherHead: actorWith('khac-head', 'agency-head', OTHER_WARD),
  province: actorWith('tinh', 'province-office', 'hue.office' as AgencyId),
  auditor: actorWith('kiem', 'auditor', 'hue.office' as AgencyId),
  administrator: actorWith('quan', 'administrator', 'hue.office' as AgencyId),
  citizen: actorWith('dan', 'citizen', null),
  otherCitizen: actorWith('dan-khac', 'citizen', null),
  stranger: actorWith('la', 'specialist', AGENCIES.owner, 'mau' as ProvinceId),
} as const satisfies Record<string, Actor>;

export const THE_ENGINE: Actor = { user: ENGINE, province: HUE, roles: [] };

export const content = (id: string): TextContentRef => ({ id, digest: id.padEnd(64, '0') });

let orders = 0;
export function orderOf(actor: Actor, command: Command, change: Partial<Order> = {}): Order {
  orders += 1;
  return {
    id: `order-${orders}`,
    fingerprint: JSON.stringify(command),
    actor,
    expectedVersion: null,
    command,
    ...change,
  };
}

export function filingOf(
  definition: Definition,
  change: Partial<Extract<Command, { type: 'submit' }>['filing']> = {},
) {
  const { procedure, ref } = definition;
  return {
    type: 'submit',
    filing: {
      caseId: 'c0ffee' as CaseId,
      kind: procedure.kind,
      procedure: ref,
      province: HUE,
      channel: procedure.kind === 'dossier' ? 'counter' : 'phone',
      agencies: AGENCIES,
      agencyCode: 'H57.12',
      applicant: PEOPLE.citizen.user,
      facts: procedure.kind === 'dossier' ? { area: 300 } : {},
      form: content('form'),
      documents: procedure.documents.map(({ id }) => ({ id: `doc-${id}`, rule: id, digest: 'd'.repeat(64) })),
      delivery: null,
      calendars: versionsOf(definition),
      offices: {},
      edition: EDITION,
      ...change,
    },
  } as const satisfies Command;
}

export function filed(state: CaseState | null): CaseState {
  if (state === null) throw new Error('nothing was filed');
  return state;
}
