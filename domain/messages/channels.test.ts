import { describe, expect, test } from 'vitest';
import { instant, isoOf } from '../time/instant.ts';
import { TOPICS, WEIGHTS } from '../vocabulary/topics.ts';
import {
  APPLICANT_DEFAULTS,
  channelFor,
  masked,
  mayMute,
  OFFICER_DEFAULTS,
  type Reachability,
  sendAt,
} from './channels.ts';

const EVERYTHING: Reachability = { usable: ['mail', 'sms', 'zalo'], known: ['mail', 'sms', 'zalo'], bad: [] };

describe('an applicant', () => {
  test('is reached by the first way that they like and that is open', () => {
    const likes = { ...APPLICANT_DEFAULTS, channels: ['sms', 'mail'] as const };
    expect(channelFor('ready', likes, EVERYTHING)).toBe('sms');
    expect(channelFor('ready', likes, { ...EVERYTHING, bad: ['sms'] })).toBe('mail');
    expect(channelFor('ready', likes, EVERYTHING, ['sms'])).toBe('mail');
    expect(channelFor('ready', likes, { ...EVERYTHING, usable: ['mail'] })).toBe('mail');
  });

  test('who wants no mail gets none, unless it must reach them', () => {
    const likes = { ...APPLICANT_DEFAULTS, channels: ['sms'] as const };
    const mailAlone: Reachability = { usable: ['mail'], known: ['mail'], bad: [] };
    expect(channelFor('posted', likes, mailAlone)).toBe('no-address');
    expect(channelFor('supplement', likes, mailAlone)).toBe('mail');
  });

  test('whom no way reaches is notified of, with the reason', () => {
    expect(channelFor('ready', APPLICANT_DEFAULTS, { ...EVERYTHING, known: [] })).toBe('no-address');
    expect(channelFor('ready', APPLICANT_DEFAULTS, { ...EVERYTHING, bad: EVERYTHING.known })).toBe(
      'bad-address',
    );
    expect(channelFor('ready', APPLICANT_DEFAULTS, { ...EVERYTHING, usable: [] })).toBe('no-channel');
  });

  test('cannot do without what the law requires, whatever they switched off', () => {
    const likes = { ...APPLICANT_DEFAULTS, muted: TOPICS };
    for (const topic of ['accepted', 'supplement', 'refused', 'apology', 'stopped'] as const) {
      expect(channelFor(topic, likes, EVERYTHING)).toBe('mail');
      expect(mayMute(topic, 'applicant')).toBe(false);
    }
    for (const topic of TOPICS.filter((each) => WEIGHTS[each] !== 'mandatory'))
      expect(channelFor(topic, likes, EVERYTHING)).toBe('unwanted');
  });

  test("switches off what is theirs, and no officer's duty", () => {
    expect(TOPICS.filter((topic) => mayMute(topic, 'applicant'))).toEqual([
      'ready',
      'posted',
      'attempted',
      'delivered',
      'news',
      'rate',
    ]);
    expect(TOPICS.filter((topic) => mayMute(topic, 'officer'))).toEqual([
      'assigned',
      'mentioned',
      'deadline-moved',
      'digest',
    ]);
  });
});

describe('an officer', () => {
  test('gets what is new in the morning, and what is late at once', () => {
    expect(channelFor('assigned', OFFICER_DEFAULTS, EVERYTHING)).toBe('digested');
    expect(channelFor('reminder', OFFICER_DEFAULTS, EVERYTHING)).toBe('mail');
    expect(channelFor('digest', OFFICER_DEFAULTS, EVERYTHING)).toBe('mail');
    const oneByOne = { ...OFFICER_DEFAULTS, digest: false };
    expect(channelFor('assigned', oneByOne, EVERYTHING)).toBe('mail');
    expect(channelFor('digest', oneByOne, EVERYTHING)).toBe('unwanted');
  });

  test('gets no list of their work on a telephone', () => {
    const likes = { ...OFFICER_DEFAULTS, channels: ['sms'] as const };
    expect(channelFor('digest', likes, EVERYTHING)).toBe('no-address');
  });
});

describe('at night', () => {
  const late = instant('2026-11-23T22:30:00+07:00');

  test('no telephone rings for what can wait', () => {
    expect(isoOf(sendAt('sms', APPLICANT_DEFAULTS, false, late))).toBe('2026-11-24T00:00:00.000Z');
    expect(sendAt('mail', APPLICANT_DEFAULTS, false, late)).toBe(late);
  });

  test('what is urgent passes', () => {
    expect(sendAt('sms', APPLICANT_DEFAULTS, true, late)).toBe(late);
  });

  test('everybody has the quiet hours that they chose', () => {
    const likes = { ...APPLICANT_DEFAULTS, quiet: { from: 22 * 60, until: 6 * 60 } };
    expect(isoOf(sendAt('mail', likes, false, late))).toBe('2026-11-23T23:00:00.000Z');
    expect(sendAt('sms', likes, false, instant('2026-11-23T21:30:00+07:00'))).toBe(
      instant('2026-11-23T21:30:00+07:00'),
    );
  });
});

test('an address is shown so that its owner knows it and nobody else learns it', () => {
  expect(masked('mail', 'loi.nguyen@example.vn')).toBe('l***@example.vn');
  expect(masked('sms', '0905 123 456')).toBe('*******456');
  expect(masked('mail', 'broken')).toBe('***');
});
