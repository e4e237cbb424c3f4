/** Removes files that nothing refers to: first from the record, then from the store, so that no record is without its file. */
import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { CleaningActivities } from '../../contracts/temporal/cleaning.ts';
import { forgetReads } from '../../db/audit/reads.ts';
import type { Database } from '../../db/core/client.ts';
import {
  forgetDeliveries,
  forgetRequestedDocuments,
  forgetUploads,
  unreferred,
} from '../../db/documents/cleaning.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { originalOf } from '../../integrations/intake/keys.ts';
import type { ObjectStore } from '../../integrations/objects/types.ts';

export interface CleaningDeps {
  /** Speaks as motcua_worker. */
  readonly db: Database;
  readonly objects: ObjectStore;
  readonly readLogDays: number;
  readonly requestedDocumentDays: number;
  readonly webhookLogDays: number;
}

const DAY_MS = 86_400_000;
/** Who fills in a form finishes within a week, or sends the file again. */
const UNNAMED_MS = 7 * DAY_MS;
const AT_ONCE = 500;
const ROWS_AT_ONCE = 5_000;
/** More than these, and more than this share of all, is no rubbish but a store that belongs to another database, or to a later state of it. */
const FEW = 100;
const SUSPICIOUS_SHARE = 0.1;

export function cleaningActivities({
  db,
  objects,
  readLogDays,
  requestedDocumentDays,
  webhookLogDays,
}: CleaningDeps): CleaningActivities {
  return {
    async cleanFiles() {
      // An object is put before the record names it: only what is a day old is nobody's.
      const old = (Date.now() - DAY_MS) as Instant;
      const uploads = await removeUploads({ db, objects }, old);
      const documents = await removeRequestedDocuments({ db, objects }, requestedDocumentDays);
      const lost = await removeUnreferred({ db, objects }, old);
      return { uploads, documents, objects: lost, halves: await objects.tidy(old) };
    },
    forgetReads: () => forgetBefore(readLogDays, (before) => forgetReads(db.pool, before, ROWS_AT_ONCE)),
    forgetDeliveries: () =>
      forgetBefore(webhookLogDays, (before) => forgetDeliveries(db.pool, before, ROWS_AT_ONCE)),
  };
}

/** A part at a time, so that nobody waits for the whole; `forget` gives how many it forgot. */
async function forgetBefore(days: number, forget: (before: Instant) => Promise<number>): Promise<number> {
  const before = (Date.now() - days * DAY_MS) as Instant;
  for (let gone = 0; ; ) {
    const forgotten = await forget(before);
    gone += forgotten;
    alive();
    if (forgotten < ROWS_AT_ONCE) return gone;
  }
}

type Store = Pick<CleaningDeps, 'db' | 'objects'>;

async function removeUploads({ db, objects }: Store, unfinished: Instant): Promise<number> {
  const unnamed = (Date.now() - UNNAMED_MS) as Instant;
  let gone = 0;
  for (;;) {
    const held = await forgetUploads(db.pool, { unfinished, unnamed, most: AT_ONCE });
    for (const key of held.flat()) await objects.remove(key);
    gone += held.length;
    alive();
    if (held.length < AT_ONCE) return gone;
  }
}

/** They hold names and telephone numbers, and whoever needs one asks again. */
async function removeRequestedDocuments({ db, objects }: Store, days: number): Promise<number> {
  const before = (Date.now() - days * DAY_MS) as Instant;
  let gone = 0;
  for (;;) {
    const held = await forgetRequestedDocuments(db.pool, before, AT_ONCE);
    for (const key of held) if (key !== null) await objects.remove(key);
    gone += held.length;
    alive();
    if (held.length < AT_ONCE) return gone;
  }
}

async function removeUnreferred({ db, objects }: Store, old: Instant): Promise<number> {
  const lost: string[] = [];
  let all = 0;
  let batch: string[] = [];
  const look = async () => {
    // A picture that was made of another goes with it.
    const nobodys = new Set(await unreferred(db.pool, [...new Set(batch.map(originalOf))]));
    lost.push(...batch.filter((each) => nobodys.has(originalOf(each))));
    batch = [];
    alive();
  };
  for await (const { key, at } of objects.list()) {
    all += 1;
    if (at < old) batch.push(key);
    if (batch.length >= AT_ONCE) await look();
  }
  if (batch.length > 0) await look();
  if (lost.length > Math.max(FEW, all * SUSPICIOUS_SHARE))
    throw ApplicationFailure.nonRetryable(
      `nothing refers to ${lost.length} of ${all} objects: is this the database to this store? None was removed.`,
      'StoreOfAnother',
    );
  for (const [n, key] of lost.entries()) {
    await objects.remove(key);
    if (n % AT_ONCE === 0) alive();
  }
  return lost.length;
}

/** Tells Temporal that this goes on, and hears whether it is still wanted. */
function alive(): void {
  Context.current().heartbeat();
}
