import { expect, test } from 'vitest';
import { Play } from '../../../test/support/play.ts';
import { definitionOf, filingOf, PEOPLE, PERMIT_YAML } from '../../../test/support/sample-definitions.ts';
import type { TaskId } from '../../ids.ts';
import { type Instant, instant } from '../../time/instant.ts';
import { fold } from '../state/evolve.ts';
import { changesBetween, type Moment } from './difference.ts';

const definition = definitionOf(PERMIT_YAML);
const START = instant('2026-03-02T08:00:00+07:00');
const hours = (n: number) => (START + n * 3_600_000) as Instant;

function played(): Play {
  const play = new Play(definition, START);
  play.do(PEOPLE.receptionist, filingOf(definition, { facts: { area: 50 } }));
  play.until(hours(1));
  play.do(PEOPLE.receptionist, { type: 'accept' });
  play.until(hours(2));
  play.do(PEOPLE.specialist, { type: 'claim', taskId: 'examine.1' as TaskId });
  return play;
}

const moment = (play: Play, at: Instant): Moment => ({
  state: fold(play.events.filter((event) => event.at <= at)),
  calendars: definition.calendars,
  at,
});

test('a case changes by what happened, and by nothing else', () => {
  const play = played();
  expect(changesBetween(moment(play, hours(2)), moment(play, hours(3)))).toEqual([]);
  expect(changesBetween(moment(play, hours(1)), moment(play, hours(2)))).toEqual([
    { path: '/portalStatus', before: 2, after: 4 },
    { path: '/tasks/examine.1/assignee', before: null, after: PEOPLE.specialist.user },
  ]);
});

test('acceptance brings a task and the clocks with their due instants', () => {
  const play = played();
  const changes = changesBetween(moment(play, START), moment(play, hours(1)));
  expect(changes).toContainEqual({ path: '/status', before: 'filed', after: 'in-process' });
  expect(changes).toContainEqual({ path: '/tasks/examine.1/agency', after: 'hue.ward' });
  expect(changes).toContainEqual({ path: '/clocks/case/dueAt', after: '2026-03-23T02:00:00.000Z' });
});

test('before it was filed there was nothing, and afterwards everything is new', () => {
  const play = played();
  const changes = changesBetween(moment(play, hours(-1)), moment(play, START));
  expect(changes.length).toBeGreaterThan(10);
  expect(changes.every((change) => !('before' in change))).toBe(true);
});

test('a task that ended is gone, with its clock', () => {
  const play = played();
  play.until(hours(3));
  play.do(PEOPLE.specialist, {
    type: 'complete',
    taskId: 'examine.1' as TaskId,
    outcome: 'refuse',
    reason: { id: 'r', digest: 'r'.repeat(64) },
    documents: [],
  });
  const changes = changesBetween(moment(play, hours(2)), moment(play, hours(3)));
  expect(changes).toContainEqual({ path: '/tasks/examine.1/assignee', before: PEOPLE.specialist.user });
  expect(changes).toContainEqual({ path: '/ending', before: null, after: 'refused' });
});
