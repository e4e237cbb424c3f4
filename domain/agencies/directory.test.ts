import { describe, expect, it } from 'vitest';
import type { AgencyId, ProvinceId } from '../ids.ts';
import { permit, TOWN } from '../procedures/checks/example.fixture.ts';
import { parseAgencies } from './agency-file.ts';
import { checkDirectory } from './check-directory.ts';
import { AGENCY_KEYS_OF, resolveAgencies } from './directory.ts';
import type { Agency } from './types.ts';

const [NORTH, SOUTH] = ['town.north' as AgencyId, 'town.south' as AgencyId];

describe('who is meant by a function', () => {
  it('is the office that serves the area of the deciding one', () => {
    expect(resolveAgencies(TOWN, permit(), NORTH, SOUTH)).toEqual({
      ok: true,
      agencies: { counter: SOUTH, owner: NORTH, tax: 'town.tax', 'fire-police': 'town.north-fire' },
    });
  });

  it('is the office for the whole province where the area has none of its own', () => {
    expect(resolveAgencies(TOWN, permit(), SOUTH, SOUTH)).toMatchObject({
      agencies: { 'fire-police': 'town.fire' },
    });
  });

  it('is told as missing where nobody fulfils it, and never found in another province', () => {
    const elsewhere = TOWN.map((agency) =>
      agency.id === 'town.tax' ? { ...agency, province: 'city' as ProvinceId } : agency,
    );
    expect(resolveAgencies(elsewhere, permit(), NORTH, NORTH)).toEqual({ ok: false, missing: ['tax'] });
  });

  it('does not hang on the order of the directory', () => {
    const second = {
      ...TOWN.find(({ id }) => id === 'town.tax'),
      id: 'town.another-tax' as AgencyId,
    } as Agency;
    const directory = [...TOWN, second];
    expect(resolveAgencies(directory, permit(), NORTH, NORTH)).toEqual(
      resolveAgencies([...directory].reverse(), permit(), NORTH, NORTH),
    );
  });

  it('is asked for each key that the steps name, once', () => {
    expect(AGENCY_KEYS_OF(permit())).toEqual(['owner', 'tax', 'fire-police']);
  });
});

describe('a directory of agencies', () => {
  const bad = (id: string, change: Partial<Record<keyof Agency, unknown>>) =>
    checkDirectory(
      TOWN.map((agency) => (agency.id === id ? ({ ...agency, ...change } as Agency) : agency)),
    ).map(({ code }) => code);

  it('is in order as a forest of one province', () => {
    expect(checkDirectory(TOWN)).toEqual([]);
  });

  it.each([
    ['two offices of one id', 'town.south', { id: 'town.north' }, 'duplicate-agency'],
    ['two offices that print the same code', 'town.south', { code: TOWN[0]?.code }, 'duplicate-agency-code'],
    ['an office of another province', 'town.south', { province: 'city' }, 'other-province'],
    ['an office above that does not exist', 'town.south', { parent: 'town.moon' }, 'unknown-parent'],
    ['an office above itself', 'town.south', { parent: 'town.south' }, 'agency-cycle'],
    ['a ward office that serves no area', 'town.south', { area: null }, 'commune-without-area'],
  ])('is refused for %s', (_, id, change, code) => {
    expect(bad(id, change)).toContain(code);
  });

  it('finds each office of a circle', () => {
    const circle = TOWN.map((agency) =>
      agency.id === 'town.committee' ? { ...agency, parent: 'town.north' as AgencyId } : agency,
    );
    expect(checkDirectory(circle).map(({ path }) => path)).toEqual(['[0].parent', '[3].parent']);
  });

  it('is read from its file, with the line of each mistake', () => {
    const good = `- id: town.committee
  province: town
  level: province
  name: {vi: Ủy ban, en: Committee}
  code: T01
`;
    expect(parseAgencies(good, 'agencies.yaml')).toEqual({
      ok: true,
      agencies: [
        {
          id: 'town.committee',
          province: 'town',
          parent: null,
          level: 'province',
          name: { vi: 'Ủy ban', en: 'Committee' },
          code: 'T01',
          fulfils: [],
          area: null,
        },
      ],
    });
    expect(parseAgencies(good.replace('level: province', 'level: district'), 'agencies.yaml')).toMatchObject({
      ok: false,
      problems: [{ file: 'agencies.yaml', line: 3, path: '[0].level', code: 'bad-value' }],
    });
  });
});
