import { describe, expect, test } from 'vitest';
import { homeOf, placesOf } from './places.ts';
import { holds, isOutsider, type Me, type Role } from './session.ts';

const who = (...roles: readonly Role[]) =>
  ({
    id: 'who',
    name: 'Ai đó',
    province: 'hue',
    roles: roles.map((role) => ({ role, agency: 'a' })),
  }) as unknown as Me;

describe('somebody’s roles', () => {
  test('are theirs by any one of several', () => {
    expect(holds(who('receptionist', 'auditor'), 'auditor', 'administrator')).toBe(true);
    expect(holds(who('receptionist'), 'auditor')).toBe(false);
    expect([holds(null, 'citizen'), holds(undefined, 'citizen'), holds(who())]).toEqual([
      false,
      false,
      false,
    ]);
  });

  test('make an outsider of whoever does not work in an office', () => {
    expect([isOutsider(who('citizen')), isOutsider(who('sensor')), isOutsider(who('specialist'))]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('the rooms', () => {
  test.each([
    ['receptionist', '/inbox'],
    ['specialist', '/inbox'],
    ['field-team', '/field'],
    ['agency-head', '/inbox'],
    ['province-office', '/inbox'],
    ['auditor', '/cases'],
    ['administrator', '/cases'],
    ['citizen', '/cases'],
  ] as const)('of a %s begin at %s', (role, home) => {
    expect(homeOf(who(role))).toBe(home);
  });

  test('of nobody, and of a machine, are the door', () => {
    expect([homeOf(null), homeOf(who()), homeOf(who('sensor'))]).toEqual([
      '/sign-in',
      '/sign-in',
      '/sign-in',
    ]);
  });

  test('of an auditor change nothing, and those of a citizen show no colleague’s work', () => {
    expect(placesOf(who('auditor')).map(({ to }) => to)).toEqual(['/cases', '/audit']);
    expect(placesOf(who('citizen')).map(({ name }) => name)).toEqual([
      'myCases',
      'file',
      'report',
      'published',
    ]);
  });

  test('of somebody with two roles are each there once', () => {
    const names = placesOf(who('receptionist', 'specialist')).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
