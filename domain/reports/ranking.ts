/** Who is how punctual, in order; those with too little work to say stand in no order. */

export interface Counted {
  readonly onTime: number;
  readonly late: number;
}

export interface Ranked<T> {
  readonly item: T;
  /** Equal shares have equal ranks; null: too few to be ranked. */
  readonly rank: number | null;
}

/** On time of all that was finished, in per cent with one decimal, rounded down: 99.97 is not 100. null: nothing was. */
export function onTimePercent({ onTime, late }: Counted): number | null {
  const finished = onTime + late;
  return finished === 0 ? null : Math.floor((onTime * 1000) / finished) / 10;
}

/** The most punctual first; of equals, who finished more. Those with fewer than `atLeast` come last, unranked. */
export function ranked<T extends Counted>(items: readonly T[], atLeast: number): readonly Ranked<T>[] {
  const enough = items.filter((item) => finishedOf(item) >= Math.max(atLeast, 1)).sort(byShare);
  const few = items.filter((item) => !enough.includes(item)).sort((a, b) => finishedOf(b) - finishedOf(a));
  const ranks: Ranked<T>[] = [];
  for (const [place, item] of enough.entries()) {
    const before = ranks.at(-1);
    const isEqual = before !== undefined && compareShares(before.item, item) === 0;
    ranks.push({ item, rank: isEqual ? before.rank : place + 1 });
  }
  return [...ranks, ...few.map((item) => ({ item, rank: null }))];
}

const finishedOf = ({ onTime, late }: Counted) => onTime + late;

function byShare(a: Counted, b: Counted): number {
  return compareShares(a, b) || finishedOf(b) - finishedOf(a);
}

/** Without division, so that equal shares are equal. */
function compareShares(a: Counted, b: Counted): number {
  return b.onTime * finishedOf(a) - a.onTime * finishedOf(b);
}
