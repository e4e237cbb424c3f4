/**
 * `npm run audit:verify [-- --files]`: is the record what was written, and (--files) is every file of a document the one that was
 * kept? Exits with 1 when not.
 */
import { readSettings } from '../../config/settings.ts';
import { verifyChains } from '../../db/core/audit.ts';
import { openDatabase } from '../../db/core/client.ts';
import { objectStore } from '../../integrations/objects/index.ts';
import { databaseUrlOf } from '../install/database-url.ts';
import { progressTo } from '../install/progress.ts';
import { verifyFiles } from '../record/file-audit.ts';

const SHOWN = 50;

async function main(): Promise<void> {
  const { step, say } = progressTo(process.stderr);
  const settings = readSettings();
  const db = openDatabase(await databaseUrlOf(settings), { role: null, max: 1 });
  try {
    const result = await step(
      'The chains of events',
      (report) => verifyChains(db, ({ done, total }) => report(bar(done, total, 'cases'))),
      ({ cases, events }) => `${cases} cases, ${events} events`,
    );
    const files = process.argv.includes('--files')
      ? await step(
          'The files of documents',
          (report) =>
            verifyFiles(db, objectStore(settings), ({ done, total }) => report(bar(done, total, 'files'))),
          ({ files }) => `${files} files`,
        )
      : null;
    const problems = [...result.problems, ...(files?.problems ?? [])];
    for (const { caseId, kind, detail } of problems.slice(0, SHOWN))
      process.stdout.write(`${caseId ?? '-'}  ${kind}: ${detail}\n`);
    const { length } = problems;
    if (length > SHOWN) process.stdout.write(`and ${length - SHOWN} more\n`);
    say(
      length === 0
        ? `The record is what was written${files === null ? '' : ', and so is every file'}.`
        : `The record has been altered: ${length} findings.`,
    );
    if (length > 0) process.exitCode = 1;
  } finally {
    await db.close();
  }
}

function bar(done: number, total: number, what: string): string {
  const share = total === 0 ? 1 : done / total;
  const full = Math.round(share * 20);
  return `${'█'.repeat(full)}${'░'.repeat(20 - full)} ${done} of ${total} ${what}`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
