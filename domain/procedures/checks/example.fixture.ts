/** A small town that the tests of the language share: one correct procedure, and the offices that it names. */
import type { Agency } from '../../agencies/types.ts';
import type { AgencyId, ProvinceId } from '../../ids.ts';
import { parseProcedure } from '../language/parse.ts';
import type { Procedure } from '../language/types.ts';

export const PERMIT = `code: "9.000001"
version: 1
kind: dossier
name: {vi: Cấp giấy phép quán ăn, en: Eating-house permit}
description: {vi: Dành cho quán ăn, en: For eating houses}
legalBasis: [Nghị định 118/2025/NĐ-CP]
field: trade
owner: commune
channels: [counter, online]
form:
  type: object
  required: [area, street]
  properties:
    area: {type: number, minimum: 1, title: Diện tích, x-title-en: Area}
    street: {type: string, maxLength: 200}
    kitchen: {type: string, enum: [gas, coal, none]}
    opensOn: {type: string, format: date}
    music: {type: boolean}
facts: [area, kitchen, opensOn, music]
documents:
  - {id: plan, name: {vi: Bản vẽ, en: Plan}, accept: [application/pdf]}
  - {id: lease, name: {vi: Hợp đồng thuê, en: Lease}, required: false, copies: 2}
fee: {amount: 100000, currency: VND, due: before-result}
sla: {total: 12 working-days, urgent: 11 working-days}
steps:
  - id: verify
    name: {vi: Thẩm tra, en: Verify}
    agency: owner
    role: specialist
    due: 2 working-days
    supplement: true
    outcomes:
      forward: {to: consult}
      refuse: {to: refused, reason: true}
  - id: consult
    name: {vi: Lấy ý kiến, en: Consult}
    when: "= form.area > 200"
    parallel:
      join: all
      branches:
        - {agency: tax, due: 5 working-days}
        - {agency: fire-police, due: 7 working-days}
    then:
      - {when: "= results.fire-police = \\"disagree\\"", to: verify}
      - {to: approve}
  - id: approve
    name: {vi: Phê duyệt, en: Approve}
    agency: owner
    role: agency-head
    due: 1 working-days
    outcomes:
      approve: {to: granted}
      return: {to: verify, reason: true}
escalations:
  - {at: "75%", do: [remind assignee]}
  - {at: "100%", do: [breach, notify agency-head, card yellow]}
  - {at: "+8 working-hours", do: [reassign agency-head, card red]}
result: {document: permit, name: {vi: Giấy phép, en: Permit}, delivery: [counter, post]}
`;

function agency(id: string, level: Agency['level'], fulfils: string[], area: string | null): Agency {
  return {
    id: `town.${id}` as AgencyId,
    province: 'town' as ProvinceId,
    parent: id === 'committee' ? null : ('town.committee' as AgencyId),
    level,
    name: { vi: id, en: id },
    code: `T01.${[...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 1)}`,
    fulfils,
    area,
  };
}

export const TOWN: readonly Agency[] = [
  agency('committee', 'province', [], null),
  agency('tax', 'province', ['tax'], null),
  agency('fire', 'province', ['fire-police'], null),
  agency('north', 'commune', ['commune', 'counter'], 'north'),
  agency('south', 'commune', ['commune', 'counter'], 'south'),
  agency('north-fire', 'commune', ['fire-police'], 'north'),
];

export const SURROUNDINGS = { directory: TOWN, calendars: ['office', 'always'] };

/** The permit with some of its text replaced; fails where the text to replace is not there, or the result cannot be read. */
export function permit(...edits: readonly (readonly [from: string, to: string])[]): Procedure {
  const parsed = parseProcedure(edited(PERMIT, edits), 'permit.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 2));
  return parsed.procedure;
}

export function edited(text: string, edits: readonly (readonly [from: string, to: string])[]): string {
  return edits.reduce((sofar, [from, to]) => {
    if (!sofar.includes(from)) throw new Error(`not in the text: ${from}`);
    return sofar.replace(from, () => to);
  }, text);
}
