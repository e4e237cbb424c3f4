import { describe, expect, it } from 'vitest';
import { permit } from '../checks/example.fixture.ts';
import { diffProcedures } from './diff.ts';

function changes(...edits: readonly (readonly [from: string, to: string])[]) {
  return diffProcedures(permit(), permit(...edits)).map(({ path, kind, from, to }) => ({
    path,
    kind,
    from,
    to,
  }));
}

describe('the difference of two versions', () => {
  it('is nothing between a procedure and itself, in whatever order its keys were written', () => {
    expect(changes()).toEqual([]);
    expect(
      changes([
        '{amount: 100000, currency: VND, due: before-result}',
        '{due: before-result, amount: 100000}',
      ]),
    ).toEqual([]);
  });

  it('names terms as the file writes them', () => {
    expect(changes(['due: 2 working-days', 'due: 3 working-days'])).toEqual([
      { path: 'steps.verify.due', kind: 'changed', from: '2 working-days', to: '3 working-days' },
    ]);
  });

  it('tells what must come with an outcome, and the term of a step in haste', () => {
    expect(
      changes(
        ['forward: {to: consult}', 'forward: {to: consult, requires: {documents: [plan], position: true}}'],
        ['due: 2 working-days', 'due: 2 working-days\n    urgentDue: 4 hours'],
      ),
    ).toEqual([
      {
        path: 'steps.verify.outcomes.forward.requires',
        kind: 'added',
        from: null,
        to: { documents: ['plan'], position: true },
      },
      { path: 'steps.verify.urgentDue', kind: 'added', from: null, to: '4 hours' },
    ]);
  });

  it('follows a step by its id, not by its place', () => {
    const before = permit();
    const [verify, consult, approve] = before.steps;
    if (!verify || !consult || !approve) throw new Error('the permit has three steps');
    const after = { ...before, steps: [verify, approve, consult] };
    expect(diffProcedures(before, after).map(({ path, kind }) => ({ path, kind }))).toEqual([
      { path: 'steps', kind: 'moved' },
    ]);
  });

  it('tells what was added and removed once, not part by part', () => {
    expect(changes(['      refuse: {to: refused, reason: true}\n', ''])).toEqual([
      {
        path: 'steps.verify.outcomes.refuse',
        kind: 'removed',
        from: { name: { vi: 'Từ chối', en: 'Refuse' }, to: 'refused', reason: true },
        to: null,
      },
    ]);
    expect(
      changes(['fee: {amount: 100000, currency: VND, due: before-result}\n', '']).map(({ path, kind }) => [
        path,
        kind,
      ]),
    ).toEqual([['fee', 'removed']]);
  });

  it.each([
    ['version', ['version: 1', 'version: 2']],
    ['fee.amount', ['100000', '120000']],
    ['documents.lease.copies', ['copies: 2', 'copies: 3']],
    ['form.properties.area', ['minimum: 1', 'minimum: 5']],
    ['steps.consult.when', ['> 200', '> 300']],
    ['steps.consult.need', ['join: all', 'join: any']],
    ['steps.consult.branches.tax.due', ['due: 5 working-days', 'due: 4 working-days']],
    ['steps.approve.outcomes.return.to', ['return: {to: verify', 'return: {to: consult']],
    ['escalations.75%', ['[remind assignee]', '[remind agency-head]']],
    ['sla.total', ['total: 12', 'total: 13']],
    ['result.delivery', ['[counter, post]', '[counter]']],
  ] as const)('finds the change at %s', (path, edit) => {
    const found = diffProcedures(permit(), permit(edit));
    expect(found.map((change) => change.path)).toEqual([path]);
  });

  it('can be read in both languages', () => {
    const [change] = diffProcedures(permit(), permit(['due: 2 working-days', 'due: 3 working-days']));
    expect(change?.text).toEqual({
      vi: '~ bước “verify”, hạn: 2 working-days → 3 working-days',
      en: '~ step “verify”, due: 2 working-days → 3 working-days',
    });
  });
});
