import { describe, expect, test } from 'vitest';
import { inputFor, Play } from '../../../test/support/play.ts';
import {
  AGENCIES,
  actorWith,
  definitionOf,
  filingOf,
  OTHER_WARD,
  orderOf,
  PEOPLE,
  PERMIT_YAML,
  POTHOLE_YAML,
} from '../../../test/support/sample-definitions.ts';
import type { AgencyId, ProvinceId } from '../../ids.ts';
import { instant } from '../../time/instant.ts';
import type { CaseKind } from '../../vocabulary/kinds.ts';
import type { Role } from '../../vocabulary/roles.ts';
import { CASE_STATUSES, type CaseStatus } from '../../vocabulary/statuses.ts';
import type { Actor, CommandName } from '../state/commands.ts';

const START = instant('2026-03-02T08:00:00+07:00');
const ROLES: readonly Role[] = [
  'receptionist',
  'specialist',
  'agency-head',
  'province-office',
  'auditor',
  'administrator',
  'citizen',
];

/** A case of that kind, brought to that status by people who may. */
function caseIn(kind: CaseKind, status: CaseStatus): Play {
  const definition = definitionOf(kind === 'dossier' ? PERMIT_YAML : POTHOLE_YAML);
  const play = new Play(definition, START);
  const go = (actor: Actor, name: CommandName, n = 0) => {
    const taskId = ['complete', 'request-supplement'].includes(name)
      ? (play.case.tasks[0]?.id ?? null)
      : null;
    play.do(actor, inputFor(play.case, definition, name, taskId, n));
  };
  play.do(PEOPLE.receptionist, filingOf(definition, { facts: kind === 'dossier' ? { area: 50 } : {} }));
  if (status === 'filed') return play;
  go(PEOPLE.receptionist, kind === 'dossier' ? 'accept' : 'classify');
  if (status === 'in-process') return play;
  if (status === 'supplement') go(PEOPLE.specialist, 'request-supplement');
  if (status === 'suspended') go(PEOPLE.head, 'suspend');
  if (play.case.status === status) return play;
  go(PEOPLE.specialist, 'complete');
  go(kind === 'dossier' ? PEOPLE.head : PEOPLE.receptionist, 'complete');
  if (status === 'payment') return play;
  if (kind === 'dossier') go(PEOPLE.receptionist, 'pay');
  if (status === 'decided') return play;
  go(PEOPLE.receptionist, kind === 'dossier' ? 'deliver' : 'publish');
  if (status === 'delivered') return play;
  go(PEOPLE.receptionist, 'close');
  return play;
}

/** Whom each role stands for: the officer of the right agency. */
function personIn(role: Role): Actor {
  const agency: Partial<Record<Role, AgencyId>> = {
    receptionist: AGENCIES.counter,
    specialist: AGENCIES.owner,
    'field-team': AGENCIES.owner,
    'agency-head': AGENCIES.owner,
  };
  return role === 'citizen'
    ? PEOPLE.citizen
    : actorWith(`a-${role}`, role, agency[role] ?? ('hue.office' as AgencyId));
}

/** The whole table, written out by hand: who may do what in each status of a dossier. */
const DOSSIER: Record<CaseStatus, Partial<Record<Role, readonly CommandName[]>>> = {
  filed: {
    receptionist: [
      'accept',
      'attach',
      'choose-delivery',
      'fetch',
      'note',
      'pay',
      'refuse',
      'request-supplement',
      'withdraw',
    ],
    specialist: ['attach', 'note'],
    'field-team': ['attach', 'note'],
    'agency-head': ['attach', 'note'],
    'province-office': ['attach', 'note'],
    administrator: ['move-procedure'],
    citizen: ['attach', 'choose-delivery', 'fetch', 'withdraw'],
  },
  'in-process': {
    receptionist: ['attach', 'choose-delivery', 'note', 'pay', 'withdraw'],
    specialist: ['attach', 'claim', 'complete', 'note', 'request-supplement', 'transfer'],
    'field-team': ['attach', 'note'],
    'agency-head': ['assign', 'attach', 'extend', 'note', 'suspend', 'transfer'],
    'province-office': ['assign', 'attach', 'extend', 'note', 'suspend', 'transfer'],
    administrator: ['move-procedure'],
    citizen: ['attach', 'choose-delivery', 'withdraw'],
  },
  supplement: {
    receptionist: ['attach', 'choose-delivery', 'fetch', 'note', 'pay', 'receive-supplement', 'withdraw'],
    specialist: ['attach', 'note'],
    'field-team': ['attach', 'note'],
    'agency-head': ['attach', 'note'],
    'province-office': ['attach', 'note'],
    administrator: ['move-procedure'],
    citizen: ['attach', 'choose-delivery', 'fetch', 'receive-supplement', 'withdraw'],
  },
  suspended: {
    receptionist: ['attach', 'choose-delivery', 'note', 'pay', 'withdraw'],
    specialist: ['attach', 'note'],
    'field-team': ['attach', 'note'],
    'agency-head': ['attach', 'note', 'resume'],
    'province-office': ['attach', 'note', 'resume'],
    administrator: ['move-procedure'],
    citizen: ['attach', 'choose-delivery', 'withdraw'],
  },
  payment: {
    receptionist: ['attach', 'choose-delivery', 'note', 'pay', 'withdraw'],
    specialist: ['attach', 'note'],
    'field-team': ['attach', 'note'],
    'agency-head': ['attach', 'note'],
    'province-office': ['attach', 'note'],
    citizen: ['attach', 'choose-delivery', 'withdraw'],
  },
  decided: {
    receptionist: ['attach', 'choose-delivery', 'deliver', 'note'],
    specialist: ['attach', 'note'],
    'field-team': ['attach', 'note'],
    'agency-head': ['attach', 'note', 'refund'],
    'province-office': ['attach', 'note', 'refund'],
    citizen: ['attach', 'choose-delivery'],
  },
  delivered: {
    receptionist: ['attach', 'close', 'note', 'rate'],
    specialist: ['attach', 'note'],
    'field-team': ['attach', 'note'],
    'agency-head': ['attach', 'close', 'note', 'refund', 'reopen'],
    'province-office': ['attach', 'close', 'note', 'refund', 'reopen'],
    citizen: ['attach', 'rate'],
  },
  closed: {},
};

describe('who may do what to a dossier', () => {
  test.each(CASE_STATUSES.flatMap((status) => ROLES.map((role) => [status, role] as const)))(
    'a dossier that is %s offers its %s exactly what the table says',
    (status, role) => {
      const play = caseIn('dossier', status);
      expect(play.case.status).toBe(status);
      const offered = play.available(personIn(role)).map(({ name }) => name);
      expect([...new Set(offered)].sort()).toEqual([...(DOSSIER[status][role] ?? [])]);
    },
  );
});

describe('who may not', () => {
  const intruders: readonly [string, Actor][] = [
    ['an officer of another ward', PEOPLE.otherWard],
    ['the head of another ward', PEOPLE.otherHead],
    ['an officer of the same agency name in another province', PEOPLE.stranger],
    ['the same citizen id in another province', { ...PEOPLE.citizen, province: 'mau' as ProvinceId }],
    ['another citizen', PEOPLE.otherCitizen],
    ['an auditor', PEOPLE.auditor],
    ['somebody with no role', { ...PEOPLE.specialist, roles: [] }],
    ['a receptionist of another counter', actorWith('x', 'receptionist', OTHER_WARD)],
  ];
  const open = CASE_STATUSES.filter((status) => status !== 'payment');
  test.each(
    (['dossier', 'complaint'] as const).flatMap((kind) => open.map((status) => [kind, status] as const)),
  )('nobody without a part in it can move a %s that is %s, whatever they send', (kind, status) => {
    const play = caseIn(kind, status);
    for (const [who, actor] of intruders) {
      expect([who, play.available(actor)]).toEqual([who, []]);
      const taskId = play.case.tasks[0]?.id ?? null;
      for (const name of [
        'accept',
        'claim',
        'complete',
        'assign',
        'extend',
        'withdraw',
        'close',
        'pay',
        'note',
        'reopen',
        'tick',
      ] as const) {
        const command = inputFor(play.case, play.definition, name, taskId, 0);
        const decision = play.give(orderOf(actor, command));
        expect([who, name, decision.ok]).toEqual([who, name, false]);
      }
    }
  });

  test('a task that somebody holds can be moved by them and their head, not by a colleague', () => {
    const play = caseIn('dossier', 'in-process');
    const taskId = play.case.tasks[0]?.id ?? null;
    play.do(PEOPLE.specialist, inputFor(play.case, play.definition, 'claim', taskId, 0));
    const colleague = play.give(
      orderOf(PEOPLE.secondSpecialist, inputFor(play.case, play.definition, 'complete', taskId, 0)),
    );
    expect(colleague).toEqual({ ok: false, refusal: { code: 'task-held', taskId } });
    const head = play.available(PEOPLE.head).map(({ name }) => name);
    expect(head).toEqual(expect.arrayContaining(['release', 'assign', 'transfer']));
    expect(head).not.toContain('complete');
  });

  test('online a citizen files for themselves only, and at the counter only its own receptionist files', () => {
    const definition = definitionOf(PERMIT_YAML);
    const attempts: readonly [Actor, object, boolean][] = [
      [PEOPLE.citizen, { channel: 'online' }, true],
      [PEOPLE.otherCitizen, { channel: 'online' }, false],
      [PEOPLE.citizen, { channel: 'counter' }, false],
      [PEOPLE.receptionist, { channel: 'counter' }, true],
      [actorWith('x', 'receptionist', OTHER_WARD), { channel: 'counter' }, false],
      [PEOPLE.receptionist, { channel: 'phone' }, false],
      [PEOPLE.stranger, { channel: 'counter' }, false],
    ];
    for (const [actor, change, accepted] of attempts) {
      const decision = new Play(definition, START).give(orderOf(actor, filingOf(definition, change)));
      expect([actor.user, change, decision.ok]).toEqual([actor.user, change, accepted]);
    }
  });
});
