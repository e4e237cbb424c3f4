import { describe, expect, it } from 'vitest';
import { canonicalProcedure } from './canonical.ts';
import { permit } from './example.fixture.ts';

describe('the writing of which the hash is taken', () => {
  it('does not depend on the order of keys, on comments, or on defaults written out', () => {
    const same = permit(
      ['version: 1', '# a comment\nversion: 1'],
      ['{amount: 100000, currency: VND, due: before-result}', '{due: before-result, amount: 100000}'],
      ['steps:', 'transfer: {clock: keep, max: 2}\nsteps:'],
    );
    expect(canonicalProcedure(same)).toBe(canonicalProcedure(permit()));
  });

  it('changes with anything that changes the procedure', () => {
    expect(canonicalProcedure(permit(['reason: true', 'reason: false']))).not.toBe(
      canonicalProcedure(permit()),
    );
  });

  it('is canonical JSON: keys sorted, no space, numbers and texts as ECMAScript writes them', () => {
    const text = canonicalProcedure(permit());
    expect(
      text.startsWith(
        '{"channels":["counter","online"],"closing":{"after":{"amount":15,"unit":"calendar-days"}}',
      ),
    ).toBe(true);
    expect(JSON.parse(text)).toEqual(permit());
  });
});
