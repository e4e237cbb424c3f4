import { describe, expect, test } from 'vitest';
import { queryOf, readPostFilters, VIEWS } from './filters.ts';

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
    expect(queryOf({ view: 'open' })).toEqual({ open: 'true' });
    expect(queryOf({ view: 'late', counter: 'c' })).toEqual({ late: 'true', counter: 'c' });
    expect(queryOf({ view: 'owed' })).toEqual({ owed: 'true' });
  });

  test('for a status otherwise, and for everything without one', () => {
    expect(queryOf({ view: 'returned' })).toEqual({ status: 'returned' });
    expect(queryOf({ view: 'lost', counter: 'c' })).toEqual({ status: 'lost', counter: 'c' });
    expect(queryOf({ view: 'all' })).toEqual({});
    expect(queryOf({ view: 'all', counter: 'c' })).toEqual({ counter: 'c' });
  });
});
