import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { CaseShipment } from '../../../domain/cases/state/state.ts';
import { instant } from '../../../domain/time/instant.ts';
import { ACTIONS, type ActionName } from '../../../domain/vocabulary/actions.ts';
import { inputFor, Play } from '../../../test/support/play.ts';
import {
  AGENCIES,
  definitionOf,
  filingOf,
  OTHER_WARD,
  PEOPLE,
  PERMIT_YAML,
  POTHOLE_YAML,
} from '../../../test/support/sample-definitions.ts';
import type { Offer } from '../action.ts';
import { offeredInput } from '../offering.ts';
import { ACTION_MODULES, type ActionModules } from './index.ts';

const START = instant('2026-03-02T08:00:00+07:00');
const SHIPMENT: CaseShipment = { id: 'case-s1', direction: 'result', status: 'created', attempts: 0 };
const ADDRESS = { name: 'Tôn Nữ Mẫu', phone: '0905 000 111', address: '1 Lê Lợi, Huế' };

/** A dossier whose head may sign it and has a step to return to; or a complaint that waits to be classified. */
function offerOf(kind: 'dossier' | 'complaint'): Offer {
  const definition = definitionOf(kind === 'dossier' ? PERMIT_YAML : POTHOLE_YAML);
  const play = new Play(definition, START);
  play.do(PEOPLE.receptionist, filingOf(definition, { facts: kind === 'dossier' ? { area: 50 } : {} }));
  if (kind === 'dossier') {
    play.do(PEOPLE.receptionist, { type: 'accept' });
    const taskId = play.case.tasks[0]?.id ?? null;
    play.do(PEOPLE.specialist, inputFor(play.case, definition, 'complete', taskId, 0));
  }
  return {
    state: { ...play.case, shipments: [SHIPMENT] },
    definition,
    language: 'en',
    documents: [{ id: 'doc-photo', rule: 'photo', name: 'road.jpg', mediaType: 'image/jpeg' }],
    task: play.case.tasks[0] ?? null,
  };
}

const OFFERS = { dossier: offerOf('dossier'), complaint: offerOf('complaint') };
const taskId = OFFERS.dossier.task?.id ?? '';
const onPaper = { rule: 'drawing', onPaper: true };

interface Sample {
  /** The least that the action takes. */
  readonly input: Readonly<Record<string, unknown>>;
  /** What it would look up. */
  readonly choices?: unknown;
  /** What this case does not take, beside what no case takes. */
  readonly refused?: Readonly<Record<string, unknown>>;
  readonly kind?: 'complaint';
}

/** Of every action; one without a sample does not compile. */
const SAMPLES: Readonly<Record<ActionName, Sample>> = {
  accept: { input: {} },
  refuse: { input: { reason: 'not ours' }, refused: { reason: 'not ours', spam: true } },
  classify: {
    kind: 'complaint',
    choices: { owners: [AGENCIES.owner], suggestion: { owner: AGENCIES.owner, rule: null } },
    input: { urgency: 'danger', owner: AGENCIES.owner },
    refused: { urgency: 'danger', owner: OTHER_WARD },
  },
  recategorise: {
    kind: 'complaint',
    choices: [{ const: '8.000002', title: 'Street lights' }],
    input: { procedure: '8.000002', reason: 'a lamp' },
    refused: { procedure: '8.000003', reason: 'a lamp' },
  },
  merge: { kind: 'complaint', input: { into: 'H57.12-260302-0001', reason: 'the same hole' } },
  'request-supplement': {
    input: { taskId, missing: ['title'], reason: 'not there' },
    refused: { taskId, missing: ['photo'], reason: 'not there' },
  },
  'receive-supplement': { input: { documents: [onPaper] }, refused: { documents: [] } },
  claim: { input: { taskId }, refused: { taskId: 'examine.1' } },
  release: { input: { taskId }, refused: {} },
  assign: {
    choices: [PEOPLE.head.user],
    input: { taskId, assignee: PEOPLE.head.user },
    refused: { taskId, assignee: PEOPLE.specialist.user },
  },
  complete: {
    input: { taskId, outcome: 'approve' },
    refused: { taskId, outcome: 'rework' },
  },
  transfer: {
    choices: [AGENCIES.owner, OTHER_WARD],
    input: { taskId, agency: OTHER_WARD, reason: 'theirs' },
    refused: { taskId, agency: AGENCIES.owner, reason: 'ours' },
  },
  return: {
    input: { taskId, step: 'examine', reason: 'unclear' },
    refused: { taskId, step: 'sign', reason: 'unclear' },
  },
  extend: { input: { by: { amount: 1, unit: 'working-days' }, reason: 'a flood' } },
  suspend: { input: { reason: 'a flood' }, refused: { reason: 'a flood', why: 'no-time' } },
  resume: { input: {} },
  withdraw: { input: { reason: 'not needed' } },
  note: {
    choices: [PEOPLE.head.user],
    input: { text: 'seen' },
    refused: { text: 'seen', mentions: [PEOPLE.stranger.user] },
  },
  attach: { input: { documents: [onPaper] }, refused: { documents: [] } },
  pay: { input: { amount: 75_000, receipt: 'BL-1' }, refused: { amount: 74_999, receipt: 'BL-1' } },
  refund: { input: { reason: 'paid twice' } },
  'choose-delivery': { input: { way: 'post' }, refused: { way: 'electronic' } },
  send: { input: {}, refused: { to: { name: 'Nobody' } } },
  fetch: { input: {}, refused: { from: { name: 'Nobody' } } },
  readdress: {
    input: { shipment: SHIPMENT.id, to: ADDRESS },
    refused: { shipment: 'case-s2', to: ADDRESS },
  },
  recall: { input: { shipment: SHIPMENT.id }, refused: { shipment: 'case-s2' } },
  deliver: { input: { way: 'counter' }, refused: { way: 'pigeon' } },
  publish: {
    kind: 'complaint',
    input: { title: 'A hole', description: 'In the road', answer: 'Filled' },
    refused: { title: 'A hole', description: 'In the road', answer: 'Filled', photos: ['doc-other'] },
  },
  rate: { input: { rating: 'satisfied' }, refused: { rating: 'splendid' } },
  dispute: { kind: 'complaint', input: { reason: 'still there' } },
  appeal: { kind: 'complaint', input: { reason: 'still there' } },
  reopen: { input: { reason: 'an error' } },
  close: { input: {} },
};

describe.each(ACTIONS)('the action “%s”', (name) => {
  const { input, choices, refused, kind = 'dossier' } = SAMPLES[name];
  const named = 'taskId' in ACTION_MODULES[name].input.shape && name !== 'extend';
  const offer = { ...OFFERS[kind], task: named ? OFFERS[kind].task : null };
  const accepts = new Ajv2020({ strict: false }).compile(offeredInput(name, offer, choices));

  test('takes the least input that it is offered with', () => {
    expect([accepts(input), accepts.errors]).toEqual([true, null]);
    expect(ACTION_MODULES[name].input.safeParse(input).error).toBeUndefined();
  });

  test('takes nothing else', () => {
    const others = [{ ...input, anythingElse: 1 }, ...(refused === undefined ? [] : [refused])];
    for (const other of others) expect([other, accepts(other)]).toEqual([other, false]);
  });

  test('stands under its own name', () => {
    expect(ACTION_MODULES[name].name).toBe(name);
  });
});

test('what one case is offered leaves no trace in what another is', () => {
  const { dossier, complaint } = OFFERS;
  expect(offeredInput('refuse', { ...dossier, task: null }, undefined).properties).not.toHaveProperty('spam');
  expect(offeredInput('refuse', { ...complaint, task: null }, undefined).properties).toHaveProperty('spam');
});

test('a name without a module, and a module under another name, do not compile', () => {
  const { close: _, ...incomplete } = ACTION_MODULES;
  // @ts-expect-error `close` has no module.
  const missing: ActionModules = incomplete;
  // @ts-expect-error `claim` is not `release`.
  const confused: ActionModules = { ...ACTION_MODULES, release: ACTION_MODULES.claim };
  expect(missing).not.toHaveProperty('close');
  expect(confused.release.name).not.toBe('release');
});
