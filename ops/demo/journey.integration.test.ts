/** A dossier the whole way over HTTP: with a bank, a carrier, a mail server and a seal that are real programs. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyChains } from '../../db/core/audit.ts';
import { type ProviderSimulator, startPaymentSimulator } from '../../integrations/payments/simulator.ts';
import { startCarrier, type TestCarrier } from '../../test/support/carrier.ts';
import { type Engine, startEngine } from '../../test/support/engine.ts';
import { type MailServer, startMailServer } from '../../test/support/mail-server.ts';
import { startTestServer } from '../../test/support/server.ts';
import { type SignatureBench, signatureBench } from '../../test/support/signatures.ts';
import { publishDefinitions } from '../definitions/definitions.ts';
import { makeSeal } from '../install/certificate-authority.ts';
import { PROJECT } from '../install/node-part.ts';
import { type ApiRefusal, DemoClient } from './client.ts';
import { type Journey, sendTheWholeWay } from './journey.ts';

const CLERK = 'hue.lan';
/** Eighty hours of the post in two seconds. */
const SPEED = 144_000;

let post: TestCarrier;
let bank: ProviderSimulator;
let mail: MailServer;
let bench: SignatureBench;
let engine: Engine;
let server: Awaited<ReturnType<typeof startTestServer>>;
let dataDir: string;

beforeAll(async () => {
  const key = randomBytes(12).toString('hex');
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  dataDir = mkdtempSync(join(tmpdir(), 'motcua-journey-'));
  [post, bank, mail, bench] = await Promise.all([
    startCarrier({ speed: SPEED }),
    startPaymentSimulator({ key, secret, retryMs: 100 }),
    startMailServer(),
    signatureBench(),
  ]);
  const seal = await makeSeal(
    bench.issuing,
    { name: 'UBND phường Thuận Hóa', organisation: 'Thành phố Huế' },
    bench.validity,
  );
  const files = await bench.keyFiles('seal', seal);
  const signingPassphraseFile = join(bench.folder, 'passphrase');
  writeFileSync(signingPassphraseFile, files.passphrase);
  engine = await startEngine({
    settings: {
      dataDir,
      carrier: post.settings,
      payment: { name: 'bank', access: { url: bank.url, key }, webhookSecrets: [secret] },
      smtpUrl: mail.url,
      signingKey: files.key,
      signingCertificate: files.certificate,
      signingPassphraseFile,
    },
  });
  await publishDefinitions(engine.settings.databaseUrl ?? '', join(PROJECT, 'procedures'), true);
  server = await startTestServer({
    settings: { ...engine.settings, port: 0 },
    keys: engine.keys,
    logger: pino({ level: 'silent' }),
    taskQueue: engine.taskQueue,
  });
  post.reportTo(server.url);
  bank.reportTo(`${server.url}/v1/payments/notifications/bank`);
});
afterAll(async () => {
  await server.close();
  await engine.close();
  await Promise.all([post.close(), bank.close(), mail.close(), bench.end()]);
  rmSync(dataDir, { recursive: true, force: true });
});

test('filed with two files, paid, refused a supplement once, signed, tried twice at the door, delivered with proof; stopped before every turn, it goes on', async () => {
  const client = new DemoClient(server.url);
  const begun: string[] = [];
  const refusals: unknown[] = [];
  const around = {
    carrier: post.url,
    // Whoever starts the demonstration stops it before each turn, once.
    onStep: (_done: number, _total: number, what: string) => {
      if (begun.includes(what)) return;
      begun.push(what);
      throw new Error('stopped');
    },
    onRefused: ({ status, code }: ApiRefusal) => refusals.push([status, code]),
  };
  const go = (): Promise<Journey> =>
    sendTheWholeWay(client, around).catch((error: Error) => {
      if (error.message === 'stopped') return go();
      throw error;
    });
  const { id, code, result } = await go();
  expect(begun.length).toBeGreaterThan(8);
  // A file that was cut off, and an answer without the document that was asked for.
  expect(refusals).toEqual([
    [422, 'file-cut'],
    [422, 'document-missing'],
  ]);

  const caseOf = async () => (await client.get(CLERK, `/v1/cases/${id}`)) as Record<string, never>;
  await expect.poll(async () => (await caseOf()).status).toBe('delivered');
  const seen = await caseOf();
  const documents = seen.documents as unknown as { origin: string }[];
  expect(documents.filter(({ origin }) => origin === 'upload')).toMatchObject([
    { rule: 'application', name: 'tờ khai.pdf', mediaType: 'application/pdf' },
    { rule: 'divorce', name: 'IMG_2041.jpg', mediaType: 'image/jpeg' },
    { rule: 'divorce', name: 'bản án.pdf', mediaType: 'application/pdf' },
  ]);
  expect(seen.fee).toMatchObject({ paid: true });
  expect(bank.transfers).toHaveLength(1);

  const [shipment] = seen.shipments as unknown as { receivedBy: { document: string } }[];
  expect(shipment).toMatchObject({ status: 'delivered', attempts: 2, direction: 'result' });
  const proof = { name: expect.any(String), relation: expect.any(String), document: expect.any(String) };
  expect(shipment?.receivedBy).toMatchObject(proof);
  const picture = await client.bytes(CLERK, `/v1/documents/${shipment?.receivedBy.document}/file`);
  expect(picture.length).toBeGreaterThan(100);
  expect(post.control.shipments).toHaveLength(1);

  const pdf = await client.bytes(CLERK, `/v1/generated-documents/${result}`);
  expect(await bench.pdfsig(pdf)).toMatchObject([
    {
      signer: expect.stringContaining('UBND phường Thuận Hóa'),
      signature: 'Signature is Valid.',
      certificate: 'Certificate is Trusted.',
      coversAll: true,
    },
  ]);
  expect(await bench.pyhanko(pdf)).toEqual(['INTACT:TRUSTED,UNTOUCHED']);

  const history = (await client.list(CLERK, `/v1/cases/${id}/history`)) as { type: string }[];
  const way = history.map(({ type }) => type);
  const turns = [
    'case-filed',
    'fee-paid',
    'case-accepted',
    'supplement-requested',
    'supplement-received',
    'case-decided',
    'shipment-ordered',
    'shipment-moved',
    'result-delivered',
  ];
  expect(way.filter((type, place) => turns.includes(type) && way.indexOf(type) === place)).toEqual(turns);
  // Whether the fee is asked for is a matter of who is faster.
  const subjects = () =>
    mail.mails
      .filter(({ to }) => to === 'khanh-linh@example.vn')
      .map(({ mail: { subject } }) => subject ?? '')
      .filter((subject) => !subject.includes('đề nghị nộp phí'));
  await expect
    .poll(() => [...new Set(subjects())].sort())
    .toEqual(
      [
        'đã nhận phí, lệ phí',
        'đã tiếp nhận, hẹn trả kết quả',
        'đề nghị bổ sung giấy tờ',
        'kết quả đã gửi qua bưu chính công ích',
        'bưu tá chưa gặp được ông/bà',
        'kết quả đã được trao',
      ]
        .map((content) => `Hồ sơ ${code}: ${content}`)
        .sort(),
    );
  expect((await verifyChains(engine.owner)).problems).toEqual([]);

  // Another start of the demonstration leaves it alone.
  expect(await sendTheWholeWay(client, around)).toEqual({ id, code, result, hasMoved: false });
  expect(mail.mails.filter(({ mail: { subject } }) => subject?.includes('đã nhận phí'))).toHaveLength(1);
});
