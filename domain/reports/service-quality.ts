/**
 * How citizens are served, by the groups of indicators of Decision 766/QĐ-TTg of 23 June 2022, 100 points in all.
 * Only what the record can know is measured; the rest is said to be not measured, and never guessed.
 */
import type { Measure, QualityGroup } from '../vocabulary/reports.ts';

/** The most that a group can give. */
export const MOST_POINTS = {
  openness: 18,
  progress: 20,
  digitisation: 22,
  online: 22,
  satisfaction: 18,
} as const satisfies Record<QualityGroup, number>;

/** Dossiers that were received in a period, as they stood at an instant; and ratings given to those delivered in it. */
export interface QualityCounts {
  readonly received: number;
  readonly onTime: number;
  readonly online: number;
  /** With at least one document of which the record holds a file. */
  readonly digitised: number;
  readonly rated: number;
  /** Satisfied, or acceptable. */
  readonly content: number;
}

export interface QualityIndicator {
  readonly group: QualityGroup;
  readonly most: number;
  readonly measured: Measure;
  /** Two decimals; null where it is not measured whole, or there was nothing to measure. */
  readonly points: number | null;
  readonly share: { readonly of: number; readonly from: number } | null;
}

export function qualityIndicators(counts: QualityCounts): readonly QualityIndicator[] {
  const { received, onTime, online, digitised, rated, content } = counts;
  const share = (of: number, from: number) => (from === 0 ? null : { of, from });
  const whole = (group: QualityGroup, of: number, from: number): QualityIndicator => ({
    group,
    most: MOST_POINTS[group],
    measured: 'whole',
    points: from === 0 ? null : Math.floor((of * MOST_POINTS[group] * 100) / from) / 100,
    share: share(of, from),
  });
  const part = (group: QualityGroup, of: number): QualityIndicator => ({
    group,
    most: MOST_POINTS[group],
    measured: 'part',
    points: null,
    share: share(of, received),
  });
  return [
    { group: 'openness', most: MOST_POINTS.openness, measured: 'none', points: null, share: null },
    whole('progress', onTime, received),
    part('digitisation', digitised),
    part('online', online),
    whole('satisfaction', content, rated),
  ];
}

/** The three groups under which the national portal's codes are reported. */
export const PORTAL_GROUPS = {
  'in-process': [1, 2, 4],
  paused: [5, 6, 8],
  done: [7, 9, 10],
} as const;
