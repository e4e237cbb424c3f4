import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds } from '../language/feel.ts';
import type { Procedure, SingleStep } from '../language/types.ts';
import { permit } from './example.fixture.ts';
import { checkFlow } from './flow.ts';

const PERMIT = permit();
const LIKE = PERMIT.steps[0] as SingleStep;
const IDS = ['a', 'b', 'c', 'd'];
const target = fc.constantFrom(...IDS, ...IDS, 'granted', 'refused');

/** Small procedures of any shape: most cannot be published, which is what is asked. */
const anyProcedure: fc.Arbitrary<Procedure> = fc
  .tuple(
    ...IDS.map(() =>
      fc.record({
        when: fc.constantFrom(null, null, 'form.music', 'not(form.music)', 'form.area > 200'),
        otherwise: target,
        outcomes: fc.array(target, { minLength: 1, maxLength: 2 }),
      }),
    ),
  )
  .map((drawn) => {
    const steps = drawn.map(
      ({ when, otherwise, outcomes }, index): SingleStep => ({
        ...LIKE,
        id: IDS[index] ?? '',
        when,
        otherwise: when === null ? null : otherwise,
        outcomes: Object.fromEntries(
          outcomes.map((to, nth) => [`o${nth}`, { name: { vi: '–', en: '–' }, to, reason: false }]),
        ),
      }),
    );
    return { ...PERMIT, steps };
  });

type Form = Readonly<Record<string, number | boolean>>;
const FORMS: readonly Form[] = [true, false].flatMap((music) => [100, 300].map((area) => ({ music, area })));

/** Where a case with this form stands when it is sent to `to`: a step that is entered, an end, or nowhere, turning for ever. */
function arrives(procedure: Procedure, to: string, form: Form): string | null {
  let at = to;
  for (let passes = 0; passes <= IDS.length; passes += 1) {
    const step = procedure.steps.find(({ id }) => id === at);
    if (step === undefined) return at;
    const context = { form, results: {}, case: { channel: 'online', urgency: 'normal' } };
    if (step.when === null || holds(step.when, context)) return at;
    at = step.otherwise ?? '';
  }
  return null;
}

function reached(procedure: Procedure, from: string, form: Form): Set<string | null> {
  const seen = new Set([arrives(procedure, from, form)]);
  for (const at of seen) {
    const step = procedure.steps.find(({ id }) => id === at) as SingleStep | undefined;
    for (const { to } of Object.values(step?.outcomes ?? {})) seen.add(arrives(procedure, to, form));
  }
  return seen;
}

const isEnd = (at: string | null): boolean => at === 'granted' || at === 'refused';

describe('the way of a case through any procedure that may be published', () => {
  it('leads to an end from every step that it comes to, whatever the form holds', () => {
    let published = 0;
    fc.assert(
      fc.property(anyProcedure, (procedure) => {
        if (checkFlow(procedure).length > 0) return;
        published += 1;
        for (const form of FORMS) {
          for (const at of reached(procedure, IDS[0] ?? '', form)) {
            expect(at).not.toBeNull();
            if (!isEnd(at)) expect([...reached(procedure, at ?? '', form)].some(isEnd)).toBe(true);
          }
        }
      }),
      { numRuns: 5000 },
    );
    expect(published).toBeGreaterThan(100);
  });

  it('is refused as a trap only where no form leads out', () => {
    fc.assert(
      fc.property(anyProcedure, (procedure) => {
        for (const { code, path } of checkFlow(procedure)) {
          if (code !== 'no-way-out') continue;
          const id = IDS[Number(path.replace(/\D/g, ''))] ?? '';
          for (const form of FORMS) {
            if (arrives(procedure, id, form) === id)
              expect([...reached(procedure, id, form)].some(isEnd)).toBe(false);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });
});
