/** `npm run import -- FILE.jsonl`: takes over ended cases as history. Exits with 1 when a line was not taken. */
import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readSettings } from '../../config/settings.ts';
import { openDatabase } from '../../db/core/client.ts';
import { isUnavailable } from '../../db/core/errors.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { databaseUrlOf } from '../install/database-url.ts';
import { progressTo } from '../install/progress.ts';
import { importCases } from '../record/importing.ts';
import { linesOf } from '../record/lines.ts';

const USAGE = `Takes over ended cases as history: npm run import -- FILE.jsonl [--lang vi|en]

  One case a line; docs/import.md describes it. What is in the record already is left as it is, so a file can be
  imported again. A line that is not in order is reported, and the others go on.
`;
const SHOWN = 100;

async function main(): Promise<void> {
  const { file, language } = given();
  const total = sizeOf(file);
  const { step, say } = progressTo(process.stderr);
  const db = openDatabase(await databaseUrlOf(readSettings()), { role: 'motcua_worker', max: 2 });
  try {
    const { imported, known, problems } = await step(
      'History',
      (report) =>
        importCases(db, linesOf(file), {
          now: Date.now() as Instant,
          onLine: ({ number, readTo }) => report(bar(readTo, total, number)),
        }),
      (result) =>
        `${result.imported} imported, ${result.known} there before, ${result.problems.length} not taken`,
    );
    for (const { line, why } of problems.slice(0, SHOWN))
      process.stdout.write(`${file}:${line}  ${why[language]}\n`);
    if (problems.length > SHOWN) process.stdout.write(`and ${problems.length - SHOWN} more lines\n`);
    if (imported + known + problems.length === 0) say('The file has no cases.');
    if (problems.length > 0) process.exitCode = 1;
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    throw new Error('The database is away. What was imported stays; import the file again when it is back.', {
      cause: error,
    });
  } finally {
    await db.close();
  }
}

function given(): { readonly file: string; readonly language: Language } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { lang: { type: 'string', default: 'en' } },
    });
    const [file] = positionals;
    if (file !== undefined && positionals.length === 1 && (values.lang === 'vi' || values.lang === 'en'))
      return { file, language: values.lang };
  } catch {
    // The usage says it.
  }
  process.stderr.write(USAGE);
  process.exit(2);
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch (error) {
    throw new Error(`The file ${file} cannot be read.`, { cause: error });
  }
}

function bar(readTo: number, total: number, lines: number): string {
  const share = total === 0 ? 1 : readTo / total;
  const full = Math.round(share * 20);
  return `${'█'.repeat(full)}${'░'.repeat(20 - full)} ${lines} lines`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
