import { describe, expect, test } from 'vitest';
import { Play } from '../../../test/support/play.ts';
import {
  AGENCIES,
  content,
  definitionOf,
  filingOf,
  OTHER_WARD,
  orderOf,
  PEOPLE,
  PERMIT_YAML,
} from '../../../test/support/sample-definitions.ts';
import type { AgencyId, TaskId } from '../../ids.ts';
import { instant } from '../../time/instant.ts';
import type { Role } from '../../vocabulary/roles.ts';
import type { Actor, Command } from '../state/commands.ts';

const PERMIT = definitionOf(PERMIT_YAML);

/** A permit at its examination. */
function examined(): Play {
  const play = new Play(PERMIT, instant('2026-03-02T08:00:00+07:00'));
  play.do(PEOPLE.receptionist, filingOf(PERMIT, { facts: { area: 50 } }));
  play.do(PEOPLE.receptionist, { type: 'accept' });
  return play;
}

function deputy(actor: Actor, of: Actor, role: Role, agency: AgencyId): Actor {
  return { ...actor, roles: [...actor.roles, { role, agency, of: of.user }] };
}

const EXAMINE = 'examine.1' as TaskId;
const claim: Command = { type: 'claim', taskId: EXAMINE };
const forward: Command = {
  type: 'complete',
  taskId: EXAMINE,
  outcome: 'forward',
  reason: null,
  documents: [],
};
const refusalOf = (play: Play, actor: Actor, command: Command) => {
  const decision = play.give(orderOf(actor, command));
  return decision.ok ? null : decision.refusal.code;
};

describe('a deputy', () => {
  const standIn = deputy(PEOPLE.otherWard, PEOPLE.specialist, 'specialist', AGENCIES.owner);

  test('completes a task that the principal holds, and the event says for whom', () => {
    const play = examined();
    play.do(PEOPLE.specialist, claim);
    play.do(standIn, forward);
    expect(play.events.find(({ type }) => type === 'task-completed')).toMatchObject({
      by: PEOPLE.otherWard.user,
      behalf: PEOPLE.specialist.user,
    });
    // All that the order brought about was done for the principal.
    expect(
      play.events.filter(({ by }) => by === PEOPLE.otherWard.user).map(({ behalf }) => behalf),
    ).not.toContain(undefined);
  });

  test('claims for the principal, and holds nothing once the delegation is over', () => {
    const play = examined();
    play.do(standIn, claim);
    expect(play.case.tasks[0]?.assignee).toBe(PEOPLE.specialist.user);
    expect(refusalOf(play, PEOPLE.otherWard, forward)).toBe('not-permitted');
    expect(refusalOf(play, PEOPLE.specialist, forward)).toBeNull();
  });

  test('leaves the principal free to act themselves', () => {
    const play = examined();
    play.do(standIn, claim);
    play.do(PEOPLE.specialist, forward);
    expect(play.events.at(-1)).not.toHaveProperty('behalf');
  });

  test('who has the right themselves acts for nobody', () => {
    const play = examined();
    play.do(deputy(PEOPLE.secondSpecialist, PEOPLE.specialist, 'specialist', AGENCIES.owner), claim);
    expect(play.case.tasks[0]?.assignee).toBe(PEOPLE.secondSpecialist.user);
    expect(play.events.at(-1)).not.toHaveProperty('behalf');
  });

  test('does not get at what the principal holds in another role or agency', () => {
    const play = examined();
    play.do(PEOPLE.specialist, claim);
    for (const [role, agency] of [
      ['agency-head', OTHER_WARD],
      ['specialist', OTHER_WARD],
      ['receptionist', AGENCIES.owner],
    ] as const)
      expect(refusalOf(play, deputy(PEOPLE.otherWard, PEOPLE.specialist, role, agency), forward)).toBe(
        'not-permitted',
      );
  });

  test('does not get at what a colleague of the principal holds', () => {
    const play = examined();
    play.do(PEOPLE.secondSpecialist, claim);
    expect(refusalOf(play, standIn, forward)).toBe('task-held');
  });

  test('of the head decides on an extension, for the head', () => {
    const play = examined();
    const extend: Command = {
      type: 'extend',
      by: { amount: 1, unit: 'working-days' },
      taskId: null,
      reason: content('why'),
    };
    expect(refusalOf(play, PEOPLE.specialist, extend)).toBe('not-permitted');
    play.do(deputy(PEOPLE.specialist, PEOPLE.head, 'agency-head', AGENCIES.owner), extend);
    expect(play.events.at(-1)).toMatchObject({ by: PEOPLE.specialist.user, behalf: PEOPLE.head.user });
  });

  test('of a receptionist files at the counter for them', () => {
    const play = new Play(PERMIT, instant('2026-03-02T08:00:00+07:00'));
    play.do(
      deputy(PEOPLE.otherWard, PEOPLE.receptionist, 'receptionist', AGENCIES.counter),
      filingOf(PERMIT, { facts: { area: 50 } }),
    );
    expect(play.events[0]).toMatchObject({ type: 'case-filed', behalf: PEOPLE.receptionist.user });
  });

  test('of another province is nobody here', () => {
    const play = examined();
    expect(
      refusalOf(play, deputy(PEOPLE.stranger, PEOPLE.specialist, 'specialist', AGENCIES.owner), claim),
    ).toBe('not-permitted');
  });
});
