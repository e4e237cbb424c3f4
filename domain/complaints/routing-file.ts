/** Reads and checks routing.yaml: which agency of a province handles what, where. */
import { z } from 'zod';
import type { Agency } from '../agencies/types.ts';
import { findingsOf, readYaml } from '../procedures/language/parse.ts';
import { type Finding, finding, type Problem, pathText } from '../procedures/language/problem.ts';
import { ID_SHAPE } from '../procedures/language/schema.ts';
import type { Procedure } from '../procedures/language/types.ts';
import { fits, type Routed, type RoutingRule, type RoutingRules } from './routing.ts';

const text = z.string().trim().min(1, '1+').max(300, '≤ 300');
const names = z.array(z.string().min(1, '1+').max(80, '≤ 80')).min(1, '1+').exactOptional();

const routingFile = z.strictObject({
  version: z.int('1, 2, 3 …').min(1, '≥ 1').max(1_000_000, '≤ 1000000'),
  rules: z
    .array(
      z.strictObject({
        id: z.string().max(60, '≤ 60').regex(ID_SHAPE, 'for instance drains-of-wards'),
        name: z.strictObject({ vi: text, en: text }),
        procedures: names,
        fields: names,
        wards: names,
        to: z.string().min(1, '1+').max(80, '≤ 80'),
      }),
    )
    .max(500, '≤ 500'),
});

/** What the rules speak of. */
export interface RoutedProvince {
  readonly agencies: readonly Agency[];
  readonly procedures: readonly Procedure[];
}

export type RoutingRead =
  | { readonly ok: true; readonly routing: RoutingRules }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export function parseRouting(yamlText: string, file: string, province: RoutedProvince): RoutingRead {
  const yaml = readYaml(yamlText, file);
  if (!yaml.ok) return yaml;
  const read = routingFile.safeParse(yaml.value);
  if (!read.success) return { ok: false, problems: read.error.issues.flatMap(findingsOf).map(yaml.locate) };
  const routing = read.data as unknown as RoutingRules;
  const findings = checkRouting(routing, province);
  return findings.length > 0 ? { ok: false, problems: findings.map(yaml.locate) } : { ok: true, routing };
}

/** Every name is known, every agency decides what it is given, and no rule stands where it is never asked. */
export function checkRouting({ rules }: RoutingRules, { agencies, procedures }: RoutedProvince): Finding[] {
  const complaints = procedures.filter(({ kind }) => kind === 'complaint');
  const wards = [...new Set(agencies.flatMap(({ area }) => area ?? []))];
  const occasions: readonly Routed[] = complaints.flatMap(({ code, field }) =>
    [...wards, null].map((ward) => ({ procedure: code, field, ward })),
  );
  const known = {
    procedures: new Set(complaints.map(({ code }) => code)),
    fields: new Set(complaints.map(({ field }) => field)),
    wards: new Set(wards),
  };
  return rules.flatMap((rule, index) => {
    const unknown = unknownNames(rule, index, known);
    if (unknown.length > 0) return unknown;
    const at = (key: string) => pathText(['rules', index, key]);
    if (rules.findIndex(({ id }) => id === rule.id) !== index)
      return [
        finding(
          at('id'),
          'duplicate-rule',
          { vi: `Có hai quy tắc cùng id “${rule.id}”.`, en: `Two rules have the id “${rule.id}”.` },
          { vi: 'Mỗi quy tắc cần một id riêng.', en: 'Give each rule an id of its own.' },
        ),
      ];
    const agency = agencies.find(({ id }) => id === rule.to);
    if (agency === undefined)
      return [
        finding(
          at('to'),
          'unknown-agency',
          { vi: `Không có cơ quan “${rule.to}”.`, en: `There is no agency “${rule.to}”.` },
          { vi: 'Dùng một id trong agencies.yaml.', en: 'Use an id of agencies.yaml.' },
        ),
      ];
    const affected = occasions.filter((each) => fits(rule, each));
    const foreign = complaints.find(
      ({ code, owner }) =>
        affected.some(({ procedure }) => procedure === code) && !agency.fulfils.includes(owner),
    );
    if (foreign !== undefined)
      return [
        finding(
          at('to'),
          'wrong-owner',
          {
            vi: `“${rule.to}” không đảm nhận “${foreign.owner}” mà ${foreign.code} cần.`,
            en: `“${rule.to}” does not fulfil “${foreign.owner}”, which ${foreign.code} needs.`,
          },
          {
            vi: 'Chọn cơ quan khác, hoặc thu hẹp procedures, fields.',
            en: 'Name another agency, or narrow procedures or fields.',
          },
        ),
      ];
    const free = affected.some((each) => !rules.slice(0, index).some((earlier) => fits(earlier, each)));
    if (free) return [];
    return [
      finding(
        at('id'),
        'rule-never-asked',
        {
          vi: `Quy tắc “${rule.id}” không bao giờ được dùng.`,
          en: `The rule “${rule.id}” is never reached.`,
        },
        {
          vi: 'Đặt nó trước quy tắc rộng hơn, hoặc bỏ.',
          en: 'Put it before the wider rule that takes all of its complaints, or remove it.',
        },
      ),
    ];
  });
}

function unknownNames(
  rule: RoutingRule,
  index: number,
  known: Readonly<Record<'procedures' | 'fields' | 'wards', ReadonlySet<string>>>,
): Finding[] {
  return (['procedures', 'fields', 'wards'] as const).flatMap((key) =>
    (rule[key] ?? []).flatMap((name, at) =>
      known[key].has(name)
        ? []
        : finding(
            pathText(['rules', index, key, at]),
            'unknown-name',
            { vi: `Tỉnh không có “${name}” (${key}).`, en: `The province has no “${name}” (${key}).` },
            {
              vi: `Dùng: ${[...known[key]].join(', ')}.`,
              en: `Use one of: ${[...known[key]].join(', ')}.`,
            },
          ),
    ),
  );
}
