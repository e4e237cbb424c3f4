/** "Ready the same day; what comes in after 15:00 is ready the next working day", by the file as it is published. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadProvince } from '../../ops/definitions/procedure-files.ts';
import { Play } from '../../test/support/play.ts';
import { filingOf, PEOPLE } from '../../test/support/sample-definitions.ts';
import { isCaseClock } from '../cases/state/evolve.ts';
import { readClock } from '../time/clocks.ts';
import { instant, isoOf } from '../time/instant.ts';

const { procedures, calendars } = loadProvince(join(import.meta.dirname, '../../procedures'), 'hue');

test.each([
  ['accepted on Monday at 10:00 is due on Monday at closing time', '2026-03-02T10:00', '2026-03-02T17:00'],
  ['accepted on Monday at 15:10 is due on Tuesday at closing time', '2026-03-02T15:10', '2026-03-03T17:00'],
  ['accepted on Friday at 16:00 is due on Monday at closing time', '2026-03-06T16:00', '2026-03-09T17:00'],
])('a certified copy %s', (_, accepted, due) => {
  const found = procedures.find(({ procedure }) => procedure.code === '2.000815');
  if (found === undefined) throw new Error('it is published');
  const { procedure, hash } = found;
  const ref = { code: procedure.code, version: procedure.version, hash };
  const play = new Play(
    { procedure: { ...procedure, fee: null }, ref, calendars },
    instant(`${accepted}:00+07:00`),
  );
  play.do(PEOPLE.receptionist, filingOf(play.definition));
  play.do(PEOPLE.receptionist, { type: 'accept' });
  const clock = play.case.clocks.find(isCaseClock);
  const at = clock && readClock(clock, calendars, play.now).dueAt;
  expect(at && isoOf(at)).toBe(isoOf(instant(`${due}:00+07:00`)));
});
