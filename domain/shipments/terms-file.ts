/** Reads and checks post.yaml: how a province and its carrier have agreed. */
import { z } from 'zod';
import { findingsOf, readYaml, termOf } from '../procedures/language/parse.ts';
import { finding, type Problem } from '../procedures/language/problem.ts';
import { term } from '../procedures/language/schema.ts';
import { DEFAULT_COUNTING } from '../time/calendar-types.ts';
import { COUNTINGS } from '../vocabulary/units.ts';
import type { PostalTerms } from './types.ts';

const text = z.string().trim().min(1, '1+').max(300, '≤ 300');

const file = z.strictObject({
  version: z.int('1, 2, 3 …').min(1, '≥ 1').max(1_000_000, '≤ 1000000'),
  decision: text,
  carrier: z
    .string()
    .max(40, '≤ 40')
    .regex(/^[a-z][a-z0-9-]*$/, 'for instance vnpost'),
  customer: text,
  contact: z.strictObject({ phone: z.string().regex(/^[0-9 +.-]{3,20}$/, '0234 …'), address: text }),
  calendar: text,
  minutesPerWorkingDay: z.int('480').min(60, '≥ 60').max(1_440, '≤ 1440'),
  counting: z.enum(COUNTINGS, 'hours | days').optional(),
  within: term,
  lostAfter: term,
  askAfter: term,
});

export type PostalTermsRead =
  | { readonly ok: true; readonly terms: PostalTerms }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** `calendars`: those of the province. */
export function parsePostalTerms(
  yamlText: string,
  name: string,
  calendars: readonly string[],
): PostalTermsRead {
  const yaml = readYaml(yamlText, name);
  if (!yaml.ok) return yaml;
  const read = file.safeParse(yaml.value);
  if (!read.success) return { ok: false, problems: read.error.issues.flatMap(findingsOf).map(yaml.locate) };
  const { within, lostAfter, askAfter, counting, ...rest } = read.data;
  if (!calendars.includes(rest.calendar))
    return {
      ok: false,
      problems: [
        yaml.locate(
          finding(
            'calendar',
            'unknown-calendar',
            { vi: `Không có lịch “${rest.calendar}”.`, en: `There is no calendar “${rest.calendar}”.` },
            { vi: 'Dùng một id trong calendars.yaml.', en: 'Use an id of calendars.yaml.' },
          ),
        ),
      ],
    };
  return {
    ok: true,
    terms: {
      ...rest,
      counting: counting === undefined ? DEFAULT_COUNTING : { workingDays: counting, calendarDays: counting },
      within: termOf(within),
      lostAfter: termOf(lostAfter),
      askAfter: termOf(askAfter),
    },
  };
}
