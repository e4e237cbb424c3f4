/** Documents as the worker makes them: signed by the office that issues them, kept once, whatever fails on the way. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { saveAgencies } from '../../db/agencies/queries.ts';
import { type Database, openDatabase } from '../../db/core/client.ts';
import { generatedDocumentsOf } from '../../db/documents/generated.ts';
import { publishCalendar, publishProcedure } from '../../db/procedures/queries.ts';
import type { Definition } from '../../domain/cases/state/commands.ts';
import type { AgencyId, CaseId } from '../../domain/ids.ts';
import { instant } from '../../domain/time/instant.ts';
import { objectStore } from '../../integrations/objects/index.ts';
import type { ObjectStore } from '../../integrations/objects/types.ts';
import { pdfRenderer } from '../../integrations/pdf/index.ts';
import { signerWith } from '../../integrations/signing/index.ts';
import { keyFromFile } from '../../integrations/signing/key-file.ts';
import { type PdfSigner, SigningRefused, SigningUnavailable } from '../../integrations/signing/types.ts';
import { makeSeal } from '../../ops/install/certificate-authority.ts';
import { freshDatabase } from '../../test/support/postgres.ts';
import { playCase, recordPlay } from '../../test/support/record-cases.ts';
import {
  AGENCIES,
  CALENDARS,
  definitionOf,
  PEOPLE,
  PERMIT_YAML,
} from '../../test/support/sample-definitions.ts';
import { type SignatureBench, signatureBench } from '../../test/support/signatures.ts';
import { type DocumentDeps, documentActivities } from './index.ts';

const START = instant('2026-03-02T08:00:00+07:00');
const { province } = PEOPLE.receptionist;
const renderer = pdfRenderer();

let api: Database;
let worker: Database;
let drop: () => Promise<void>;
let dataDir: string;
let objects: ObjectStore;
let bench: SignatureBench;
let signer: PdfSigner;
let definition: Definition;

beforeAll(async () => {
  const fresh = await freshDatabase(inject('databaseUrl'));
  drop = fresh.drop;
  api = openDatabase(fresh.url, { role: 'motcua_api' });
  worker = openDatabase(fresh.url, { role: 'motcua_worker' });
  const owner = openDatabase(fresh.url, { role: null });
  const { procedure } = definitionOf(PERMIT_YAML);
  const { hash } = await publishProcedure(owner, province, procedure, PEOPLE.administrator.user);
  definition = {
    ...definitionOf(PERMIT_YAML),
    ref: { code: procedure.code, version: procedure.version, hash },
  };
  for (const calendar of Object.values(CALENDARS))
    await publishCalendar(owner, province, calendar, PEOPLE.administrator.user);
  const office = { province, parent: null, level: 'commune' as const, fulfils: [], area: null };
  for (const [id, code] of [
    [AGENCIES.counter, 'H57.12'],
    [AGENCIES.owner, 'H57.13'],
  ] as const)
    await saveAgencies(owner, [{ ...office, id, code, name: { vi: `Cơ quan ${id}`, en: id } }]);
  await owner.close();
  dataDir = await mkdtemp(join(tmpdir(), 'motcua-documents-'));
  objects = objectStore({ dataDir });
  bench = await signatureBench();
  const keyOf = async (agency: AgencyId | null) => {
    const name = agency === null ? 'Tỉnh' : `Con dấu ${agency}`;
    const seal = await makeSeal(bench.issuing, { name, organisation: name }, bench.validity);
    return { province: null, agency, key: await keyFromFile(await bench.keyFiles(`seal-${agency}`, seal)) };
  };
  signer = signerWith([await keyOf(null), { ...(await keyOf(AGENCIES.counter)), province }], null);
});
afterAll(async () => {
  await Promise.all([renderer.close(), api.close(), worker.close(), bench.end()]);
  await drop();
  await rm(dataDir, { recursive: true, force: true });
});

/** An accepted dossier, and the outbox job of its receipt. */
async function receiptOf(id: string) {
  const caseId = id as CaseId;
  const play = await playCase({ api, worker }, definition, START, { caseId, about: '' });
  play.do(PEOPLE.receptionist, { type: 'accept' });
  await recordPlay({ api, worker }, play);
  return {
    id: `document-${id}-2-0`,
    kind: 'document',
    province,
    caseId,
    seq: 2,
    subject: 'receipt',
  } as const;
}

function activities(change: Partial<DocumentDeps> = {}) {
  const deps = { db: worker, objects, render: renderer.render, signer: null, publicUrl: 'https://x.vn' };
  return documentActivities({ ...deps, ...change });
}

async function bytesOf(object: string | null | undefined): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of await objects.get(object ?? '')) parts.push(part);
  return Buffer.concat(parts);
}

test('a document goes out under the seal of the office that issues it, and others find it valid', async () => {
  const call = await receiptOf('sealed');
  await activities({ signer }).generateDocument(call);
  const [document] = await generatedDocumentsOf(worker.pool, call.caseId);
  const file = await bytesOf(document?.object);
  expect(createHash('sha256').update(file).digest('hex')).toBe(document?.digest);
  expect(await bench.pdfsig(file)).toMatchObject([
    { signer: expect.stringContaining(`Con dấu ${AGENCIES.counter}`), coversAll: true },
  ]);
  expect(await bench.pyhanko(file)).toEqual(['INTACT:TRUSTED,UNTOUCHED']);
});

test('made twice at once it is kept once, and its file is the one that the record names', async () => {
  const call = await receiptOf('twice');
  await Promise.all([activities().generateDocument(call), activities({ signer }).generateDocument(call)]);
  const made = await generatedDocumentsOf(worker.pool, call.caseId);
  expect(made).toHaveLength(1);
  const file = await bytesOf(made[0]?.object);
  expect(createHash('sha256').update(file).digest('hex')).toBe(made[0]?.digest);
});

test('a store or a token that is away leaves nothing in the record, and is tried again', async () => {
  const call = await receiptOf('later');
  const full: ObjectStore = { ...objects, put: () => Promise.reject(new Error('no space left')) };
  await expect(activities({ objects: full }).generateDocument(call)).rejects.toThrow('no space left');
  const asleep: PdfSigner = { seals: [], sign: () => Promise.reject(new SigningUnavailable('no token')) };
  const failure = await activities({ signer: asleep })
    .generateDocument(call)
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(SigningUnavailable);
  expect(await generatedDocumentsOf(worker.pool, call.caseId)).toEqual([]);
  await activities().generateDocument(call);
  expect(await generatedDocumentsOf(worker.pool, call.caseId)).toHaveLength(1);
});

test.each([
  ['no-seal', false],
  ['certificate-not-valid', false],
  ['key-unusable', false],
  ['pdf-unreadable', true],
  ['pdf-locked', true],
] as const)(
  'signing refused for %s is final: %s; what an operator can mend is waited for',
  async (why, final) => {
    const call = await receiptOf(`refused-${why}`);
    const refusing: PdfSigner = { seals: [], sign: () => Promise.reject(new SigningRefused(why, 'no')) };
    const failure = await activities({ signer: refusing })
      .generateDocument(call)
      .catch((error: unknown) => error);
    if (!(failure instanceof ApplicationFailure)) throw failure;
    expect([failure.type, failure.nonRetryable === true]).toEqual(['SigningRefused', final]);
    if (!final) expect(failure.nextRetryDelay).toBe('10 minutes');
    await activities({ signer }).generateDocument(call);
    expect(await generatedDocumentsOf(worker.pool, call.caseId)).toHaveLength(1);
  },
);

test('a form that nobody knows, or an event that never was, fails for good', async () => {
  const call = await receiptOf('wrong');
  for (const wrong of [{ subject: 'poem' }, { subject: 'register' }, { seq: 99 }]) {
    const failure = await activities()
      .generateDocument({ ...call, ...wrong })
      .catch((error: unknown) => error);
    expect(failure instanceof ApplicationFailure && failure.nonRetryable).toBe(true);
  }
});
