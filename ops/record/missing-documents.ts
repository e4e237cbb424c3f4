/** Forms that events called for and that are not there: why, and made after all. */
import type { Client } from '@temporalio/client';
import type { OutboxJobInput } from '../../contracts/temporal/outbox.ts';
import type { Database } from '../../db/core/client.ts';
import { findGeneratedDocument, missingDocuments } from '../../db/documents/generated.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { makeFormAgain, waitsFor } from '../../temporal/documents.ts';
import type { Finding } from './reconciliation.ts';

export interface MissingDocumentsOptions {
  readonly repair: boolean;
  /** What was called for since then is still on its way. */
  readonly since: Instant;
  readonly onProgress?: (looked: number) => void;
  /** For each, until it is said to be under way. */
  readonly patienceMs?: number;
  readonly taskQueue?: string;
}

const AT_ONCE = 4;
const BATCH = 100;
const PATIENCE_MS = 60_000;

export async function mendDocuments(
  client: Client,
  db: Database,
  { repair, since, onProgress, patienceMs = PATIENCE_MS, taskQueue }: MissingDocumentsOptions,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  let looked = 0;
  for (let after = ''; ; ) {
    const missing = await missingDocuments(db.pool, { since, after, most: BATCH });
    for (let from = 0; from < missing.length; from += AT_ONCE) {
      const together = missing.slice(from, from + AT_ONCE);
      const found = together.map((call) => mendDocument(client, db, call, { repair, patienceMs, taskQueue }));
      findings.push(...(await Promise.all(found)).filter((each) => each !== null));
      looked += together.length;
      onProgress?.(looked);
    }
    const last = missing.at(-1);
    if (last === undefined || missing.length < BATCH) return findings;
    after = last.id;
  }
}

async function mendDocument(
  client: Client,
  db: Database,
  call: OutboxJobInput,
  how: { readonly repair: boolean; readonly patienceMs: number; readonly taskQueue: string | undefined },
): Promise<Finding | null> {
  const finding = (repaired: boolean, why: string): Finding => ({
    caseId: call.caseId,
    repaired,
    detail: `the ${call.subject} of event ${call.seq} is not there: ${why}`,
  });
  const waits = await waitsFor(client, call.id);
  if (waits !== null) return finding(false, waits === '' ? 'it is being made' : `it waits: ${waits}`);
  if (!how.repair) return finding(false, 'nobody is making it');
  const made = await makeFormAgain(client, call, how.patienceMs, how.taskQueue);
  if (made === 'under-way') return finding(false, 'it is being made again');
  if (made !== 'ended') return finding(false, made.failed);
  // The event calls for none in this procedure.
  return (await findGeneratedDocument(db.pool, call.id)) === null ? null : finding(true, 'made again');
}
