import { expect, test, vi } from 'vitest';
import { OUTSIDE_ROLES, ROLES, type Role } from '../../domain/vocabulary/roles.ts';
import { homeOf, placesOf } from './places.ts';
import type { Me } from './session.ts';

// The browser's store, which Node has not.
vi.hoisted(() => vi.stubGlobal('localStorage', { getItem: () => null }));

const somebody = (role: Role): Me => ({
  id: 'hue.lan',
  name: 'Lan',
  province: 'hue',
  active: true,
  roles: [{ role, agency: OUTSIDE_ROLES.includes(role) ? null : 'hue.thuan-hoa' }],
});

test('whoever signs in has a room to begin in; a machine has none', () => {
  const homeless = ROLES.filter((role) => placesOf(somebody(role)).length === 0);
  expect(homeless).toEqual(['sensor']);
  expect(homeOf(somebody('specialist'))).toBe('/inbox');
  expect(homeOf(null)).toBe('/sign-in');
});
