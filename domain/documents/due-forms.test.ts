import { describe, expect, test } from 'vitest';
import { Play } from '../../test/support/play.ts';
import {
  content,
  definitionOf,
  filingOf,
  PEOPLE,
  PERMIT_YAML,
  POTHOLE_YAML,
} from '../../test/support/sample-definitions.ts';
import type { CaseEvent } from '../cases/state/events.ts';
import type { TaskId } from '../ids.ts';
import { type Instant, instant } from '../time/instant.ts';
import { documentsDueOn } from './due-forms.ts';

const START = instant('2026-03-02T08:00:00+07:00');
const DAY = 86_400_000;
const PERMIT = definitionOf(PERMIT_YAML);
const POTHOLE = definitionOf(POTHOLE_YAML);
const EXAMINE = 'examine.1' as TaskId;
const { receptionist, specialist, head, citizen } = PEOPLE;

/** Forms by the event that called for them, in order. */
function formsOf(play: Play): readonly string[] {
  return play.events.flatMap((event) =>
    documentsDueOn(event, play.case).map(({ subject }) => `${event.type}: ${subject}`),
  );
}

function accepted(): Play {
  const play = new Play(PERMIT, START);
  play.do(receptionist, filingOf(PERMIT, { facts: { area: 50 }, calendars: { office: 1, always: 1 } }));
  play.do(receptionist, { type: 'accept' });
  return play;
}

describe('of a dossier', () => {
  test('the receipt is made when it is accepted, and the fee receipt, the result and the control sheet on its way', () => {
    const play = accepted();
    play.do(specialist, {
      type: 'complete',
      taskId: EXAMINE,
      outcome: 'forward',
      reason: null,
      documents: [],
    });
    play.do(head, {
      type: 'complete',
      taskId: 'sign.1' as TaskId,
      outcome: 'approve',
      reason: null,
      documents: [],
    });
    play.do(receptionist, { type: 'pay', amount: 75_000, receipt: 'BL-1', how: 'cash' });
    play.do(receptionist, { type: 'deliver', way: 'counter' });
    expect(formsOf(play)).toEqual([
      'case-accepted: receipt',
      'case-decided: result',
      'case-decided: control-sheet',
      'fee-paid: fee-receipt',
    ]);
  });

  test('a refusal is made where the counter does not take it, and where it is decided so', () => {
    const atCounter = new Play(PERMIT, START);
    atCounter.do(receptionist, filingOf(PERMIT));
    atCounter.do(receptionist, { type: 'refuse', reason: content('why') });
    expect(formsOf(atCounter)).toEqual(['case-not-accepted: refusal']);

    const decided = accepted();
    decided.do(specialist, {
      type: 'complete',
      taskId: EXAMINE,
      outcome: 'refuse',
      reason: content('why'),
      documents: [],
    });
    expect(formsOf(decided)).toEqual([
      'case-accepted: receipt',
      'case-decided: refusal',
      'case-decided: control-sheet',
    ]);
  });

  test('documents that do not come in time end in a notice of stopping', () => {
    const play = accepted();
    play.do(specialist, {
      type: 'request-supplement',
      taskId: EXAMINE,
      missing: ['title'],
      reason: content('why'),
    });
    play.until((START + 60 * DAY) as Instant);
    expect(formsOf(play)).toEqual([
      'case-accepted: receipt',
      'supplement-requested: supplement-request',
      'case-decided: stop-notice',
      'case-decided: control-sheet',
    ]);
  });

  test('an extension owes the applicant an apology', () => {
    const play = accepted();
    const by = { amount: 2, unit: 'working-days' } as const;
    play.do(head, { type: 'extend', by, taskId: null, reason: content('why') });
    expect(formsOf(play)).toEqual(['case-accepted: receipt', 'deadline-extended: apology']);
  });

  test.each([
    [
      'moves the appointment owes the applicant the new one in writing',
      { before: START, after: START + DAY },
      1,
    ],
    ['leaves the appointment owes nothing', undefined, 0],
  ])('a calendar that %s', (_, appointment, owed) => {
    const event = { type: 'calendar-changed', ...(appointment && { appointment }) };
    const forms = documentsDueOn(event as unknown as CaseEvent, accepted().case);
    expect(forms.map(({ subject }) => subject)).toEqual(Array(owed).fill('apology'));
  });

  test('what is withdrawn leaves no paper', () => {
    const play = new Play(PERMIT, START);
    play.do(receptionist, filingOf(PERMIT));
    play.do(receptionist, { type: 'withdraw', reason: content('why') });
    expect(formsOf(play)).toEqual([]);
  });
});

const AT_COUNTERS_TOO = definitionOf(POTHOLE_YAML.replace('[online, phone]', '[online, phone, counter]'));

describe('of a complaint', () => {
  test('who sends it online or stands at the counter gets an acknowledgement; who telephones does not', () => {
    for (const [actor, channel] of [
      [citizen, 'online'],
      [receptionist, 'counter'],
    ] as const) {
      const play = new Play(AT_COUNTERS_TOO, START);
      play.do(actor, filingOf(AT_COUNTERS_TOO, { channel }));
      expect([channel, formsOf(play)]).toEqual([channel, ['case-filed: complaint-acknowledgement']]);
    }
    const phone = new Play(POTHOLE, START);
    phone.do(receptionist, filingOf(POTHOLE, { channel: 'phone' }));
    expect(formsOf(phone)).toEqual([]);
  });

  test('an answer is made when it is not taken up, unless it is spam', () => {
    const forms = (spam: boolean) => {
      const play = new Play(POTHOLE, START);
      play.do(receptionist, filingOf(POTHOLE, { channel: 'phone' }));
      play.do(receptionist, { type: 'refuse', reason: content('why'), ...(spam ? { spam: true } : {}) });
      return formsOf(play);
    };
    expect(forms(false)).toEqual(['case-not-accepted: complaint-answer']);
    expect(forms(true)).toEqual([]);
  });
});
