/** Reads the data of one province from the folder `procedures/`: offices, calendars, procedures, demonstration users. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import type { Membership } from '../../db/agencies/queries.ts';
import { procedureHash } from '../../db/core/digest.ts';
import { parseAgencies } from '../../domain/agencies/agency-file.ts';
import type { Agency } from '../../domain/agencies/types.ts';
import type { RoutingRules } from '../../domain/complaints/routing.ts';
import { parseRouting, type RoutedProvince } from '../../domain/complaints/routing-file.ts';
import type { ProvinceId, UserId } from '../../domain/ids.ts';
import { parseProvinceMap } from '../../domain/map/map-file.ts';
import type { ProvinceMap } from '../../domain/map/types.ts';
import { checkProcedure, type Surroundings } from '../../domain/procedures/checks/check.ts';
import { findingsOf, parseProcedure, readYaml } from '../../domain/procedures/language/parse.ts';
import { finding, type Problem } from '../../domain/procedures/language/problem.ts';
import type { Procedure } from '../../domain/procedures/language/types.ts';
import { parsePostalTerms } from '../../domain/shipments/terms-file.ts';
import type { PostalTerms } from '../../domain/shipments/types.ts';
import type { Calendars } from '../../domain/time/clock.ts';
import { ROLES } from '../../domain/vocabulary/roles.ts';
import { LEAST_WEEKLY_HOURS, loadCalendars } from './calendar-files.ts';

export interface LoadedProcedure {
  readonly file: string;
  readonly procedure: Procedure;
  readonly hash: string;
}

export interface LoadedUser {
  readonly id: UserId;
  readonly name: string;
  readonly province: ProvinceId;
  readonly roles: readonly Membership[];
}

export interface LoadedProvince {
  readonly agencies: readonly Agency[];
  readonly calendars: Calendars;
  /** One for each code, in the order of codes; the province's own stands for the base one of the same code. */
  readonly procedures: readonly LoadedProcedure[];
  /** Which agency handles which complaint; null: the province has no rules. */
  readonly routing: RoutingRules | null;
  /** What is agreed with the carrier; null: nothing goes by post. */
  readonly post: PostalTerms | null;
  /** What its map is drawn of; null: it has none. */
  readonly map: ProvinceMap | null;
  readonly users: readonly LoadedUser[];
  /** What is wrong with the files; what is wrong is left out of the lists above. */
  readonly problems: readonly Problem[];
}

const BASE = 'base';
/** Files that hold something else than a procedure. */
const NOT_PROCEDURES = [
  'agencies.yaml',
  'calendars.yaml',
  'map.yaml',
  'post.yaml',
  'routing.yaml',
  'users.yaml',
];

/** The provinces that the folder holds. */
export function provincesIn(dir: string): string[] {
  return readdirSync(dir)
    .filter((name) => name !== BASE && statSync(join(dir, name)).isDirectory())
    .sort();
}

/** Loads and checks everything of one province. Never throws for what a file says, only for what cannot be read. */
export function loadProvince(
  dir: string,
  province: string,
  leastWeeklyHours = LEAST_WEEKLY_HOURS,
): LoadedProvince {
  const problems: Problem[] = [];
  const { calendars, problems: calendarProblems } = loadCalendars(dir, province, leastWeeklyHours);
  problems.push(...calendarProblems);
  const agencies = loadAgencies(dir, province, Object.keys(calendars), problems);
  const surroundings = surroundingsOf({ agencies, calendars });

  const procedures = new Map<string, LoadedProcedure>();
  for (const folder of [BASE, province]) {
    const ofThisFolder = new Map<string, string>();
    for (const file of procedureFiles(join(dir, folder))) {
      const shown = relative(dir, file);
      const parsed = parseProcedure(readFileSync(file, 'utf8'), shown);
      if (!parsed.ok) {
        problems.push(...parsed.problems);
        continue;
      }
      const { procedure, locate } = parsed;
      const twin = ofThisFolder.get(procedure.code);
      const findings = [
        ...checkProcedure(procedure, surroundings),
        ...(twin === undefined ? [] : [sameCode(procedure.code, twin)]),
      ];
      problems.push(...findings.map(locate));
      if (findings.length > 0) continue;
      ofThisFolder.set(procedure.code, shown);
      procedures.set(procedure.code, { file: shown, procedure, hash: procedureHash(procedure) });
    }
  }
  const sorted = [...procedures.values()].sort((a, b) => (a.procedure.code < b.procedure.code ? -1 : 1));
  return {
    agencies,
    calendars,
    procedures: sorted,
    routing: loadRouting(
      dir,
      province,
      { agencies, procedures: sorted.map(({ procedure }) => procedure) },
      problems,
    ),
    post: loadPost(dir, province, Object.keys(calendars), problems),
    map: loadMap(dir, province, agencies, problems),
    users: loadUsers(dir, province, agencies, problems),
    problems,
  };
}

/** What a procedure of the province is checked against. */
export function surroundingsOf({
  agencies,
  calendars,
}: Pick<LoadedProvince, 'agencies' | 'calendars'>): Surroundings {
  const ids = Object.keys(calendars);
  return { directory: agencies, calendars: ids.length > 0 ? ids : null };
}

function sameCode(code: string, twin: string) {
  return finding(
    'code',
    'duplicate-code',
    { vi: `Mã ${code} đã có trong ${twin}.`, en: `The code ${code} is already used by ${twin}.` },
    { vi: 'Mỗi thủ tục cần một mã riêng.', en: 'Give each procedure a code of its own.' },
  );
}

function procedureFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name) && !NOT_PROCEDURES.includes(name))
    .sort()
    .map((name) => join(folder, name));
}

function loadAgencies(
  dir: string,
  province: string,
  calendars: readonly string[],
  problems: Problem[],
): readonly Agency[] {
  const shown = join(province, 'agencies.yaml');
  const file = join(dir, shown);
  if (!existsSync(file)) {
    problems.push({
      file: shown,
      ...finding(
        '',
        'file-missing',
        { vi: 'Không có danh bạ cơ quan của tỉnh.', en: 'The province has no directory of agencies.' },
        { vi: `Thêm tệp ${shown}.`, en: `Add the file ${shown}.` },
      ),
    });
    return [];
  }
  const read = parseAgencies(readFileSync(file, 'utf8'), shown, calendars);
  if (read.ok) return read.agencies;
  problems.push(...read.problems);
  return [];
}

function loadRouting(
  dir: string,
  province: string,
  about: RoutedProvince,
  problems: Problem[],
): RoutingRules | null {
  const shown = join(province, 'routing.yaml');
  const file = join(dir, shown);
  if (!existsSync(file)) return null;
  const read = parseRouting(readFileSync(file, 'utf8'), shown, about);
  if (read.ok) return read.routing;
  problems.push(...read.problems);
  return null;
}

function loadPost(
  dir: string,
  province: string,
  calendars: readonly string[],
  problems: Problem[],
): PostalTerms | null {
  const shown = join(province, 'post.yaml');
  const file = join(dir, shown);
  if (!existsSync(file)) return null;
  const read = parsePostalTerms(readFileSync(file, 'utf8'), shown, calendars);
  if (read.ok) return read.terms;
  problems.push(...read.problems);
  return null;
}

function loadMap(
  dir: string,
  province: string,
  agencies: readonly Agency[],
  problems: Problem[],
): ProvinceMap | null {
  const shown = join(province, 'map.yaml');
  const file = join(dir, shown);
  if (!existsSync(file)) return null;
  const areas = agencies.flatMap(({ area }) => area ?? []);
  const read = parseProvinceMap(readFileSync(file, 'utf8'), shown, areas);
  if (read.ok) return read.map;
  problems.push(...read.problems);
  return null;
}

const userFile = z.array(
  z.strictObject({
    id: z
      .string()
      .max(80, '≤ 80')
      .regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, 'for instance hue.lan'),
    name: z.string().min(1, '1+').max(200, '≤ 200'),
    province: z.string().min(1, '1+'),
    roles: z.array(
      z.strictObject({
        role: z.enum(ROLES, ROLES.join(' | ')),
        agency: z.string().nullable().default(null),
        areas: z.array(z.string().min(1, '1+').max(80, '≤ 80')).exactOptional(),
      }),
    ),
  }),
);

function loadUsers(
  dir: string,
  province: string,
  agencies: readonly Agency[],
  problems: Problem[],
): readonly LoadedUser[] {
  const shown = join(province, 'users.yaml');
  const file = join(dir, shown);
  if (!existsSync(file)) return [];
  const yaml = readYaml(readFileSync(file, 'utf8'), shown);
  const read = yaml.ok ? userFile.safeParse(yaml.value) : null;
  if (!yaml.ok || !read?.success) {
    problems.push(
      ...(yaml.ok ? (read?.error?.issues.flatMap(findingsOf).map(yaml.locate) ?? []) : yaml.problems),
    );
    return [];
  }
  const known = new Set<string>(agencies.map(({ id }) => id));
  const areas = new Set(agencies.map(({ area }) => area));
  for (const [index, user] of read.data.entries()) {
    for (const [at, { agency, areas: answers = [] }] of user.roles.entries()) {
      const strange = answers.findIndex((area) => !areas.has(area));
      if (strange >= 0) {
        const area = answers[strange];
        problems.push(
          yaml.locate(
            finding(
              `[${index}].roles[${at}].areas[${strange}]`,
              'unknown-area',
              { vi: `Không có địa bàn “${area}”.`, en: `There is no area “${area}”.` },
              {
                vi: 'Dùng area của một cơ quan trong agencies.yaml.',
                en: 'Use the area of an agency of agencies.yaml.',
              },
            ),
          ),
        );
      }
      if (agency === null || known.has(agency)) continue;
      problems.push(
        yaml.locate(
          finding(
            `[${index}].roles[${at}].agency`,
            'unknown-agency',
            { vi: `Không có cơ quan “${agency}”.`, en: `There is no agency “${agency}”.` },
            { vi: 'Dùng một id trong agencies.yaml.', en: 'Use an id of agencies.yaml.' },
          ),
        ),
      );
    }
  }
  return read.data as unknown as readonly LoadedUser[];
}
