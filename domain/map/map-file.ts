/** Reads and checks map.yaml: what the map of a province is drawn of. */
import { z } from 'zod';
import { findingsOf, readYaml } from '../procedures/language/parse.ts';
import { finding, type Problem } from '../procedures/language/problem.ts';
import { AREA_KINDS, LINE_KINDS } from '../vocabulary/maps.ts';
import type { ProvinceMap } from './types.ts';

const MOST = 20_000;
const text = z.string().trim().min(1, '1+').max(200, '≤ 200');
const localised = z.strictObject({ vi: text, en: text });
const point = z.tuple([
  z.number('16.46').min(-90, '≥ -90').max(90, '≤ 90'),
  z.number('107.58').min(-180, '≥ -180').max(180, '≤ 180'),
]);

const file = z.strictObject({
  version: z.int('1, 2, 3 …').min(1, '≥ 1').max(1_000_000, '≤ 1000000'),
  source: localised,
  view: z.strictObject({ from: point, to: point }),
  wards: z.array(z.strictObject({ area: text, name: localised, at: point })),
  lines: z
    .array(
      z.strictObject({
        kind: z.enum(LINE_KINDS, LINE_KINDS.join(' | ')),
        name: localised.exactOptional(),
        points: z.array(point).min(2, '2+').max(MOST, `≤ ${MOST}`),
      }),
    )
    .default([]),
  areas: z
    .array(
      z.strictObject({
        kind: z.enum(AREA_KINDS, AREA_KINDS.join(' | ')),
        name: localised.exactOptional(),
        points: z.array(point).min(3, '3+').max(MOST, `≤ ${MOST}`),
      }),
    )
    .default([]),
});

export type ProvinceMapRead =
  | { readonly ok: true; readonly map: ProvinceMap }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** `areas`: the communes that the province's agencies serve. */
export function parseProvinceMap(yamlText: string, name: string, areas: readonly string[]): ProvinceMapRead {
  const yaml = readYaml(yamlText, name);
  if (!yaml.ok) return yaml;
  const read = file.safeParse(yaml.value);
  if (!read.success) return { ok: false, problems: read.error.issues.flatMap(findingsOf).map(yaml.locate) };
  const map = read.data;
  const strangers = map.wards.flatMap(({ area }, place) =>
    areas.includes(area)
      ? []
      : [
          finding(
            `wards/${place}/area`,
            'unknown-area',
            { vi: `Không cơ quan nào phụ trách “${area}”.`, en: `No agency serves “${area}”.` },
            { vi: 'Dùng một `area` trong agencies.yaml.', en: 'Use an `area` of agencies.yaml.' },
          ),
        ],
  );
  if (strangers.length > 0) return { ok: false, problems: strangers.map(yaml.locate) };
  return { ok: true, map };
}
