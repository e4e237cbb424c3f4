import { describe, expect, test } from 'vitest';
import { Play } from '../../../test/support/play.ts';
import {
  content,
  definitionOf,
  filingOf,
  orderOf,
  PEOPLE,
  PERMIT_YAML,
  THE_ENGINE,
} from '../../../test/support/sample-definitions.ts';
import type { TaskId } from '../../ids.ts';
import { instant } from '../../time/instant.ts';
import type { Definition } from '../state/commands.ts';
import { evolve, fold } from '../state/evolve.ts';
import { decide } from './decide.ts';
import { decideMove, planMove } from './move.ts';

const START = instant('2026-03-02T08:00:00+07:00');
const reason = content('why');
const OLD = definitionOf(PERMIT_YAML);

function version2(edit: (yaml: string) => string): Definition {
  return definitionOf(edit(PERMIT_YAML.replace('version: 1', 'version: 2')));
}

const RENAMED = version2((yaml) =>
  yaml.replaceAll('id: examine', 'id: appraise').replaceAll('to: examine', 'to: appraise'),
);

function running(): Play {
  const play = new Play(OLD, START);
  play.do(PEOPLE.receptionist, filingOf(OLD));
  play.do(PEOPLE.receptionist, { type: 'accept' });
  play.do(PEOPLE.specialist, { type: 'claim', taskId: 'examine.1' as TaskId });
  return play;
}

function move(play: Play, to: Definition, mapping: Record<string, string>, actor = PEOPLE.administrator) {
  const order = orderOf(actor, { type: 'move-procedure', to: to.ref, mapping, reason });
  return decideMove(play.case, order, play.now, play.definition, to);
}

describe('moving a running case to another version of its procedure', () => {
  test('keeps its tasks, who holds them, and its clocks', () => {
    const play = running();
    const decision = move(play, RENAMED, { examine: 'appraise' });
    if (!decision.ok) throw new Error(JSON.stringify(decision.refusal));
    const moved = fold([...play.events, ...decision.events]);
    expect(moved).toMatchObject({
      procedure: RENAMED.ref,
      status: 'in-process',
      trail: ['appraise'],
      tasks: [
        { id: 'examine.1', step: 'appraise', assignee: PEOPLE.specialist.user, clock: 'task:examine.1' },
      ],
    });
    expect(moved?.clocks).toEqual(play.case.clocks);
  });

  test('lets the case go on to its end under the new version', () => {
    const play = running();
    const decision = move(play, RENAMED, { examine: 'appraise' });
    if (!decision.ok) throw new Error('refused');
    const onward = new Play(RENAMED, play.now);
    onward.state = decision.events.reduce(evolve, play.case);
    onward.do(PEOPLE.specialist, {
      type: 'complete',
      taskId: 'examine.1' as TaskId,
      outcome: 'forward',
      reason: null,
      documents: [],
    });
    expect(onward.case.tasks.map(({ step }) => step)).toEqual(['consult', 'consult', 'consult']);
  });

  test('is refused where an open step has no counterpart', () => {
    const refusal = { code: 'cannot-move', why: 'unmapped-step', step: 'examine' };
    expect(move(running(), RENAMED, {})).toEqual({ ok: false, refusal });
    expect(move(running(), RENAMED, { examine: 'nowhere' })).toEqual({
      ok: false,
      refusal: { ...refusal, why: 'no-such-target' },
    });
    expect(move(running(), RENAMED, { examine: 'consult' })).toEqual({
      ok: false,
      refusal: { ...refusal, why: 'no-such-target' },
    });
  });

  test('is refused where a later step belongs to an agency that this case does not know', () => {
    const to = version2((yaml) => yaml.replace('agency: tax', 'agency: heritage'));
    expect(move(running(), to, {})).toEqual({
      ok: false,
      refusal: { code: 'cannot-move', why: 'no-way-on', step: 'consult' },
    });
  });

  test('is refused to the same version and to another procedure', () => {
    expect(planMove(running().case, OLD, OLD, {})).toMatchObject({ refusal: { why: 'same-version' } });
    const other = version2((yaml) => yaml.replace('9.000001', '9.000002'));
    expect(planMove(running().case, OLD, other, {})).toMatchObject({ refusal: { why: 'other-procedure' } });
  });

  test('is the administrator’s to order, and nobody else’s', () => {
    for (const actor of [PEOPLE.head, PEOPLE.province, PEOPLE.specialist, PEOPLE.citizen, THE_ENGINE])
      expect(move(running(), RENAMED, { examine: 'appraise' }, actor)).toMatchObject({
        ok: false,
        refusal: { code: 'not-permitted' },
      });
  });

  test('is not reached by the ordinary way of orders', () => {
    const play = running();
    const order = orderOf(PEOPLE.administrator, {
      type: 'move-procedure',
      to: RENAMED.ref,
      mapping: {},
      reason,
    });
    expect(decide(play.case, order, play.now, OLD).ok).toBe(false);
  });

  test('keeps the answers that parallel agencies gave', () => {
    const play = running();
    play.do(PEOPLE.specialist, {
      type: 'complete',
      taskId: 'examine.1' as TaskId,
      outcome: 'forward',
      reason: null,
      documents: [],
    });
    play.do(PEOPLE.tax, {
      type: 'complete',
      taskId: 'consult.1.tax' as TaskId,
      outcome: 'agree',
      reason: null,
      documents: [],
    });
    const to = version2((yaml) => yaml.replace('join: {atLeast: 2}', 'join: all'));
    const decision = move(play, to, {});
    if (!decision.ok) throw new Error('refused');
    const moved = fold([...play.events, ...decision.events]);
    expect(moved?.joins).toEqual([
      {
        step: 'consult',
        visit: 1,
        need: 3,
        results: { tax: 'agree', 'fire-police': null, construction: null },
      },
    ]);
  });

  test('reminds nobody of escalation levels of the new ladder that lie behind', () => {
    const play = running();
    play.until(instant('2026-03-04T15:30:00+07:00'));
    const to = version2((yaml) =>
      yaml.replace(
        '{at: "75%", do: [remind assignee]}',
        '{at: "10%", do: [remind assignee]}\n  - {at: "95%", do: [remind assignee]}',
      ),
    );
    const decision = move(play, to, {});
    if (!decision.ok) throw new Error('refused');
    const moved = fold([...play.events, ...decision.events]);
    const onward = new Play(to, play.now);
    onward.state = moved;
    onward.do(THE_ENGINE, { type: 'tick' });
    expect(onward.events).toEqual([]);
  });
});
