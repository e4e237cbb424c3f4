import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkProcedure } from '../checks/check.ts';
import { edited, PERMIT, permit, SURROUNDINGS } from '../checks/example.fixture.ts';
import { parseProcedure } from './parse.ts';

/** What is notified of the permit with one piece of its text replaced. */
function problemsOf(from: string, to: string) {
  const parsed = parseProcedure(edited(PERMIT, [[from, to]]), 'base/permit.yaml');
  return parsed.ok ? [] : parsed.problems;
}

describe('a procedure file', () => {
  it('gets the usual rules where it is silent', () => {
    expect(permit()).toMatchObject({
      supplement: { mode: 'resume', term: { amount: 30, unit: 'calendar-days' }, max: 1 },
      extension: { max: 1, approver: 'agency-head' },
      transfer: { max: 2, clock: 'keep' },
      closing: { after: { amount: 15, unit: 'calendar-days' } },
      sla: { calendar: 'office', minutesPerWorkingDay: 480, sameDayUntil: null },
      documents: [
        { id: 'plan', required: true, copies: 1 },
        { id: 'lease', required: false },
      ],
      facts: [
        { name: 'area', type: 'number' },
        { name: 'kitchen', type: 'choice' },
        { name: 'opensOn', type: 'date' },
        { name: 'music', type: 'boolean' },
      ],
    });
  });

  it('goes on at the next step where nothing else is said', () => {
    const [, consult] = permit([
      `    then:
      - {when: "= results.fire-police = \\"disagree\\"", to: verify}
      - {to: approve}
`,
      '',
    ]).steps;
    expect(consult).toMatchObject({ when: 'form.area > 200', otherwise: 'approve' });
    expect(consult).toHaveProperty('then', [{ when: null, to: 'approve' }]);
  });

  it('names branches after their agencies, with the two usual opinions', () => {
    const [, consult] = permit().steps;
    expect(consult?.parallel?.branches[0]).toMatchObject({
      id: 'tax',
      role: 'specialist',
      outcomes: { agree: { reason: false }, disagree: { name: { vi: 'Không đồng ý' }, reason: true } },
    });
  });

  it('reads the ladder of escalations', () => {
    expect(permit().escalations).toEqual([
      { at: { percent: 75 }, do: [{ do: 'remind', who: 'assignee' }] },
      {
        at: { percent: 100 },
        do: [{ do: 'breach' }, { do: 'notify', who: 'agency-head' }, { do: 'card', colour: 'yellow' }],
      },
      {
        at: { after: { amount: 8, unit: 'working-hours' } },
        do: [
          { do: 'reassign', who: 'agency-head' },
          { do: 'card', colour: 'red' },
        ],
      },
    ]);
  });

  it('never leaves a deadline without a ladder', () => {
    const silent = PERMIT.replace(/escalations:\n( {2}- .*\n)+/, '');
    const parsed = parseProcedure(silent, 'permit.yaml');
    expect(parsed.ok && parsed.procedure.escalations.map(({ at }) => at)).toEqual([
      { percent: 75 },
      { percent: 100 },
    ]);
  });

  it.each([
    ['a misspelt key', 'due: 2 working-days', 'deu: 2 working-days', 'steps[0].deu', 'unknown-key'],
    ['a key that is missing', 'kind: dossier\n', '', 'kind', 'bad-value'],
    ['a missing term', '    due: 2 working-days\n', '', 'steps[0].due', 'missing'],
    ['a key that stands twice', 'version: 1', 'version: 1\nversion: 2', '', 'not-yaml'],
    ['a code that YAML takes for a number', '"9.000001"', '9.1', 'code', 'bad-value'],
    ['a number that is no number', 'version: 1', 'version: one', 'version', 'bad-value'],
    ['a negative term', 'due: 2 working-days', 'due: -2 working-days', 'steps[0].due', 'bad-value'],
    ['a term in no known unit', 'due: 2 working-days', 'due: 2 moons', 'steps[0].due', 'bad-value'],
    ['half a day', 'due: 2 working-days', 'due: 0.5 working-days', 'steps[0].due', 'bad-value'],
    ['a role that may hold no task', 'role: specialist', 'role: auditor', 'steps[0].role', 'bad-value'],
    ['an id that a task id could not carry', '- id: verify', '- id: veri.fy', 'steps[0].id', 'bad-value'],
    ['an id that every object has', '- id: verify', '- id: constructor', 'steps[0].id', 'bad-value'],
    ['an outcome in capitals', 'forward: {', 'Forward: {', 'steps[0].outcomes.Forward', 'bad-id'],
    ['an outcome without a name', 'forward: {', 'hurry: {', 'steps[0].outcomes.hurry.name', 'missing'],
    ['an unknown join', 'join: all', 'join: most', 'steps[1].parallel.join', 'bad-value'],
    ['an unknown escalation', '[remind assignee]', '[shout]', 'escalations[0].do[0]', 'bad-value'],
    ['a condition without its sign', '"= form.area > 200"', 'form.area > 200', 'steps[1].when', 'bad-value'],
    ['a fact that the form lacks', '[area, kitchen', '[size, kitchen', 'facts[0]', 'unknown-fact'],
    [
      'a fact that carries what people type',
      '[area, kitchen',
      '[street, kitchen',
      'facts[0]',
      'fact-free-text',
    ],
    ['a step that is no step', '  - id: approve', '  - 3\n  - id: approve', 'steps[2]', 'bad-value'],
  ])('is refused for %s', (_, from, to, path, code) => {
    const problems = problemsOf(from, to);
    expect(problems.map((problem) => ({ path: problem.path, code: problem.code }))).toContainEqual({
      path,
      code,
    });
    for (const { file, message, mend } of problems) {
      expect(file).toBe('base/permit.yaml');
      for (const text of [message.vi, message.en, mend.vi, mend.en]) expect(text).toMatch(/\S.*\.$/s);
    }
  });

  it('says on which line the mistake stands, and what could stand there', () => {
    const [missing, unknown] = problemsOf('due: 2 working-days', 'deu: 2 working-days');
    const line = PERMIT.split('\n').findIndex((text) => text.includes('due: 2 working-days')) + 1;
    expect(unknown).toMatchObject({ line, path: 'steps[0].deu' });
    expect(unknown?.mend.en).toContain('supplement, outcomes');
    expect(missing).toMatchObject({ path: 'steps[0].due', line: line - 4 });
  });

  it.each([
    ['nothing', ''],
    ['a word', 'hello'],
    ['broken brackets', '{a: [1'],
    ['a file that unfolds without end', `a: &a [x]\n${'b: [*a, *a]\n'.replace('b', 'c')}`],
    ['another file', 'PK\u0003\u0004'],
  ])('never makes the reader fail: %s', (_, text) => {
    expect(parseProcedure(text, 'x.yaml').ok).toBe(false);
  });

  it('is read or refused, and checked if read, however it is damaged', () => {
    const lines = PERMIT.split('\n');
    const damage = fc.record({
      line: fc.nat(lines.length - 1),
      how: fc.constantFrom('drop', 'double', 'indent', 'cut'),
      at: fc.nat(60),
    });
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (damages) => {
        const text = damages
          .reduce((sofar, { line, how, at }) => {
            const old = sofar[line] ?? '';
            const now =
              { drop: [], double: [old, old], indent: [`  ${old}`], cut: [old.slice(0, at)] }[how] ?? [];
            return [...sofar.slice(0, line), ...now, ...sofar.slice(line + 1)];
          }, lines)
          .join('\n');
        const parsed = parseProcedure(text, 'x.yaml');
        if (parsed.ok) checkProcedure(parsed.procedure, SURROUNDINGS);
        else expect(parsed.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  it('refuses references that multiply', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      'b: &b [*a, *a, *a, *a, *a, *a, *a, *a]',
      'c: [*b, *b, *b, *b, *b, *b, *b, *b, *b]',
    ];
    const parsed = parseProcedure(bomb.join('\n'), 'x.yaml');
    expect(!parsed.ok && parsed.problems.map(({ code }) => code)).toEqual(['not-yaml']);
  });
});
