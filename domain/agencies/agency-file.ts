/** Reads agencies.yaml: a list of a province's offices. */
import { z } from 'zod';
import { findingsOf, readYaml } from '../procedures/language/parse.ts';
import type { Problem } from '../procedures/language/problem.ts';
import { ID_SHAPE } from '../procedures/language/schema.ts';
import { AGENCY_LEVELS, ASSIGN_WAYS } from '../vocabulary/agencies.ts';
import { checkDirectory } from './check-directory.ts';
import type { Agency } from './types.ts';

const AGENCY_ID_SHAPE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
const agencyId = z.string().max(80, '≤ 80').regex(AGENCY_ID_SHAPE, 'for instance hue.thuan-hoa');
const name = z.string().trim().min(1, '1+').max(300, '≤ 300');

const agencyFile = z.array(
  z.strictObject({
    id: agencyId,
    province: z.string().max(40, '≤ 40').regex(ID_SHAPE, 'for instance hue'),
    parent: agencyId.nullable().default(null),
    level: z.enum(AGENCY_LEVELS, AGENCY_LEVELS.join(' | ')),
    name: z.strictObject({ vi: name, en: name }),
    code: z.string().regex(/^[A-Z]\d{1,3}(\.\d{1,4}){0,4}$/, 'for instance H57.12'),
    fulfils: z.array(z.string().max(40, '≤ 40').regex(ID_SHAPE, 'a-z 0-9 -')).default([]),
    area: z.string().max(80, '≤ 80').nullable().default(null),
    calendar: z.string().max(40, '≤ 40').regex(ID_SHAPE, 'for instance ward').exactOptional(),
    assign: z.enum(ASSIGN_WAYS, ASSIGN_WAYS.join(' | ')).exactOptional(),
    account: z
      .strictObject({
        bank: z.string().regex(/^\d{6}$/, 'six digits of NAPAS, for instance "970436"'),
        number: z.string().regex(/^[A-Za-z0-9]{1,19}$/, 'letters and digits'),
        holder: name,
      })
      .exactOptional(),
  }),
);

export type AgenciesRead =
  | { readonly ok: true; readonly agencies: readonly Agency[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads and checks the directory of one province. */
export function parseAgencies(
  text: string,
  file: string,
  calendars: readonly string[] | null = null,
): AgenciesRead {
  const yaml = readYaml(text, file);
  if (!yaml.ok) return yaml;
  const read = agencyFile.safeParse(yaml.value);
  if (!read.success) return { ok: false, problems: read.error.issues.flatMap(findingsOf).map(yaml.locate) };
  const agencies = read.data as unknown as readonly Agency[];
  const findings = checkDirectory(agencies, calendars);
  return findings.length > 0 ? { ok: false, problems: findings.map(yaml.locate) } : { ok: true, agencies };
}
