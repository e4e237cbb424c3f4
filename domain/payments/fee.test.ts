import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { definitionOf, PERMIT_YAML } from '../../test/support/sample-definitions.ts';
import { checkProcedure } from '../procedures/checks/check.ts';
import { parseProcedure } from '../procedures/language/parse.ts';
import { feeOf } from './fee.ts';

const FEE = `fee:
  amount: 50000
  due: at-intake
  name: {vi: Lệ phí cấp phép, en: Permit fee}
  items:
    - {id: per-square, name: {vi: Theo diện tích, en: By area}, amount: 1000, per: area}
    - {id: large, name: {vi: Công trình lớn, en: Large building}, amount: 30000, when: "= form.area > 200"}
  reductions:
    - {id: online, name: {vi: Nộp trực tuyến, en: Filed online}, basis: "NQ 05/2026", when: '= case.channel = "online"', percent: 50}
    - {id: small, name: {vi: Nhà nhỏ, en: Small house}, basis: "NQ 05/2026", when: "= form.area < 20", off: 60000}
    - {id: poor, name: {vi: Hộ nghèo, en: Poor household}, basis: "NQ 05/2026", when: "= form.area = 13", percent: 100}`;
const yamlWith = (fee: string) => PERMIT_YAML.replace(/^fee: .*$/m, fee);
const PROCEDURE = definitionOf(yamlWith(FEE)).procedure;
const of = (area: number, channel: 'counter' | 'online' = 'counter') =>
  feeOf(PROCEDURE, { facts: { area }, channel });

describe('what a dossier costs', () => {
  test('is the sum of its items: counted, and those whose condition holds', () => {
    expect(of(100)).toMatchObject({ full: 150_000, amount: 150_000, reduction: null });
    expect(of(300)).toMatchObject({ full: 380_000 });
    expect(of(300)?.items.map(({ id, count, amount }) => [id, count, amount])).toEqual([
      ['base', 1, 50_000],
      ['per-square', 300, 300_000],
      ['large', 1, 30_000],
    ]);
    // Begun ones are counted whole.
    expect(of(20.2)).toMatchObject({ full: 71_000 });
  });

  test('is less by the reduction that is best for the citizen, and by that one alone', () => {
    expect(of(100, 'online')).toMatchObject({ amount: 75_000, reduction: { id: 'online', off: 75_000 } });
    expect(of(10, 'online')).toMatchObject({ amount: 0, reduction: { id: 'small', off: 60_000 } });
    expect(of(19, 'online')).toMatchObject({ amount: 9_000, reduction: { id: 'small', off: 60_000 } });
  });

  test('is nothing where it is waived', () => {
    expect(of(13, 'online')).toMatchObject({ amount: 0, reduction: { id: 'poor', basis: 'NQ 05/2026' } });
  });

  test('is whole đồng, not above the full fee and not below zero; what is left over is the citizen’s', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        (amount, percent, off) => {
          const reductions = [
            { id: 'a', name: { vi: '', en: '' }, basis: '', when: 'true', percent },
            { id: 'b', name: { vi: '', en: '' }, basis: '', when: 'true', off },
          ];
          const fee = { amount, currency: 'VND', due: 'at-intake', reductions } as const;
          const reckoned = feeOf({ fee }, { facts: {}, channel: 'counter' });
          expect(Number.isSafeInteger(reckoned?.amount)).toBe(true);
          expect(reckoned?.amount).toBeGreaterThanOrEqual(0);
          expect(reckoned?.amount).toBeLessThanOrEqual((amount * (100 - percent)) / 100);
          expect(reckoned?.amount).toBeLessThanOrEqual(Math.max(amount - off, 0));
        },
      ),
    );
  });
});

describe('a fee that cannot be reckoned is not published', () => {
  const problems = (change: (fee: string) => string) => {
    const parsed = parseProcedure(yamlWith(change(FEE)), 'permit.yaml');
    if (!parsed.ok) return parsed.problems.map(({ code, path }) => `${code} ${path}`);
    return checkProcedure(parsed.procedure, { directory: null, calendars: null })
      .filter(({ path }) => path.startsWith('fee'))
      .map(({ code, path }) => `${code} ${path}`);
  };

  test('as it stands it can be', () => {
    expect(problems((fee) => fee)).toEqual([]);
  });

  test.each([
    ['amount: 1000,', 'amount: 0.5,', 'fee-not-whole fee.items[0].amount'],
    ['amount: 50000', 'amount: -1', 'fee-not-whole fee.amount'],
    ['per: area', 'per: height', 'fee-uncountable fee.items[0].per'],
    ['percent: 50', 'percent: 101', 'reduction-unclear fee.reductions[0]'],
    ['percent: 50', 'percent: 50, off: 1', 'reduction-unclear fee.reductions[0]'],
    [', off: 60000', '', 'reduction-unclear fee.reductions[1]'],
    ['form.area < 20', 'form.height < 20', 'bad-condition fee.reductions[1].when'],
    ['"= form.area > 200"', `'= results.tax = "agree"'`, 'bad-condition fee.items[1].when'],
    ['id: large', 'id: per-square', 'duplicate-fee fee.items[1].id'],
  ])('with %j changed to %j', (from, to, problem) => {
    expect(problems((fee) => fee.replace(from, to))).toEqual([problem]);
  });
});
