/** What a dossier costs, and why: its items, and of the reductions the one that is best for the citizen. Whole đồng. */
import type { Filing } from '../cases/state/commands.ts';
import type { Localised } from '../ids.ts';
import { type FeelContext, holds } from '../procedures/language/feel.ts';
import type { FeeItem, FeeReduction, Procedure } from '../procedures/language/types.ts';

export interface ChargedItem {
  readonly id: string;
  readonly name: Localised;
  /** How many; of what is charged once, 1. */
  readonly count: number;
  readonly amount: number;
}

export interface FeeReckoning {
  readonly items: readonly ChargedItem[];
  /** What the items come to. */
  readonly full: number;
  readonly reduction: null | {
    readonly id: string;
    readonly name: Localised;
    /** The decision that it rests on. */
    readonly basis: string | Localised;
    /** How much less. */
    readonly off: number;
  };
  /** To be paid; 0 where it is waived. */
  readonly amount: number;
}

const BASE: Localised = { vi: 'Phí, lệ phí', en: 'Fee' };

/** null: the procedure has no fee. The facts are those that the case is decided by. */
export function feeOf(
  { fee }: Pick<Procedure, 'fee'>,
  { facts, channel }: Pick<Filing, 'facts' | 'channel'>,
): FeeReckoning | null {
  if (fee === null) return null;
  const context: FeelContext = { form: facts, results: {}, case: { channel, urgency: 'normal' } };
  const applies = (when: string | undefined) => when === undefined || holds(when, context);
  const base: ChargedItem[] =
    fee.amount > 0 ? [{ id: 'base', name: fee.name ?? BASE, count: 1, amount: fee.amount }] : [];
  const items = [
    ...base,
    ...(fee.items ?? []).filter(({ when }) => applies(when)).flatMap((item) => charged(item, context)),
  ];
  const full = items.reduce((sum, { amount }) => sum + amount, 0);
  const reduction = best(
    (fee.reductions ?? []).filter(({ when }) => applies(when)),
    full,
  );
  return { items, full, reduction, amount: full - (reduction?.off ?? 0) };
}

/** Of what is counted, nothing is charged for a count that is missing, or below one. */
function charged({ id, name, amount, per }: FeeItem, { form }: FeelContext): readonly ChargedItem[] {
  if (per === undefined) return [{ id, name, count: 1, amount }];
  const given = form[per];
  const count = typeof given === 'number' ? Math.ceil(given) : 0;
  return count < 1 ? [] : [{ id, name, count, amount: count * amount }];
}

/** Reductions are not added up: the greatest counts, and of equal ones the first. */
function best(reductions: readonly FeeReduction[], full: number): FeeReckoning['reduction'] {
  let found: FeeReckoning['reduction'] = null;
  for (const { id, name, basis, percent, off } of reductions) {
    const less = Math.min(percent === undefined ? (off ?? 0) : shareOf(full, percent), full);
    if (less > (found?.off ?? 0)) found = { id, name, basis, off: less };
  }
  return found;
}

/** Rounded up to whole đồng: what is left over is the citizen's. */
function shareOf(full: number, percent: number): number {
  return Math.ceil((full * percent) / 100);
}
