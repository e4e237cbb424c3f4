import { describe, expect, test } from 'vitest';
import { definitionOf, POTHOLE_YAML } from '../../test/support/sample-definitions.ts';
import type { Agency } from '../agencies/types.ts';
import type { AgencyId, ProvinceId } from '../ids.ts';
import { routeOf } from './routing.ts';
import { parseRouting } from './routing-file.ts';

const agency = (id: string, fulfils: string[], area: string | null): Agency => ({
  id: id as AgencyId,
  province: 'town' as ProvinceId,
  parent: null,
  level: area === null ? 'province' : 'commune',
  name: { vi: id, en: id },
  code: 'T01',
  fulfils,
  area,
});
const TOWN = {
  agencies: [
    agency('town.north', ['commune'], 'north'),
    agency('town.south', ['commune'], 'south'),
    agency('town.tax', ['tax'], null),
  ],
  procedures: [definitionOf(POTHOLE_YAML).procedure],
};
const rule = (id: string, to: string, more = '') =>
  `  - {id: ${id}, name: {vi: ${id}, en: ${id}}, to: ${to}${more}}\n`;
const read = (...rules: string[]) =>
  parseRouting(`version: 1\nrules:\n${rules.join('')}`, 'routing.yaml', TOWN);
const problems = (...rules: string[]) => {
  const result = read(...rules);
  return result.ok ? [] : result.problems.map(({ code, line, path }) => [code, line, path]);
};

describe('routing rules', () => {
  test('give a complaint to the first that fits its category and ward', () => {
    const result = read(
      rule('market', 'town.south', ', procedures: ["8.000001"], wards: [north]'),
      rule('roads', 'town.north', ', fields: [roads]'),
    );
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    const to = (ward: string | null, procedure = '8.000001', field = 'roads') =>
      routeOf(result.routing.rules, { procedure, field, ward })?.to;
    expect([to('north'), to('south'), to(null), to('north', 'x', 'lights')]).toEqual([
      'town.south',
      'town.north',
      'town.north',
      undefined,
    ]);
  });

  test.each([
    ['an agency that is not there', [rule('a', 'town.moon')], ['unknown-agency', 3, 'rules[0].to']],
    ['an agency that does not do such work', [rule('a', 'town.tax')], ['wrong-owner', 3, 'rules[0].to']],
    [
      'a procedure that is not there',
      [rule('a', 'town.north', ', procedures: ["1.2"]')],
      ['unknown-name', 3, 'rules[0].procedures[0]'],
    ],
    [
      'a field that is not there',
      [rule('a', 'town.north', ', fields: [moon]')],
      ['unknown-name', 3, 'rules[0].fields[0]'],
    ],
    [
      'a ward that is not there',
      [rule('a', 'town.north', ', wards: [west]')],
      ['unknown-name', 3, 'rules[0].wards[0]'],
    ],
    [
      'two of one name',
      [rule('a', 'town.north', ', wards: [north]'), rule('a', 'town.south', ', wards: [south]')],
      ['duplicate-rule', 4, 'rules[1].id'],
    ],
    [
      'one that a wider one before it makes needless',
      [rule('all', 'town.north'), rule('south', 'town.south', ', wards: [south]')],
      ['rule-never-asked', 4, 'rules[1].id'],
    ],
    [
      'a key that is not known',
      [rule('a', 'town.north', ', ward: north')],
      ['unknown-key', 3, 'rules[0].ward'],
    ],
  ])('are refused with %s, by line and path', (_, rules, problem) => {
    expect(problems(...rules)).toEqual([problem]);
  });
});
