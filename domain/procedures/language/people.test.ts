import { describe, expect, it, test } from 'vitest';
import { parseAgencies } from '../../agencies/agency-file.ts';
import { officesOf } from '../../agencies/offices.ts';
import type { AgencyId } from '../../ids.ts';
import { checkProcedure } from '../checks/check.ts';
import { edited, PERMIT, permit, SURROUNDINGS } from '../checks/example.fixture.ts';
import { diffProcedures } from './diff.ts';
import { parseProcedure } from './parse.ts';

const CALLS = [
  '[breach, notify agency-head, card yellow]',
  '[breach, webhook control-room, card yellow]',
] as const;
const ASSIGNS = ['    supplement: true\n', '    supplement: true\n    assign: least-loaded\n'] as const;
const BRANCH = [
  '{agency: tax, due: 5 working-days}',
  '{agency: tax, due: 5 working-days, assign: round-robin}',
] as const;
const QUIET = ['sla: {', 'quiet: "21:00-06:30"\nsla: {'] as const;

const problemsOf = (...edits: readonly (readonly [string, string])[]) => {
  const parsed = parseProcedure(edited(PERMIT, edits), 'permit.yaml');
  if (!parsed.ok) return parsed.problems.map(({ path, code }) => `${path}: ${code}`);
  return checkProcedure(parsed.procedure, SURROUNDINGS).map(({ path, code }) => `${path}: ${code}`);
};

describe('a procedure', () => {
  it('may call a webhook, say who gets a task, and keep quiet hours', () => {
    expect(problemsOf(CALLS, ASSIGNS, BRANCH, QUIET)).toEqual([]);
    const { steps, escalations, quiet } = permit(CALLS, ASSIGNS, BRANCH, QUIET);
    expect(escalations[1]?.do[1]).toEqual({ do: 'webhook', name: 'control-room' });
    expect(steps[0]).toMatchObject({ assign: 'least-loaded' });
    expect(steps[1]).toMatchObject({ parallel: { branches: [{ assign: 'round-robin' }, {}] } });
    expect(quiet).toEqual({ from: 1260, until: 390 });
  });

  it('that says nothing of these has none of their fields: it is the same procedure as before they were known', () => {
    const text = JSON.stringify(permit());
    for (const field of ['"assign":', '"quiet":', '"webhook"']) expect(text).not.toContain(field);
  });

  it.each([
    ['steps[0].assign: bad-value', ['    supplement: true\n', '    supplement: true\n    assign: by-lot\n']],
    ['escalations[1].do[1]: bad-value', ['notify agency-head', 'webhook https://example.vn']],
    ['escalations[1].do[1]: bad-value', ['notify agency-head', 'webhook']],
    ['quiet: bad-value', ['sla: {', 'quiet: "21:00-24:00"\nsla: {']],
    ['quiet: bad-value', ['sla: {', 'quiet: at night\nsla: {']],
    ['quiet: quiet-empty', ['sla: {', 'quiet: "06:00-06:00"\nsla: {']],
    ['escalations[1].do[2]: webhook-twice', ['notify agency-head', 'webhook a, webhook a']],
  ] as const)('is refused with %s', (found, edit) => {
    expect(problemsOf(edit)).toEqual([found]);
  });

  it('may call two webhooks on one escalation level, and one on two', () => {
    expect(problemsOf(['notify agency-head', 'webhook a, webhook b'], ['card red', 'webhook a'])).toEqual([]);
  });

  it.each([
    ['steps.verify.assign', ASSIGNS, '+ added step “verify”, assignment: least-loaded'],
    ['quiet', QUIET, '+ added quiet hours: 21:00-06:30'],
    [
      'escalations.100%',
      CALLS,
      '~ escalation “100%”: breach, notify agency-head, card yellow → breach, webhook control-room, card yellow',
    ],
  ] as const)('tells of a change at %s', (path, edit, text) => {
    expect(diffProcedures(permit(), permit(edit))).toMatchObject([{ path, text: { en: text } }]);
  });
});

test('an agency says who gets its tasks where no procedure does', () => {
  const file = (assign: string) => `- id: town.committee
  province: town
  level: province
  name: {vi: Ủy ban, en: Committee}
  code: T01
  assign: ${assign}
`;
  const read = parseAgencies(file('round-robin'), 'agencies.yaml');
  if (!read.ok) throw new Error('it should be read');
  expect(officesOf(read.agencies, ['town.committee' as AgencyId])).toEqual({
    'town.committee': { assign: 'round-robin' },
  });
  expect(parseAgencies(file('by-lot'), 'agencies.yaml')).toMatchObject({ ok: false });
});
