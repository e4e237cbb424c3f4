import { describe, expect, test } from 'vitest';
import { EVENT_NAMES } from './event-names.ts';
import { choicesOf, subscriptionOf } from './subscribed.ts';
import type { Webhook } from './webhooks.tsx';

const subscription = (part: object) =>
  ({
    events: [],
    kinds: null,
    procedures: null,
    agencies: null,
    position: 0,
    ...part,
  }) as Webhook['subscription'];

describe('of which events an address is told', () => {
  test('is chosen among those that most ask for, in the reader’s language', () => {
    expect(choicesOf(EVENT_NAMES.vi, [])[0]).toEqual({ value: 'case-filed', label: 'Hồ sơ được nộp' });
    expect(choicesOf(EVENT_NAMES.en, [])).toHaveLength(Object.keys(EVENT_NAMES.en).length);
  });

  test('keeps what was chosen by its own name, each once', () => {
    const choices = choicesOf(EVENT_NAMES.en, ['card-given', 'case-filed', 'toString']);
    expect(choices.filter(({ value }) => value === 'case-filed')).toHaveLength(1);
    expect(choices.slice(-2)).toEqual([
      { value: 'card-given', label: 'card-given' },
      { value: 'toString', label: 'toString' },
    ]);
  });

  test('is changed without a change of the filters that stand', () => {
    const before = subscription({ kinds: ['dossier'], agencies: ['a'], procedures: [] });
    expect(subscriptionOf(before, ['case-filed'])).toEqual({
      kinds: ['dossier'],
      agencies: ['a'],
      procedures: [],
      events: ['case-filed'],
    });
  });

  test('without filters, or for the first time, is notified of all cases', () => {
    expect(subscriptionOf(subscription({}), ['case-filed'])).toEqual({ events: ['case-filed'] });
    expect(subscriptionOf(null, ['case-filed'])).toEqual({ events: ['case-filed'] });
  });
});
