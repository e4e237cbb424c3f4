/** A mail that no server takes, over days that pass in seconds, and what becomes of it then; and a carrier that is away. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { saveAgencies } from '../../db/agencies/queries.ts';
import { saveTextContent } from '../../db/cases/submissions.ts';
import { casePerson, savePreferences } from '../../db/messages/preferences.ts';
import { publishCalendar, publishProcedure } from '../../db/procedures/queries.ts';
import { publishPostalTerms } from '../../db/shipments/postal-terms.ts';
import { findShipment } from '../../db/shipments/queries.ts';
import { keepScan, syncScan } from '../../db/shipments/scans.ts';
import { type Definition, ENGINE } from '../../domain/cases/state/commands.ts';
import type { CaseId } from '../../domain/ids.ts';
import { APPLICANT_DEFAULTS } from '../../domain/messages/channels.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { ScanKind } from '../../domain/vocabulary/shipments.ts';
import { CITIZEN_ADDRESS, startCarrier, type TestCarrier } from '../../test/support/carrier.ts';
import { type MailServer, startMailServer } from '../../test/support/mail-server.ts';
import {
  AGENCIES,
  CALENDARS,
  definitionOf,
  PEOPLE,
  PERMIT_YAML,
} from '../../test/support/sample-definitions.ts';
import { startTimeSkippingEngine, type TimeSkippingEngine } from '../../test/support/time-skipping.ts';

const DAY = 24 * 3_600_000;
let engine: TimeSkippingEngine;
let mail: MailServer;
/** A gateway to telephones, as one of Zalo. */
let gateway: Server;
const texts: { headers: IncomingHttpHeaders; body: Record<string, string> }[] = [];
let post: TestCarrier;
let permit: Definition;
const { province } = PEOPLE.receptionist;

beforeAll(async () => {
  mail = await startMailServer();
  mail.refuse(() => ({ code: 451, says: '4.3.0 never today' }));
  gateway = createServer(async (req, res) => {
    texts.push({ headers: req.headers, body: JSON.parse(await text(req)) });
    res.setHeader('Content-Type', 'application/json').end('{"id":"zalo-1"}');
  }).listen(0, '127.0.0.1');
  await once(gateway, 'listening');
  post = await startCarrier();
  engine = await startTimeSkippingEngine({
    smtpUrl: mail.url,
    mailFrom: 'Huế <no-reply@hue.example>',
    zaloUrl: `http://motcua:secret@127.0.0.1:${(gateway.address() as AddressInfo).port}/messages`,
    carrier: post.settings,
  });
  const by = PEOPLE.administrator.user;
  for (const calendar of Object.values(CALENDARS))
    await publishCalendar(engine.owner, province, calendar, by);
  permit = definitionOf(PERMIT_YAML);
  const { hash } = await publishProcedure(engine.owner, province, permit.procedure, by);
  permit = { ...permit, ref: { ...permit.ref, hash } };
  const place = { province, parent: null, level: 'province' as const, fulfils: [], area: null };
  for (const [id, code] of [
    [AGENCIES.counter, 'H57.12'],
    [AGENCIES.owner, 'H57.13'],
  ] as const)
    await saveAgencies(engine.owner, [{ ...place, id, code, name: { vi: id, en: id } }]);
});
afterAll(async () => {
  await engine.close();
  await post.close();
  await mail.close();
  gateway.close();
});

test('what no server takes for days is tried again and again, then given up in sight, and said by telephone: it has to be heard', async () => {
  const caseId = 'd00d'.padStart(32, '0') as CaseId;
  await engine.owner.pool.query(
    `INSERT INTO parties (case_id, province, kind, counter, email, phone, search)
     VALUES ($1, 'hue', 'dossier', $2, 'dead@example.vn', '0905 123 456', '')`,
    [caseId, AGENCIES.counter],
  );
  // At any hour, whatever the clock says while this test runs.
  const quiet = { from: 0, until: 0 };
  await savePreferences(engine.owner.pool, province, casePerson(caseId), { ...APPLICANT_DEFAULTS, quiet });
  await engine.file(permit, { caseId, applicant: null, facts: { area: 1 } });
  await engine.act(caseId, PEOPLE.receptionist, { type: 'accept' });
  const read = async () => {
    const { rows } = await engine.owner.pool.query(
      `SELECT status, why, attempts FROM messages WHERE case_id = $1 AND topic = 'accepted' AND channel = 'mail'`,
      [caseId],
    );
    return rows[0];
  };
  await expect.poll(async () => (await read())?.attempts ?? 0).toBeGreaterThan(0);
  await engine.waitUntil(((await engine.now()) + 3 * DAY) as Instant);
  expect((await read())?.status).not.toBe('dead');
  await engine.waitUntil(((await engine.now()) + 2 * DAY) as Instant);
  await expect.poll(read).toMatchObject({ status: 'dead', why: 'EENVELOPE RCPT TO 451 4.3.0' });
  expect((await read())?.attempts).toBeGreaterThan(50);
  const byPhone = () =>
    engine.owner.pool.query(
      `SELECT status, masked, provider_id AS "providerId" FROM messages WHERE case_id = $1 AND channel = 'zalo'`,
      [caseId],
    );
  await expect
    .poll(async () => (await byPhone()).rows)
    .toEqual([{ status: 'sent', masked: '*******456', providerId: 'zalo-1' }]);
  expect(texts).toMatchObject([
    {
      headers: {
        authorization: `Basic ${Buffer.from('motcua:secret').toString('base64')}`,
        'idempotency-key': expect.stringMatching(/\.zalo$/),
      },
      body: { to: '+84905123456', text: expect.stringMatching(/H57\.12-\d{6}-\d{4}: đã tiếp nhận/) },
    },
  ]);
});

describe('a shipment', () => {
  beforeAll(async () => {
    const terms = {
      version: 1,
      decision: 'sample',
      carrier: 'post',
      customer: 'HUE-HCC',
      contact: { phone: '0234 3822000', address: '1 Lê Lợi, Huế' },
      calendar: 'office',
      minutesPerWorkingDay: 480,
      within: { amount: 3, unit: 'working-days' },
      lostAfter: { amount: 3, unit: 'calendar-days' },
      askAfter: { amount: 12, unit: 'hours' },
    } as const;
    await publishPostalTerms(engine.owner, province, terms, ENGINE);
  });

  /** Documents that are to be fetched; answers the shipment. */
  async function ordered(id: string): Promise<string> {
    const caseId = id.padStart(32, '0') as CaseId;
    await engine.file(permit, { caseId, applicant: null, facts: { area: 1 } });
    const by = { caseId, author: PEOPLE.receptionist.user };
    const to = { ...by, id: `${id}-from`, kind: 'address' as const, content: CITIZEN_ADDRESS };
    const address = await saveTextContent(engine.owner, to);
    await engine.act(caseId, PEOPLE.receptionist, { type: 'fetch', address });
    return `${caseId}-s1`;
  }

  const known = (id: string) => findShipment(engine.owner.pool, id);
  const until = (id: string, status: string) =>
    expect.poll(async () => (await known(id))?.status).toBe(status);
  const made = (key: string) => post.control.shipments.filter((each) => each.key === key);

  async function fetched(id: string): Promise<{ id: string; tracking: string }> {
    const shipment = await ordered(id);
    await until(shipment, 'created');
    const tracking = (await known(shipment))?.tracking ?? '';
    await brought(tracking, 'picked-up');
    await until(shipment, 'handed-over');
    return { id: shipment, tracking };
  }

  /** As the webhook brings it. */
  async function brought(tracking: string, kind: ScanKind): Promise<void> {
    const { pool } = engine.owner;
    const scan = post.control.scan(tracking, { kind, at: await engine.now() });
    await keepScan(pool, 'post', scan);
    await syncScan(pool, 'post', scan);
  }

  const passes = async (days: number) => engine.waitUntil(((await engine.now()) + days * DAY) as Instant);

  test('ordered from a carrier that is down for a day is one shipment when it is back', async () => {
    post.control.outage('says-so');
    const id = await ordered('a1');
    await until(id, 'ordered');
    await passes(1);
    expect(made(id)).toEqual([]);
    expect((await known(id))?.status).toBe('ordered');
    post.control.outage(null);
    await passes(0.05);
    await until(id, 'created');
    expect(made(id)).toHaveLength(1);
    await brought((await known(id))?.tracking ?? '', 'cancelled');
    await until(id, 'cancelled');
  });

  test('whose carrier tells and answers nothing for a day goes on when it is back, and is still the only one', async () => {
    const { id, tracking } = await fetched('a2');
    post.control.outage('hangs-up');
    await passes(1);
    expect((await known(id))?.status).toBe('handed-over');
    post.control.scan(tracking, { kind: 'delivered' });
    post.control.outage(null);
    await passes(0.1);
    await until(id, 'delivered');
    expect(made(id)).toHaveLength(1);
  });

  test('that the carrier has forgotten counts as lost by itself, and the counter can have the documents fetched again', async () => {
    const { id } = await fetched('a3');
    const { url } = post;
    await post.close();
    post = await startCarrier({ port: Number(new URL(url).port), seed: 'another', account: 'motcua' });
    await passes(2);
    expect((await known(id))?.status).toBe('handed-over');
    expect((await known(id))?.requestedAt).not.toBeNull();
    await passes(1.5);
    await until(id, 'lost');
    const caseId = id.replace(/-s1$/, '') as CaseId;
    const address = { id: 'a3-from', digest: 'd'.repeat(64) };
    await expect
      .poll(async () => (await engine.act(caseId, PEOPLE.receptionist, { type: 'fetch', address })).ok)
      .toBe(true);
  });
});
