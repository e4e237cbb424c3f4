/** What is reckoned of the figures of a report before they are shown. */
import { dayOf } from '../shell/days.ts';

/** Rounded down, as the report rounds: one late of 3,000 is not all on time. */
export function shareOf(rows: readonly { readonly finished: number; readonly onTime: number }[]) {
  const finished = rows.reduce((sum, row) => sum + row.finished, 0);
  const onTime = rows.reduce((sum, row) => sum + row.onTime, 0);
  return { finished, onTime, share: finished === 0 ? null : Math.floor((onTime * 1000) / finished) / 10 };
}

/** By how many points a share rose or fell, one decimal; null: there is nothing to compare. */
export function changeOf(now: number | null, before: number | null): number | null {
  // Of 0.1 + 0.2 no reader wants to know.
  return now === null || before === null ? null : Math.round((now - before) * 10) / 10;
}

export const textContentsOf = (change: number, says: { up: string; down: string; same: string }) =>
  change > 0 ? says.up : change < 0 ? says.down : says.same;

/** A top of the scale whose parts (`grid` of them) are whole. */
export function niceMost(most: number, grid: number): number {
  const step = 10 ** Math.floor(Math.log10(Math.max(grid, most)));
  const nice = [1, 2, 4, 5, 8, 10].map((n) => n * step).find((each) => each >= most) ?? most;
  return Math.ceil(nice / grid) * grid;
}

/** `2026-11` as offices write it. */
export function monthName(month: string): string {
  const [year, number] = month.split('-');
  return `${number}/${year}`;
}

/** Of months to come there is no scorecard. */
export function lastMonth(to: string, now: number): string {
  const today = dayOf(now);
  return (to < today ? to : today).slice(0, 7);
}
