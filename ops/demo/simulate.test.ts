import { expect, test } from 'vitest';
import type { Definition } from '../../domain/cases/state/commands.ts';
import { fold } from '../../domain/cases/state/evolve.ts';
import { compileForm } from '../../domain/procedures/language/form.ts';
import { instant } from '../../domain/time/instant.ts';
import { loadProvince } from '../definitions/procedure-files.ts';
import { PROJECT } from '../install/node-part.ts';
import { historyLine } from '../record/history-line.ts';
import { Chance } from './chance.ts';
import { sampleForm } from './sample-forms.ts';
import { type Simulation, simulateCase } from './simulate.ts';

const START = instant('2026-09-01T00:30:00Z');

const provinces = ['hue', 'mau'].map((name) => loadProvince(`${PROJECT}/procedures`, name));
const everything = provinces.flatMap(({ agencies, calendars, procedures, users }) =>
  procedures.map(({ procedure, hash }) => {
    const { code, version } = procedure;
    const definition: Definition = { procedure, ref: { code, version, hash }, calendars };
    const actors = users.map(({ id, province, roles }) => ({ user: id, province, roles }));
    return {
      title: `${users[0]?.province} ${code} ${procedure.name.vi}`,
      definition,
      surroundings: { agencies, actors },
    };
  }),
);

const simulated = (of: (typeof everything)[number], n: number) =>
  simulateCase({ ...of, seed: `test ${of.title} ${n}`, start: START } satisfies Simulation);

test('every procedure of both provinces is loaded', () => {
  expect(provinces.flatMap(({ problems }) => problems)).toEqual([]);
  expect(
    everything.filter(({ definition }) => definition.procedure.kind === 'dossier').length,
  ).toBeGreaterThanOrEqual(20);
  expect(everything.filter(({ definition }) => definition.procedure.kind === 'complaint').length).toBe(20);
});

test.each(everything)('cases of $title end, and their events tell the whole of them', (of) => {
  for (let n = 0; n < 10; n++) {
    const { state, line } = simulated(of, n);
    expect(state.status).toBe('closed');
    expect(fold(line.events)).toEqual(state);
    expect(historyLine.safeParse(JSON.parse(JSON.stringify(line))).error).toBeUndefined();
    const instants = line.events.map(({ at }) => at);
    expect([...instants].sort((a, b) => a - b)).toEqual(instants);
    expect(line.events.map(({ seq }) => seq)).toEqual(line.events.map((_, index) => index + 1));
  }
});

test('the same seed lives through the same case, and another one through another', () => {
  const [of] = everything;
  if (of === undefined) throw new Error('no procedures');
  expect(simulated(of, 1)).toEqual(simulated(of, 1));
  expect(simulated(of, 1).state.id).not.toBe(simulated(of, 2).state.id);
});

test('among many cases all that may befall one does', () => {
  const facts = new Set<string>();
  const endings = new Set<string>();
  for (const of of everything) {
    for (let n = 0; n < 12; n++) {
      const { state, line } = simulated(of, n);
      for (const { type } of line.events) facts.add(type);
      endings.add(state.ending ?? '');
    }
  }
  expect([...facts]).toEqual(
    expect.arrayContaining([
      'supplement-requested',
      'supplement-received',
      'supplement-expired',
      'task-transferred',
      'work-returned',
      'deadline-extended',
      'clock-breached',
      'card-given',
      'task-escalated',
      'case-suspended',
      'case-withdrawn',
      'case-disputed',
      'step-skipped',
      'fee-paid',
      'case-rated',
    ]),
  );
  expect([...endings].sort()).toEqual(
    ['granted', 'not-accepted', 'refused', 'rejected', 'resolved', 'stopped', 'withdrawn'].sort(),
  );
});

test.each(everything)('what applicants answer fits the form of $title', ({ definition: { procedure } }) => {
  const form = compileForm(procedure.form);
  if (!form.ok) throw new Error(form.why);
  for (let n = 0; n < 20; n++) {
    const answers = sampleForm(procedure, new Chance(`${n}`));
    expect([form.validate(answers), form.validate.errors]).toEqual([true, null]);
  }
});
