/** `npm run audit:verify`: is the record what was written? Exits with 1 when it is not. */
import { readSettings } from '../config/settings.ts';
import { verifyChains } from '../db/audit.ts';
import { openDatabase } from '../db/client.ts';
import { databaseUrlOf } from './database-url.ts';
import { progressTo } from './progress.ts';

const SHOWN = 50;

async function main(): Promise<void> {
  const { step, say } = progressTo(process.stderr);
  const db = openDatabase(await databaseUrlOf(readSettings()), { role: null, max: 1 });
  try {
    const result = await step(
      'The chains of events',
      (tell) => verifyChains(db, ({ done, total }) => tell(bar(done, total))),
      ({ cases, events }) => `${cases} cases, ${events} events`,
    );
    for (const { caseId, kind, detail } of result.problems.slice(0, SHOWN))
      process.stdout.write(`${caseId ?? '-'}  ${kind}: ${detail}\n`);
    const { length } = result.problems;
    if (length > SHOWN) process.stdout.write(`and ${length - SHOWN} more\n`);
    say(
      length === 0
        ? 'The record is what was written.'
        : `The record is not what was written: ${length} findings.`,
    );
    if (length > 0) process.exitCode = 1;
  } finally {
    await db.close();
  }
}

function bar(done: number, total: number): string {
  const share = total === 0 ? 1 : done / total;
  const full = Math.round(share * 20);
  return `${'█'.repeat(full)}${'░'.repeat(20 - full)} ${done} of ${total} cases`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
