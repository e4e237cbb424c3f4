/**
 * `npm run reconcile [-- --check]`: compares the record with what the workflows know, and puts the record right; then looks for
 * documents that ought to be there, and has them made. Exits with 1 when something is wrong that was not, or (--check) was not to be, put right.
 */

import { readSettings } from '../../config/settings.ts';
import { openDatabase } from '../../db/core/client.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { openTemporal } from '../../temporal/client.ts';
import { readPayloadKeys } from '../../temporal/keys.ts';
import { readRunning } from '../install/data-folder.ts';
import { databaseUrlOf } from '../install/database-url.ts';
import { progressTo } from '../install/progress.ts';
import { mendDocuments } from '../record/missing-documents.ts';
import { reconcile } from '../record/reconciliation.ts';

/** A document called for since then may still be in the making. */
const ON_THEIR_WAY_MS = 10 * 60_000;

async function main(): Promise<void> {
  const repair = !process.argv.includes('--check');
  const { step, say } = progressTo(process.stderr);
  const settings = readSettings();
  const running = await readRunning(settings.dataDir);
  const temporalAddress = settings.temporalAddress ?? running?.temporalAddress ?? null;
  const db = openDatabase(await databaseUrlOf(settings), { role: 'motcua_worker', max: 4 });
  const temporal = openTemporal(
    { ...settings, temporalAddress },
    readPayloadKeys({ ...settings, temporalAddress }),
  );
  try {
    const result = await step(
      'Record and cases',
      (report) =>
        reconcile(temporal.client, db, {
          repair,
          onProgress: (done, total) => report(`${done} of ${total} cases`),
        }),
      ({ cases }) => `${cases} cases`,
    );
    const documents = await step(
      'Documents',
      (report) =>
        mendDocuments(temporal.client, db, {
          repair,
          since: (Date.now() - ON_THEIR_WAY_MS) as Instant,
          onProgress: (looked) => report(`${looked} missing`),
        }),
      ({ length }) => `${length} missing`,
    );
    const findings = [...result.findings, ...documents];
    for (const { caseId, repaired, detail } of findings)
      process.stdout.write(`${caseId}  ${repaired ? 'repaired' : 'NOT repaired'}: ${detail}\n`);
    const open = findings.filter(({ repaired }) => !repaired).length;
    say(
      findings.length === 0
        ? 'The record equals what the workflows know, and every document is there.'
        : `${findings.length - open} findings repaired, ${open} left as they are.`,
    );
    if (open > 0) process.exitCode = 1;
  } finally {
    await temporal.close();
    await db.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
