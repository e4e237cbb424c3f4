/** What decisions with force for the past found of a clock that had ended, in words. */
import { fill } from '../../contracts/texts/index.ts';
import { WHY_EN, WHY_VI } from '../../contracts/texts/why.ts';
import type { KeptRejudgement } from '../../db/calendars/rejudgements.ts';
import { wasLate } from '../../domain/cases/views/rejudging.ts';
import { momentText } from '../../domain/messages/values.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';

export function rejudgementText(
  rejudged: readonly KeptRejudgement[],
  ended: Instant | null,
  language: Language,
): readonly string[] {
  if (ended === null) return [];
  const texts = (language === 'vi' ? WHY_VI : WHY_EN).rejudged;
  return rejudged.map(({ decision, before, after }) => {
    const due = after.missedAt ?? after.dueAt;
    const found = wasLate(after, ended)
      ? wasLate(before, ended)
        ? texts.stillLate
        : texts.late
      : texts.inTime;
    return fill(found, { decision, due: due === null ? '–' : momentText(due) });
  });
}
