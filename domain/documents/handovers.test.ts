import { describe, expect, test } from 'vitest';
import { Play } from '../../test/support/play.ts';
import {
  AGENCIES,
  content,
  definitionOf,
  filingOf,
  OTHER_WARD,
  PEOPLE,
  PERMIT_YAML,
} from '../../test/support/sample-definitions.ts';
import type { ClockRow } from '../cases/state/transition.ts';
import { project } from '../cases/views/projection.ts';
import type { TaskId } from '../ids.ts';
import { instant } from '../time/instant.ts';
import { handingsOver } from './handovers.ts';

const START = instant('2026-03-02T08:00:00+07:00');
const HOUR = 3_600_000;
const PERMIT = definitionOf(PERMIT_YAML);
const EXAMINE = 'examine.1' as TaskId;
const { receptionist, specialist, head } = PEOPLE;

function accepted(area: number): Play {
  const play = new Play(PERMIT, START);
  play.do(receptionist, filingOf(PERMIT, { facts: { area } }));
  play.do(receptionist, { type: 'accept' });
  return play;
}

/** As the record has them. */
function clocksOf(play: Play): ReadonlyMap<string, ClockRow> {
  const { clocks } = project(null, play.events, PERMIT);
  return new Map(clocks.map((clock) => [clock.id, clock]));
}

const rowsOf = (play: Play) =>
  handingsOver(play.events, clocksOf(play)).map(({ from, to, step, result, why }) =>
    [
      from === null ? 'applicant' : `${from.agency}/${from.user ?? '-'}`,
      to === null ? 'applicant' : `${to.agency}/${to.user ?? '-'}`,
      step?.branch ?? step?.id ?? '-',
      result ?? '-',
      why,
    ].join(' '),
  );

describe('the way of a dossier', () => {
  test('is a row for each handing over, with who took it up and how punctual the work before was', () => {
    const play = accepted(50);
    play.do(specialist, { type: 'claim', taskId: EXAMINE });
    play.now = (START + 2 * HOUR) as typeof START;
    play.do(specialist, {
      type: 'complete',
      taskId: EXAMINE,
      outcome: 'forward',
      reason: null,
      documents: [],
    });
    play.until(instant('2026-04-20T08:00:00+07:00'));
    play.do(head, {
      type: 'complete',
      taskId: 'sign.1' as TaskId,
      outcome: 'approve',
      reason: null,
      documents: [],
    });
    play.do(receptionist, { type: 'pay', amount: 75_000, receipt: 'BL-1', how: 'cash' });
    play.do(receptionist, { type: 'deliver', way: 'counter' });
    const [taken, toWard, examined, signed, delivered] = rowsOf(play);
    expect(taken).toBe('applicant hue.counter/lan - early accepted');
    expect(toWard).toBe('hue.counter/lan hue.ward/minh - - accepted');
    expect(examined).toMatch(/^hue\.ward\/minh hue\.ward\/\S+ examine early completed$/);
    expect(signed).toMatch(/^\S+\/dung hue\.counter\/- sign overdue completed$/);
    expect(delivered).toBe('hue.counter/lan applicant - - delivered');
    expect(rowsOf(play)).toHaveLength(5);
  });

  test('goes to several agencies at once, and each gives it back to the agency that decides', () => {
    const play = accepted(300);
    play.do(specialist, {
      type: 'complete',
      taskId: EXAMINE,
      outcome: 'forward',
      reason: null,
      documents: [],
    });
    const sent = rowsOf(play).filter((row) => row.includes(' examine '));
    expect(sent.map((row) => row.split(' ')[1])).toEqual(
      [AGENCIES.tax, AGENCIES['fire-police'], AGENCIES.construction].map((agency) => `${agency}/-`),
    );
    play.do(PEOPLE.tax, {
      type: 'complete',
      taskId: 'consult.1.tax' as TaskId,
      outcome: 'agree',
      reason: null,
      documents: [],
    });
    expect(rowsOf(play).at(-1)).toBe(`${AGENCIES.tax}/thue ${AGENCIES.owner}/- tax early completed`);
  });

  test('comes back to the applicant for documents, and to the counter with them; a wrong agency hands it on', () => {
    const play = accepted(50);
    play.do(specialist, { type: 'transfer', taskId: EXAMINE, agency: OTHER_WARD, reason: content('why') });
    play.do(PEOPLE.otherWard, {
      type: 'request-supplement',
      taskId: EXAMINE,
      missing: ['title'],
      reason: content('why'),
    });
    play.do(receptionist, {
      type: 'receive-supplement',
      documents: [{ id: 'd', rule: 'title', digest: 'd'.repeat(64) }],
    });
    expect(rowsOf(play).slice(2)).toEqual([
      `${AGENCIES.owner}/minh ${OTHER_WARD}/- - - transferred`,
      `${OTHER_WARD}/khac applicant - - supplement`,
      `applicant ${AGENCIES.counter}/lan - - supplement`,
    ]);
  });
});
