/** When a citizen is asked to come: never while the counter is closed. */
import { describe, expect, test } from 'vitest';
import { Play } from '../../../test/support/play.ts';
import {
  AGENCIES,
  CALENDARS,
  content,
  definitionOf,
  filingOf,
  PEOPLE,
  PERMIT_YAML,
  POTHOLE_YAML,
} from '../../../test/support/sample-definitions.ts';
import { type Instant, instant } from '../../time/instant.ts';
import { appointmentOf } from './appointment.ts';

const DEFINITION = definitionOf(PERMIT_YAML);
const place = { kind: 'dossier', agencies: AGENCIES, offices: {}, edition: 2 } as const;
const local = (moment: string) => instant(`2026-03-${moment}:00+07:00`);

describe('an appointment', () => {
  test.each([
    ['within opening hours is the deadline', '05T10:00', '05T10:00'],
    ['at closing time is the deadline', '05T17:30', '05T17:30'],
    ['at the beginning of the lunch break is the deadline', '05T11:30', '05T11:30'],
    ['during the lunch break is the afternoon’s opening', '05T12:00', '05T13:30'],
    ['in the morning before opening is the opening', '05T05:54', '05T07:30'],
    ['at night is the next morning’s opening', '05T22:00', '06T07:30'],
    ['on a Saturday is Monday’s opening', '07T09:15', '09T07:30'],
  ])('%s', (_, due, appointment) => {
    expect(appointmentOf(place, local(due), DEFINITION)).toBe(local(appointment));
  });

  test('goes by the hours of the counter that hands over, not of the office that decides', () => {
    const saturday = {
      ...CALENDARS.office,
      id: 'saturday',
      hours: [{ ...CALENDARS.office.hours[0], week: { 6: [[450, 690]] } }],
    } as never;
    const definition = { ...DEFINITION, calendars: { ...CALENDARS, saturday } };
    const offices = { [AGENCIES.counter]: { calendar: 'saturday' } };
    expect(appointmentOf({ ...place, offices }, local('05T10:00'), definition)).toBe(local('07T07:30'));
  });

  test('of a complaint is its deadline', () => {
    const complaint = { ...place, kind: 'complaint' } as const;
    expect(appointmentOf(complaint, local('05T05:54'), definitionOf(POTHOLE_YAML))).toBe(local('05T05:54'));
  });
});

test('the letter of an extension names appointments in opening hours', () => {
  // 3 times 24 hours from 05:54: due at 05:54 on Thursday.
  const total = { amount: 72, unit: 'hours' } as const;
  const definition = definitionOf(PERMIT_YAML, { sla: { ...DEFINITION.procedure.sla, total } });
  const play = new Play(definition, local('02T05:54'));
  play.do(PEOPLE.receptionist, filingOf(definition));
  play.do(PEOPLE.receptionist, { type: 'accept' });
  play.now = local('03T08:00') as Instant;
  play.do(PEOPLE.head, {
    type: 'extend',
    by: { amount: 24, unit: 'hours' },
    taskId: null,
    reason: content('why'),
  });
  expect(play.events.at(-1)).toMatchObject({
    type: 'deadline-extended',
    letter: { from: local('05T07:30'), to: local('06T07:30') },
  });
});
