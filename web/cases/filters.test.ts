import { describe, expect, test } from 'vitest';
import { type CaseFilters, queryOf, readCaseFilters } from './filters.ts';

/** A Wednesday morning. */
const NOW = Date.parse('2026-11-25T03:00:00Z');

describe('an address of cases', () => {
  test('says again all that was chosen', () => {
    const all: CaseFilters = {
      text: 'H57-261123',
      kind: 'complaint',
      overdue: true,
      sort: 'due',
      owner: 'hue.an-cuu',
      procedure: '1.009994',
      ward: '19753',
      step: 'verify',
      own: true,
      open: true,
      due: 'week',
      from: '2026-11-01',
      to: '2026-11-30',
      punctuality: 'late',
    };
    expect(readCaseFilters({ ...all })).toEqual(all);
    expect(readCaseFilters(JSON.parse(JSON.stringify(all)))).toEqual(all);
  });

  test('that somebody typed over leaves out what is not known, and shows the rest', () => {
    expect(
      readCaseFilters({
        text: 'Nguyễn Văn An',
        kind: 'dossiers',
        overdue: 'true',
        sort: 'name',
        owner: '',
        procedure: 7,
        own: 1,
        open: 'yes',
        due: 'month',
        from: '2026-02-31',
        to: 'tomorrow',
        punctuality: 'early',
        ward: '19753',
      }),
    ).toEqual({ ward: '19753' });
    expect(readCaseFilters({})).toEqual({});
  });
});

describe('what the API is asked for', () => {
  test('is nothing where nothing was chosen; what was typed is asked beside it', () => {
    expect(queryOf({}, NOW)).toEqual({});
    expect(queryOf({ text: 'H57-1' }, NOW)).toEqual({});
  });

  test('holds the first and the last day whole', () => {
    expect(queryOf({ from: '2026-11-01', to: '2026-11-30' }, NOW)).toEqual({
      finishedFrom: '2026-11-01T00:00:00+07:00',
      finishedTo: '2026-12-01T00:00:00+07:00',
    });
  });

  test('names the statuses that are open, and ticks as words', () => {
    expect(queryOf({ open: true, own: true, overdue: true, sort: 'due', owner: 'a' }, NOW)).toEqual({
      status: 'filed,in-process,supplement,suspended',
      own: 'true',
      overdue: 'true',
      sort: 'due',
      owner: 'a',
    });
  });

  test.each([
    ['on a Wednesday', NOW, '2026-11-30'],
    ['in the first minute of a Monday', Date.parse('2026-11-29T17:00:00Z'), '2026-12-07'],
    ['in the last minute of a Sunday', Date.parse('2026-11-29T16:59:59Z'), '2026-11-30'],
    ['over the turn of the year', Date.parse('2026-12-31T02:00:00Z'), '2027-01-04'],
  ])('ends a week with its Sunday, %s', (_, now, end) => {
    expect(queryOf({ due: 'week' }, now)).toEqual({
      dueFrom: new Date(now).toISOString(),
      dueBefore: `${end}T00:00:00+07:00`,
    });
  });
});
