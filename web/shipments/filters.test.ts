import { describe, expect, test } from 'vitest';
import { askedOf, readPostFilters, VIEWS } from './filters.ts';

test.each(VIEWS)('the address of the view “%s” is read again', (view) => {
  expect(readPostFilters({ view, counter: 'hue.an-cuu' })).toEqual({ view, counter: 'hue.an-cuu' });
});

test('an address that names no view, or no counter, shows what is under way everywhere', () => {
  expect(readPostFilters({})).toEqual({ view: 'open' });
  expect(readPostFilters({ view: 'stolen', counter: '' })).toEqual({ view: 'open' });
  expect(readPostFilters({ counter: 7 })).toEqual({ view: 'open' });
});

describe('the API is asked', () => {
  test('for questions of its own', () => {
    expect(askedOf({ view: 'open' })).toEqual({ open: 'true' });
    expect(askedOf({ view: 'late', counter: 'c' })).toEqual({ late: 'true', counter: 'c' });
    expect(askedOf({ view: 'owed' })).toEqual({ owed: 'true' });
  });

  test('for a status otherwise, and for everything without one', () => {
    expect(askedOf({ view: 'returned' })).toEqual({ status: 'returned' });
    expect(askedOf({ view: 'lost', counter: 'c' })).toEqual({ status: 'lost', counter: 'c' });
    expect(askedOf({ view: 'all' })).toEqual({});
    expect(askedOf({ view: 'all', counter: 'c' })).toEqual({ counter: 'c' });
  });
});
