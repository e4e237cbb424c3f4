import { expect, test } from 'vitest';
import { CALENDARS, definitionOf, PERMIT_YAML } from '../../../test/support/sample-definitions.ts';
import { startClock } from '../../time/clocks.ts';
import { instant, minutes } from '../../time/instant.ts';
import { termOfClock } from './clock-term.ts';

const AT = instant('2026-03-02T08:00:00+07:00');
const SLA = 'total: 15 working-days, urgent: 8 working-hours, danger: 4 hours, response: 4 working-hours';
const { procedure } = definitionOf(PERMIT_YAML.replace('total: 15 working-days', SLA));
const termOf = (id: string, calendar: string, budget: number) =>
  termOfClock(startClock(id, calendar, minutes(budget), AT), procedure, CALENDARS);

test.each([
  ['case', 'office', 15 * 480, { amount: 15, unit: 'working-days' }, 480],
  // A reopened case, and one in haste, whose term is given in hours.
  ['case.2', 'office', 480, { amount: 8, unit: 'working-hours' }, null],
  ['case', 'always', 240, { amount: 4, unit: 'hours' }, null],
  ['response', 'office', 240, { amount: 4, unit: 'working-hours' }, null],
  ['response.2', 'office', 240, { amount: 4, unit: 'working-hours' }, null],
  ['supplement', 'always', 30 * 1440, { amount: 30, unit: 'calendar-days' }, 1440],
  ['task:examine.1', 'office', 3 * 480, { amount: 3, unit: 'working-days' }, 480],
  ['task:consult.1.fire-police', 'office', 7 * 480, { amount: 7, unit: 'working-days' }, 480],
  // Its share of a shortened whole; a step that the procedure no longer has; a look into what holds it up.
  ['task:examine.1', 'office', 96, null, 480],
  ['task:gone.1', 'office', 96, null, 480],
  ['task:follow-up.9', 'always', 2 * 1440, null, 1440],
  ['task:follow-up.9', 'always', 90, null, null],
])('%s on %s with %d minutes: %j', (id, calendar, budget, term, perDay) => {
  expect(termOf(id, calendar, budget)).toMatchObject({ term, perDay });
});

test('the counter’s answer has the usual term where the procedure gives none', () => {
  const { procedure: silent } = definitionOf(PERMIT_YAML);
  const clock = startClock('response', 'office', minutes(480), AT);
  expect(termOfClock(clock, silent, CALENDARS)).toMatchObject({
    term: { amount: 8, unit: 'working-hours' },
  });
});
