/** Files that nothing refers to, in a real store and a real record, with the clock of the store turned back. */
import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Cleaned, cleaningScheduleId } from '../../contracts/temporal/cleaning.ts';
import { outboxQueueOf } from '../../contracts/temporal/outbox.ts';
import { type Database, openDatabase } from '../../db/core/client.ts';
import { UNREFERRED } from '../../db/documents/cleaning.ts';
import { objectStore } from '../../integrations/objects/index.ts';
import type { ObjectStore } from '../../integrations/objects/types.ts';
import { type Engine, startEngine } from '../../test/support/engine.ts';
import { cleaningActivities } from './cleaning.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let engine: Engine;
let db: Database;
let objects: ObjectStore;

beforeAll(async () => {
  engine = await startEngine();
  db = openDatabase(engine.settings.databaseUrl ?? '', { role: 'motcua_worker' });
  objects = objectStore(engine.settings);
});
afterAll(async () => {
  await db?.close();
  await engine?.close();
});
beforeEach(async () => {
  await engine.owner.pool.query('TRUNCATE uploads, documents, document_positions, generated_documents');
  for await (const { key } of objects.list()) await objects.remove(key);
});

/** In the store, as old as that. */
async function put(key: string, ageMs: number): Promise<string> {
  await objects.put(key, Readable.from([key]), { mediaType: 'text/plain' });
  age(join(engine.settings.dataDir, 'documents', key), ageMs);
  return key;
}

function age(path: string, ageMs: number): void {
  const at = (Date.now() - ageMs) / 1_000;
  utimesSync(path, at, at);
}

const upload = (id: string, ageMs: number, object: string | null, pieces: string[] = []) =>
  engine.owner.pool.query(
    `INSERT INTO uploads (id, province, author, name, length, object, media_type, digest, scanned, pieces, touched_at)
     VALUES ($1, 'hue', 'dan', 'x', 5, $2::text, CASE WHEN $2 IS NOT NULL THEN 'text/plain' END, CASE WHEN $2 IS NOT NULL THEN 'd' END,
       CASE WHEN $2 IS NOT NULL THEN false END, $3, $4)`,
    [id, object, pieces, new Date(Date.now() - ageMs)],
  );

const document = (id: string, object: string) =>
  engine.owner.pool.query(
    `INSERT INTO documents (id, case_id, rule, name, media_type, size, digest, author, object)
     VALUES ($1, 'c', 'other', 'x', 'text/plain', 1, 'd', 'dan', $2)`,
    [id, object],
  );

const clean = (store: ObjectStore = objects): Promise<Cleaned> =>
  new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') }).run(
    cleaningActivities({ db, objects: store, readLogDays: 30, requestedDocumentDays: 90, webhookLogDays: 90 })
      .cleanFiles,
  );

async function kept(): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of objects.list()) keys.push(key);
  return keys.sort();
}

const uploads = async () =>
  (await engine.owner.pool.query<{ id: string }>('SELECT id FROM uploads ORDER BY id')).rows.map(
    ({ id }) => id,
  );

/** What has to stay, and what has to go. */
async function scene() {
  await document('d', await put('uploads/hue/of-a-case', 30 * DAY));
  await put('uploads/hue/of-a-case.thumbnail.jpg', 30 * DAY);
  await engine.owner.pool.query(
    `INSERT INTO generated_documents (id, province, form, language, case_id, object) VALUES ('p', 'hue', 'register', 'vi', 'c', $1)`,
    [await put('forms/hue/request/p.pdf', 30 * DAY)],
  );
  for (const [id, days] of [
    ['request', 89],
    ['request-long-ago', 91],
  ] as const)
    await engine.owner.pool.query(
      `INSERT INTO generated_documents (id, province, form, language, request, requested_by, requested_at, object)
       VALUES ($1, 'hue', 'register', 'vi', '{}', 'dan', now() - make_interval(days => $2), $3)`,
      [id, days, await put(`forms/hue/request/${id}.pdf`, days * DAY)],
    );
  await put('uploads/hue/just-now', HOUR);
  await upload('half-new', HOUR, null, [await put('unfinished/half-new/1', 2 * DAY)]);
  await upload('whole-new', 6 * DAY, await put('uploads/hue/whole-new', 6 * DAY));

  await upload('half-old', 25 * HOUR, null, [await put('unfinished/half-old/1', HOUR)]);
  await upload('whole-old', 8 * DAY, await put('uploads/hue/whole-old', 8 * DAY));
  await put('uploads/hue/lost', 25 * HOUR);
  await put('uploads/hue/lost.shown.jpg', 25 * HOUR);
  await put('unfinished/half-new/of-somebody-else', 25 * HOUR);
  await put('unfinished/gone/1', 25 * HOUR);
}
const STAYS = [
  'forms/hue/request/p.pdf',
  'forms/hue/request/request.pdf',
  'unfinished/half-new/1',
  'uploads/hue/just-now',
  'uploads/hue/of-a-case',
  'uploads/hue/of-a-case.thumbnail.jpg',
  'uploads/hue/whole-new',
];

test('what nobody goes on with for a day and no case takes in for a week goes, with all that nothing refers to', async () => {
  await scene();
  expect(await clean()).toEqual({ uploads: 2, documents: 1, objects: 4, halves: 0 });
  expect(await kept()).toEqual(STAYS);
  expect(await uploads()).toEqual(['half-new', 'whole-new']);
  expect(await clean()).toEqual({ uploads: 0, documents: 0, objects: 0, halves: 0 });
});

test.each([0, 1, 2, 3, 4, 5])('killed after %i files, the next time does the rest', async (survived) => {
  await scene();
  let removed = 0;
  const dying: ObjectStore = {
    ...objects,
    remove: async (key) => {
      if (removed++ >= survived) throw new Error('killed');
      await objects.remove(key);
    },
  };
  await expect(clean(dying)).rejects.toThrow('killed');
  for (const key of STAYS) expect(await kept()).toContain(key);
  // What lost its row is found by its age; what was young then is not any more.
  for (const key of await kept()) if (!STAYS.includes(key)) await put(key, 2 * DAY);
  await clean();
  expect(await kept()).toEqual(STAYS);
});

test('a file that a case takes in at that moment stays', async () => {
  await upload('whole-old', 8 * DAY, await put('uploads/hue/whole-old', 8 * DAY));
  const taking = await engine.owner.pool.connect();
  await taking.query('BEGIN');
  await taking.query(`DELETE FROM uploads WHERE id = 'whole-old'`);
  await taking.query(
    `INSERT INTO documents (id, case_id, rule, name, media_type, size, digest, author, object)
     VALUES ('whole-old', 'c', 'other', 'x', 'text/plain', 1, 'd', 'dan', 'uploads/hue/whole-old')`,
  );
  const cleaning = clean();
  await new Promise((resolve) => setTimeout(resolve, 200));
  await taking.query('COMMIT');
  taking.release();
  expect(await cleaning).toMatchObject({ uploads: 0, objects: 0 });
  expect(await kept()).toEqual(['uploads/hue/whole-old']);
});

test('a store that belongs to another database is left alone', async () => {
  for (let n = 0; n < 101; n++) await put(`uploads/hue/${n}`, 2 * DAY);
  await expect(clean()).rejects.toThrow('nothing refers to 101 of 101 objects');
  expect(await kept()).toHaveLength(101);
});

test('halves of objects that somebody was killed over go too', async () => {
  await put('uploads/hue/just-now', HOUR);
  const folder = join(engine.settings.dataDir, 'documents', '.unfinished');
  for (const [name, ageMs] of [
    ['old', 25 * HOUR],
    ['new', HOUR],
  ] as const) {
    writeFileSync(join(folder, name), 'half');
    age(join(folder, name), ageMs);
  }
  expect(await clean()).toMatchObject({ halves: 1 });
  expect(readdirSync(folder)).toEqual(['new']);
});

test('happens by a schedule that the worker sets up, and an operator can run it at once; old calls of other systems go with it', async () => {
  await scene();
  await engine.owner.pool.query(
    `INSERT INTO webhook_deliveries (id, province, name, status, attempts, event, created_at)
     SELECT status || days, 'hue', 'warehouse', status, 1, '{}', now() - days * interval '1 day'
     FROM unnest(ARRAY['pending', 'delivered', 'dead']) AS status, unnest(ARRAY[89, 91]) AS days`,
  );
  const handle = engine.client.schedule.getHandle(cleaningScheduleId(outboxQueueOf(engine.taskQueue)));
  await expect.poll(async () => (await handle.describe()).info.nextActionTimes.length).toBeGreaterThan(0);
  await handle.trigger();
  await expect.poll(kept).toEqual(STAYS);
  const listed = async () =>
    (await engine.owner.pool.query<{ id: string }>('SELECT id FROM webhook_deliveries ORDER BY id')).rows;
  await expect
    .poll(async () => (await listed()).map(({ id }) => id))
    .toEqual(['dead89', 'delivered89', 'pending89', 'pending91']);
  await handle.delete();
});

test('among many documents the question is answered by indexes', async () => {
  await engine.owner.pool.query(
    `INSERT INTO documents (id, case_id, rule, name, media_type, size, digest, author, object)
     SELECT 'n' || n, 'c' || n, 'other', 'x', 'text/plain', 1, 'd', 'dan', 'uploads/hue/' || n FROM generate_series(1, 20000) n;
     ANALYZE documents`,
  );
  const { rows } = await engine.owner.pool.query(`EXPLAIN ${UNREFERRED}`, [['a', 'b', 'c']]);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('documents_object');
  expect(plan).not.toContain('Seq Scan on documents');
});
