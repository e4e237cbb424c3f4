/** How much two complaints look like one: near in space, in time and in words. Suggested with its reason; people decide. */

import type { Localised } from '../ids.ts';
import type { Likeness } from '../vocabulary/duplicates.ts';
import { foldVietnamese } from '../vocabulary/fold.ts';

export interface Alike {
  /** null: one of the two does not say where; then they are of the same ward, or are found by their words alone. */
  readonly metres: number | null;
  /** How long before the other this one was filed, in minutes; below 0: after it. */
  readonly minutesBefore: number;
  /** Of their groups of three letters, 0 to 1. */
  readonly likeness: number;
  readonly category: Likeness;
}

/** Within which they are looked for. */
export interface Reach {
  readonly metres: number;
  readonly days: number;
}

export const REACH: Reach = { metres: 200, days: 7 };

const WEIGHTS = { space: 0.4, words: 0.3, time: 0.15, category: 0.15 };
const CATEGORY = { same: 1, related: 0.6, other: 0 };
/** Not knowing how far is neither near nor far. */
const UNKNOWN = 0.5;
/** What people write of one thing shares half of its groups of letters at best. */
const ALL_WORDS = 0.6;
/** Of another category only in much the same words. */
const OTHER_IN_WORDS = 0.4;
const DAY = 24 * 60;

/** From 0 to 1; null: no candidate. */
export function scoreOf({ metres, minutesBefore, likeness, category }: Alike, reach: Reach): number | null {
  if (category === 'other' && likeness < OTHER_IN_WORDS) return null;
  const space = metres === null ? UNKNOWN : 1 - metres / reach.metres;
  const time = 1 - Math.abs(minutesBefore) / (reach.days * DAY);
  const score =
    WEIGHTS.space * Math.max(0, space) +
    WEIGHTS.words * Math.min(1, likeness / ALL_WORDS) +
    WEIGHTS.time * Math.max(0, time) +
    WEIGHTS.category * CATEGORY[category];
  return Math.round(score * 100) / 100;
}

/** Words that every complaint has, as they are written: without its marks “cho” is a market too. */
const COMMON = new Set(
  (
    'và là có của cho ở tại trên dưới trong ngoài trước sau một các những này nọ đó đã đang không rất bị được đến từ với khi ' +
    'tôi chúng xin đề nghị làm nhiều thế thì mà nên số ra vào rồi cũng còn lại'
  ).split(' '),
);
const MOST_SHARED = 6;

/** The words of `own` that the other, folded, has too: as they are written in `own`, the longest first. */
export function sharedWords(own: string, otherFolded: string): readonly string[] {
  const others = new Set(otherFolded.split(' '));
  const shared = new Map<string, string>();
  for (const word of own.split(/[^\p{L}\p{N}]+/u)) {
    const folded = foldVietnamese(word);
    const isCommon = COMMON.has(word.normalize('NFC').toLowerCase());
    if (folded.length > 1 && !isCommon && others.has(folded) && !shared.has(folded))
      shared.set(folded, word.toLowerCase());
  }
  return [...shared.values()].sort((a, b) => b.length - a.length).slice(0, MOST_SHARED);
}

/** Why they may be one, in words. */
export function reasonOf({ metres, minutesBefore, category }: Alike, shared: readonly string[]): Localised {
  const far =
    metres === null
      ? { vi: 'không rõ khoảng cách', en: 'distance not known' }
      : { vi: `cách ${Math.round(metres)} m`, en: `${Math.round(metres)} m away` };
  const { vi, en } = lengthOf(Math.abs(minutesBefore));
  const when =
    minutesBefore >= 0
      ? { vi: `gửi trước ${vi}`, en: `filed ${en} before` }
      : { vi: `gửi sau ${vi}`, en: `filed ${en} after` };
  const sort = {
    same: { vi: 'cùng lĩnh vực', en: 'same category' },
    related: { vi: 'lĩnh vực liên quan', en: 'related category' },
    other: { vi: 'lĩnh vực khác', en: 'another category' },
  }[category];
  const said =
    shared.length === 0
      ? { vi: 'không có từ chung', en: 'no text in common' }
      : { vi: `cùng nói “${shared.join(', ')}”`, en: `both say “${shared.join(', ')}”` };
  return {
    vi: [far.vi, when.vi, sort.vi, said.vi].join('; '),
    en: [far.en, when.en, sort.en, said.en].join('; '),
  };
}

function lengthOf(minutes: number): Localised {
  if (minutes < 60) return { vi: `${Math.round(minutes)} phút`, en: `${Math.round(minutes)} min` };
  if (minutes < 2 * DAY)
    return { vi: `${Math.round(minutes / 60)} giờ`, en: `${Math.round(minutes / 60)} h` };
  return { vi: `${Math.round(minutes / DAY)} ngày`, en: `${Math.round(minutes / DAY)} days` };
}
