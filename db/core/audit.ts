/** Whether the record is what was written: every chain recomputed, every list compared with the events that it stands for. */

import { formatCaseCode } from '../../domain/cases/state/case-code.ts';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import { evolve } from '../../domain/cases/state/evolve.ts';
import { documentsOf, textContentsOf } from '../../domain/cases/state/references.ts';
import type { CaseState } from '../../domain/cases/state/state.ts';
import { GENESIS_HASH } from '../../domain/cases/state/transition.ts';
import type { CaseCode, CaseId } from '../../domain/ids.ts';
import type { RecordProblem } from '../../domain/vocabulary/verification.ts';
import type { Database, Queryable } from './client.ts';
import { canonicalJson, eventHash, textDigest } from './digest.ts';

export interface AuditProblem {
  readonly caseId: CaseId | null;
  readonly kind: RecordProblem;
  /** The event at which it was found; null: it is about the case as a whole. */
  readonly seq: number | null;
  readonly detail: string;
}

export interface AuditProgress {
  readonly done: number;
  readonly total: number;
}

export interface AuditResult {
  readonly cases: number;
  readonly events: number;
  readonly problems: readonly AuditProblem[];
}

/** Cases read at a time: memory stays the same however many there are. */
const BATCH = 100;

interface StoredCase {
  readonly id: CaseId;
  readonly code: CaseCode;
  readonly status: string;
  readonly procedureHash: string;
  readonly version: number;
  readonly headHash: string;
  readonly state: CaseState;
}

interface StoredEvent {
  readonly caseId: CaseId;
  readonly seq: number;
  readonly at: Date;
  readonly type: string;
  readonly by: string;
  readonly orderId: string;
  readonly body: CaseEvent;
  readonly previousHash: string;
  readonly hash: string;
}

/**
 * Checks everything as it stood at one moment, while work goes on. Reads as the worker, so that row-level security
 * hides nothing from it.
 */
export async function verifyChains(
  db: Database,
  onProgress: (progress: AuditProgress) => void = () => undefined,
): Promise<AuditResult> {
  const client = await db.pool.connect();
  let done = 0;
  let events = 0;
  const problems: AuditProblem[] = [];
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query('SET LOCAL ROLE motcua_worker; SET LOCAL statement_timeout = 0');
    const counted = await client.query<{ n: number }>('SELECT count(*)::integer AS n FROM cases');
    const total = counted.rows[0]?.n ?? 0;
    onProgress({ done, total });
    for (let after = ''; ; ) {
      const batch = await client.query<StoredCase>(`${STORED} WHERE id > $1 ORDER BY id LIMIT $2`, [
        after,
        BATCH,
      ]);
      const last = batch.rows.at(-1);
      if (last === undefined) break;
      after = last.id;
      events += await verifyBatch(client, batch.rows, (problem) => problems.push(problem));
      done += batch.rows.length;
      onProgress({ done, total });
    }
    problems.push(...(await orphans(client)), ...(await lostCases(client)));
    await client.query('COMMIT');
  } finally {
    // The session is not handed on: whatever happened, nobody gets its role or its snapshot.
    client.release(true);
  }
  return { cases: done, events, problems };
}

export interface CaseAudit {
  readonly events: number;
  readonly firstAt: Date | null;
  readonly lastAt: Date | null;
  readonly headHash: string;
  readonly texts: number;
  readonly documents: number;
  readonly problems: readonly AuditProblem[];
}

/** One case. Reads under row-level security: of whoever may read the whole case. In one snapshot, or work under way is taken for damage. */
export async function verifyCase(db: Queryable, id: CaseId): Promise<CaseAudit | null> {
  const { rows } = await db.query<StoredCase>(`${STORED} WHERE id = $1`, [id]);
  const stored = rows[0];
  if (stored === undefined) return null;
  const problems: AuditProblem[] = [];
  const events = await verifyBatch(db, [stored], (problem) => problems.push(problem));
  const counted = await db.query<Pick<CaseAudit, 'firstAt' | 'lastAt' | 'texts' | 'documents'>>(
    `SELECT min(at) AS "firstAt", max(at) AS "lastAt",
       (SELECT count(*)::integer FROM text_contents WHERE case_id = $1) AS texts,
       (SELECT count(*)::integer FROM documents WHERE case_id = $1) AS documents
     FROM events WHERE case_id = $1`,
    [id],
  );
  const { firstAt = null, lastAt = null, texts = 0, documents = 0 } = counted.rows[0] ?? {};
  return { events, firstAt, lastAt, headHash: stored.headHash, texts, documents, problems };
}

const STORED = `SELECT id, code, status, procedure_hash AS "procedureHash", version, head_hash AS "headHash", state FROM cases`;

type Report = (problem: AuditProblem) => void;

async function verifyBatch(db: Queryable, batch: readonly StoredCase[], report: Report): Promise<number> {
  const ids = batch.map(({ id }) => id);
  const [events, texts, documents, tasks] = [
    await grouped<StoredEvent>(
      db,
      `SELECT case_id AS "caseId", seq, at, type, by, order_id AS "orderId", body, previous_hash AS "previousHash", hash
       FROM events WHERE case_id = ANY ($1) ORDER BY case_id, seq`,
      ids,
    ),
    await grouped<StoredTextContent>(
      db,
      `SELECT case_id AS "caseId", id, content, salt, digest FROM text_contents WHERE case_id = ANY ($1)`,
      ids,
    ),
    await grouped<{ caseId: CaseId; id: string; digest: string }>(
      db,
      `SELECT case_id AS "caseId", id, digest FROM documents WHERE case_id = ANY ($1)`,
      ids,
    ),
    await grouped<{ caseId: CaseId; id: string; agency: string; assignee: string | null }>(
      db,
      `SELECT case_id AS "caseId", id, agency, assignee FROM tasks WHERE case_id = ANY ($1) AND closed_at IS NULL`,
      ids,
    ),
  ];
  let count = 0;
  for (const stored of batch) {
    const own = events.get(stored.id) ?? [];
    count += own.length;
    const say: Say = (kind, detail, seq) => report({ caseId: stored.id, kind, seq: seq ?? null, detail });
    verifyChain(stored, own, say);
    verifyState(stored, own, say);
    verifyLists(stored, tasks.get(stored.id) ?? [], say);
    verifyDocuments(own, texts.get(stored.id) ?? [], documents.get(stored.id) ?? [], say);
  }
  return count;
}

type Say = (kind: RecordProblem, detail: string, seq?: number) => void;

function verifyChain(stored: StoredCase, events: readonly StoredEvent[], say: Say): void {
  let previousHash = GENESIS_HASH;
  let expected = 1;
  for (const event of events) {
    if (event.seq !== expected)
      say(
        'gap',
        event.seq > expected ? `event ${expected} is missing` : `event ${event.seq} stands twice`,
        Math.min(expected, event.seq),
      );
    expected = event.seq + 1;
    if (event.previousHash !== previousHash)
      say('broken-chain', `event ${event.seq} does not follow the one before it`, event.seq);
    if (event.hash !== eventHash(event.previousHash, event.body))
      say('broken-chain', `event ${event.seq} is not what its hash was made of`, event.seq);
    const { body } = event;
    const columns: readonly (readonly [string, unknown, unknown])[] = [
      ['seq', event.seq, body.seq],
      ['at', event.at.getTime(), body.at],
      ['type', event.type, body.type],
      ['by', event.by, body.by],
      ['order_id', event.orderId, body.order?.id],
    ];
    for (const [name, column, said] of columns)
      if (column !== said)
        say('event-column', `event ${event.seq}: ${name} is not that of the event`, event.seq);
    previousHash = event.hash;
  }
  const last = events.at(-1);
  if (stored.version !== (last?.seq ?? 0))
    say('head', `the case is at version ${stored.version}, its events end at ${last?.seq ?? 0}`);
  else if (stored.headHash !== previousHash) say('head', 'the case names another hash than its last event');
}

function verifyState(stored: StoredCase, events: readonly StoredEvent[], say: Say): void {
  try {
    let state: CaseState | null = null;
    for (const { body } of events) state = evolve(state, body);
    if (canonicalJson(state) !== canonicalJson(stored.state))
      say('state', 'the state kept is not the one that the events make');
  } catch (error) {
    say('state', `the events do not make a state: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function verifyLists(
  { state, ...stored }: StoredCase,
  tasks: readonly { id: string; agency: string; assignee: string | null }[],
  say: Say,
): void {
  if (stored.code !== state.code) say('list', `the code is ${state.code} and shown as ${stored.code}`);
  if (stored.status !== state.status)
    say('list', `the status is ${state.status} and shown as ${stored.status}`);
  if (stored.procedureHash !== state.procedure.hash)
    say('list', 'another version of the procedure is shown than the case runs');
  const lines = (list: typeof tasks): string =>
    list
      .map(({ id, agency, assignee }) => `${id} ${agency} ${assignee ?? '-'}`)
      .sort()
      .join(', ');
  const shown = lines(tasks);
  const open = lines(state.tasks);
  if (shown !== open) say('list', `the open tasks are [${open}] and shown as [${shown}]`);
}

interface StoredTextContent {
  readonly caseId: CaseId;
  readonly id: string;
  readonly content: unknown;
  readonly salt: string;
  readonly digest: string;
}

function verifyDocuments(
  events: readonly StoredEvent[],
  texts: readonly StoredTextContent[],
  documents: readonly { id: string; digest: string }[],
  say: Say,
): void {
  const textContentsById = new Map(texts.map((each) => [each.id, each]));
  const documentsById = new Map(documents.map((each) => [each.id, each]));
  for (const { seq, body } of events) {
    for (const ref of textContentsOf(body)) {
      const kept = textContentsById.get(ref.id);
      if (kept === undefined) say('texts', `event ${seq}: the text ${ref.id} is missing`, seq);
      else if (kept.digest !== ref.digest || textDigest(kept.salt, kept.content) !== ref.digest)
        say('texts', `event ${seq}: the text ${ref.id} is not the one that was written`, seq);
    }
    for (const ref of documentsOf(body)) {
      const kept = documentsById.get(ref.id);
      if (kept === undefined) say('document', `event ${seq}: the document ${ref.id} is missing`, seq);
      else if (kept.digest !== ref.digest)
        say('document', `event ${seq}: the document ${ref.id} is not the one handed in`, seq);
    }
  }
}

async function grouped<R extends { readonly caseId: CaseId }>(
  db: Queryable,
  text: string,
  ids: readonly CaseId[],
): Promise<Map<CaseId, R[]>> {
  const { rows } = await db.query(text, [ids]);
  const groups = new Map<CaseId, R[]>();
  for (const row of rows as R[]) {
    const group = groups.get(row.caseId);
    if (group === undefined) groups.set(row.caseId, [row]);
    else group.push(row);
  }
  return groups;
}

/** Reports only the first so many: who removed everything is found all the same. */
const REPORTED = 100;

async function orphans(db: Queryable): Promise<readonly AuditProblem[]> {
  const { rows } = await db.query<{ caseId: CaseId; n: number }>(
    `SELECT case_id AS "caseId", count(*)::integer AS n FROM events e
     WHERE NOT EXISTS (SELECT FROM cases c WHERE c.id = e.case_id) GROUP BY case_id ORDER BY case_id LIMIT $1`,
    [REPORTED],
  );
  return rows.map(({ caseId, n }) => ({
    caseId,
    kind: 'no-case',
    seq: null,
    detail: `${n} events without their case`,
  }));
}

/** A case that was removed with all its events leaves a hole in the numbers of its day. */
async function lostCases(db: Queryable): Promise<readonly AuditProblem[]> {
  const { rows } = await db.query<{ agencyCode: string; day: string; number: number }>(
    `SELECT n.agency_code AS "agencyCode", n.day, g.number FROM case_numbers n, generate_series(1, n.last) AS g (number)
     WHERE NOT EXISTS (
       SELECT FROM cases c
       WHERE c.code = n.agency_code || '-' || n.day || '-' || lpad(g.number::text, greatest(4, length(g.number::text)), '0'))
     ORDER BY 1, 2, 3 LIMIT $1`,
    [REPORTED],
  );
  return rows.map(({ agencyCode, day, number }) => ({
    caseId: null,
    kind: 'lost-case',
    seq: null,
    detail: `no case bears the number ${formatCaseCode(agencyCode, day, number)}`,
  }));
}
