/**
 * `npm run procedures -- check | publish | diff | export-bpmn`: the procedures of an office, from its files to what is
 * in force. Exit codes: 0 done, 1 something must be mended, 2 wrongly called, 3 the database did not answer.
 */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readSettings, SettingsError } from '../../config/settings.ts';
import type { Localised } from '../../domain/ids.ts';
import { bpmnOf } from '../../domain/procedures/bpmn/bpmn.ts';
import { checkProcedure } from '../../domain/procedures/checks/check.ts';
import { diffProcedures } from '../../domain/procedures/language/diff.ts';
import { parseProcedure } from '../../domain/procedures/language/parse.ts';
import type { Problem } from '../../domain/procedures/language/problem.ts';
import type { Procedure } from '../../domain/procedures/language/types.ts';
import {
  type LoadedProvince,
  loadProvince,
  provincesIn,
  surroundingsOf,
} from '../definitions/procedure-files.ts';
import { type PublishedProcedures, planPublication, planRouting } from '../definitions/publish.ts';
import { StartProblem } from '../install/data-folder.ts';
import { databaseUrlOf } from '../install/database-url.ts';
import { PROJECT } from '../install/node-part.ts';

type Language = keyof Localised;

const USAGE = `Procedures: from files to what is in force.

  npm run procedures -- check [<province> | <file> ...]    checks files; without a name, every province
  npm run procedures -- diff <file> <file>                 what changed between two files
  npm run procedures -- diff <province>                    what the files would change in what is in force
  npm run procedures -- publish <province> [--dry-run]     publishes what is new; nothing if anything is wrong
  npm run procedures -- export-bpmn <file> [--out <file>]  draws a procedure as BPMN 2.0

  --dir <folder>      the folder with base/ and one folder per province (procedures)
  --province <name>   check files against the offices and calendars of this province
  --by <user>         who publishes, for the record (operator)
  --lang <vi|en>      language of what is said and drawn (en)
  --json              for check and diff: one JSON value on standard output

Exit code: 0 done, 1 something must be mended, 2 wrongly called, 3 the database did not answer.
`;

class UsageError extends Error {}
class NoDatabase extends Error {}

export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

interface Options extends Output {
  readonly names: readonly string[];
  readonly dir: string;
  readonly province: string | null;
  readonly language: Language;
  readonly json: boolean;
  readonly dryRun: boolean;
  /** Who publishes, for the record. */
  readonly by: string;
  readonly outFile: string | null;
  readonly openPublished: () => Promise<PublishedProcedures>;
}

const COMMANDS: Readonly<Record<string, (options: Options) => number | Promise<number>>> = {
  check,
  publish,
  diff,
  'export-bpmn': exportBpmn,
};

/** Runs one command; `openPublished` opens what is in force, and is called by the commands that need it alone. */
export async function runProcedures(
  args: readonly string[],
  output: Output,
  openPublished: () => Promise<PublishedProcedures>,
): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        dir: { type: 'string', default: join(PROJECT, 'procedures') },
        province: { type: 'string' },
        by: { type: 'string', default: 'operator' },
        lang: { type: 'string', default: 'en' },
        out: { type: 'string' },
        json: { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) {
      output.out(USAGE);
      return 0;
    }
    const [name, ...names] = positionals;
    const command = name === undefined ? undefined : COMMANDS[name];
    if (command === undefined) throw new UsageError(name === undefined ? 'no command' : `no command ${name}`);
    if (values.lang !== 'vi' && values.lang !== 'en') throw new UsageError('--lang is vi or en');
    return await command({
      ...output,
      names,
      dir: values.dir,
      province: values.province ?? null,
      language: values.lang,
      json: values.json,
      dryRun: values['dry-run'],
      by: values.by,
      outFile: values.out ?? null,
      openPublished,
    });
  } catch (error) {
    if (error instanceof NoDatabase || error instanceof StartProblem || error instanceof SettingsError) {
      output.err(`${error.message}\n`);
      return 3;
    }
    if (error instanceof UsageError || (error instanceof TypeError && 'code' in error)) {
      output.err(`${error.message}\n\n${USAGE}`);
      return 2;
    }
    throw error;
  }
}

function check(options: Options): number {
  const names = options.names.length > 0 ? options.names : provincesIn(folder(options));
  const problems = new Map<string, Problem>();
  let checked = 0;
  for (const name of names) {
    const found = isFile(name) ? checkFile(name, options) : checkProvince(name, options);
    checked += found.checked;
    // A base file that is wrong is wrong in every province; it is told once.
    for (const problem of found.problems) problems.set(JSON.stringify(problem), problem);
  }
  const all = [...problems.values()];
  if (options.json) options.out(`${JSON.stringify(all, null, 2)}\n`);
  else {
    for (const problem of all) options.err(lineOf(problem, options.language));
    options.out(`${checked} procedures in order, ${all.length} problems\n`);
  }
  return all.length > 0 ? 1 : 0;
}

interface Checked {
  readonly checked: number;
  readonly problems: readonly Problem[];
}

function checkProvince(name: string, options: Options): Checked {
  const { procedures, problems } = provinceOf(name, options);
  return { checked: procedures.length, problems };
}

function checkFile(file: string, options: Options): Checked {
  const parsed = parseProcedure(readFileSync(file, 'utf8'), file);
  if (!parsed.ok) return { checked: 0, problems: parsed.problems };
  const province = options.province === null ? null : provinceOf(options.province, options);
  const surroundings = province === null ? { directory: null, calendars: null } : surroundingsOf(province);
  const findings = checkProcedure(parsed.procedure, surroundings);
  return { checked: findings.length === 0 ? 1 : 0, problems: findings.map(parsed.locate) };
}

async function publish(options: Options): Promise<number> {
  const [name, ...more] = options.names;
  if (name === undefined || more.length > 0) throw new UsageError('publish takes the name of one province');
  const province = provinceOf(name, options);
  if (!noProblems(province.problems, options)) return 1;
  const published = await options.openPublished();
  try {
    const plan = planPublication(province.procedures, await published.current(name));
    const routing = planRouting(province.routing, await published.routing(name), `${name}/routing.yaml`);
    if (!noProblems([...plan.problems, ...routing.problems], options)) return 1;
    if (!options.dryRun) await published.publish(name, plan.fresh, routing.fresh, options.by);
    for (const { procedure, hash } of plan.fresh) {
      const did = options.dryRun ? 'would publish' : 'published';
      const { code, version } = procedure;
      options.out(
        `${did} ${code} version ${version} (${hash.slice(0, 12)}) ${procedure.name[options.language]}\n`,
      );
    }
    if (routing.fresh !== null)
      options.out(
        `${options.dryRun ? 'would publish' : 'published'} routing version ${routing.fresh.version}\n`,
      );
    options.out(`${plan.fresh.length} new, ${plan.unchanged} as they were\n`);
    return 0;
  } finally {
    await published.close();
  }
}

async function diff(options: Options): Promise<number> {
  const [first, second, ...more] = options.names;
  if (first === undefined || more.length > 0) throw new UsageError('diff takes two files, or one province');
  if (second !== undefined) {
    const [before, after] = [readOne(first, options), readOne(second, options)];
    if (before === null || after === null) return 1;
    printChanges(before, after, options);
    return 0;
  }
  const province = provinceOf(first, options);
  if (!noProblems(province.problems, options)) return 1;
  const published = await options.openPublished();
  try {
    const current = await published.current(first);
    for (const { procedure } of province.procedures) {
      const before = current.find(({ code }) => code === procedure.code);
      if (before !== undefined) printChanges(before.procedure, procedure, options);
      else if (!options.json) options.out(`${procedure.code} ${procedure.name[options.language]}: new\n`);
    }
    return 0;
  } finally {
    await published.close();
  }
}

function printChanges(before: Procedure, after: Procedure, { json, out, language }: Options): void {
  const changes = diffProcedures(before, after);
  if (json) {
    out(`${JSON.stringify({ code: after.code, changes }, null, 2)}\n`);
    return;
  }
  if (changes.length === 0) return;
  out(`${after.code} ${after.name[language]}\n`);
  for (const { text } of changes) out(`  ${text[language]}\n`);
}

async function exportBpmn(options: Options): Promise<number> {
  const [file, ...more] = options.names;
  if (file === undefined || more.length > 0) throw new UsageError('export-bpmn takes one file');
  const procedure = readOne(file, options);
  if (procedure === null) return 1;
  const findings = checkProcedure(procedure, { directory: null, calendars: null });
  if (
    !noProblems(
      findings.map((found) => ({ file, ...found })),
      options,
    )
  )
    return 1;
  const xml = await bpmnOf(procedure, options.language);
  if (options.outFile === null) options.out(xml);
  else writeFileSync(options.outFile, xml);
  return 0;
}

function readOne(file: string, options: Options): Procedure | null {
  if (!isFile(file)) throw new UsageError(`there is no file ${file}`);
  const parsed = parseProcedure(readFileSync(file, 'utf8'), file);
  if (parsed.ok) return parsed.procedure;
  noProblems(parsed.problems, options);
  return null;
}

function noProblems(problems: readonly Problem[], { err, language }: Options): boolean {
  for (const problem of problems) err(lineOf(problem, language));
  return problems.length === 0;
}

function lineOf({ file, line, path, code, message, mend }: Problem, language: Language): string {
  const place = [file, line, path].filter((part) => part !== undefined && part !== '').join(':');
  return `${place} [${code}]\n  ${message[language]}\n  → ${mend[language]}\n`;
}

function isFile(name: string): boolean {
  return existsSync(name) && statSync(name).isFile();
}

function folder({ dir }: Options): string {
  if (!existsSync(dir)) throw new UsageError(`there is no folder ${dir}`);
  return dir;
}

function provinceOf(name: string, options: Options): LoadedProvince {
  const known = provincesIn(folder(options));
  if (!known.includes(name)) {
    throw new UsageError(
      `there is no file and no province ${name}; provinces: ${known.join(', ') || 'none'}`,
    );
  }
  return loadProvince(options.dir, name, readSettings().leastWeeklyHours);
}

/** What is in force in the database of the settings, or of the installation that runs in DATA_DIR. */
async function openDatabaseOfSettings(): Promise<PublishedProcedures> {
  const url = await databaseUrlOf(readSettings());
  const { openPublished } = await import('../definitions/published.ts');
  try {
    return await openPublished(url);
  } catch (error) {
    throw new NoDatabase(
      `The database does not answer: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

if (process.argv[1] === import.meta.filename) {
  process.exitCode = await runProcedures(
    process.argv.slice(2),
    { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text) },
    openDatabaseOfSettings,
  );
}
