/** A server behind TLS that asks for a client's certificate: our clients and workers come in by the settings of the convention. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { readSettings } from '../config/settings.ts';
import { type Engine, startEngine } from '../test/support/engine.ts';
import { definitionOf, PERMIT_YAML } from '../test/support/sample-definitions.ts';
import { openTemporal } from './client.ts';

const folder = mkdtempSync(join(tmpdir(), 'motcua-tls-'));
const of = (name: string): string => join(folder, name);
/** Names that are let in, as their certificates say. */
const seen = new Set<string>();
let gate: Server;
let environment: Record<string, string>;

function openssl(...args: string[]): void {
  execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
}

function makeCertificates(): void {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const authority = [
    'req',
    '-x509',
    ...key,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-subj',
    '/CN=TEST authority',
  ];
  openssl(...authority, '-days', '2');
  writeFileSync(of('names'), 'subjectAltName=DNS:temporal.internal\n');
  for (const name of ['temporal.internal', 'motcua']) {
    openssl('req', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
    const signing = ['x509', '-req', '-in', `${name}.csr`, '-CA', 'ca.pem', '-CAkey', 'ca.key', '-days', '2'];
    openssl(...signing, '-CAcreateserial', '-extfile', 'names', '-out', `${name}.pem`);
  }
}

beforeAll(async () => {
  makeCertificates();
  const [host = '', port = ''] = inject('temporalAddress').split(':');
  gate = createServer(
    {
      key: readFileSync(of('temporal.internal.key')),
      cert: readFileSync(of('temporal.internal.pem')),
      ca: readFileSync(of('ca.pem')),
      requestCert: true,
      rejectUnauthorized: true,
      ALPNProtocols: ['h2'],
    },
    (socket) => {
      seen.add(String(socket.getPeerCertificate().subject.CN));
      const inside = connect(Number(port), host);
      socket.pipe(inside).pipe(socket);
      for (const end of [socket, inside]) {
        end.on('error', () => undefined);
        end.on('close', () => [socket, inside].map((each) => each.destroy()));
      }
    },
  );
  await new Promise<void>((listening) => gate.listen(0, '127.0.0.1', listening));
  const address = gate.address();
  environment = {
    TEMPORAL_ADDRESS: `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    TEMPORAL_TLS_CLIENT_CERT_PATH: of('motcua.pem'),
    TEMPORAL_TLS_CLIENT_KEY_PATH: of('motcua.key'),
    TEMPORAL_TLS_SERVER_CA_CERT_PATH: of('ca.pem'),
    TEMPORAL_TLS_SERVER_NAME: 'temporal.internal',
  };
});
afterAll(() => {
  gate.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a case is filed through it: client and worker both show their certificate', async () => {
  const { temporalAddress, temporalAccess } = readSettings(environment);
  const engine: Engine = await startEngine({ settings: { temporalAddress, temporalAccess } });
  try {
    const { answer } = await engine.file(definitionOf(PERMIT_YAML));
    expect(answer).toMatchObject({ ok: true });
    expect(seen).toEqual(new Set(['motcua']));
  } finally {
    await engine.close();
  }
});

test.for([
  ['without a certificate', ['TEMPORAL_TLS_CLIENT_CERT_PATH', 'TEMPORAL_TLS_CLIENT_KEY_PATH']],
  ['by a client that does not know its authority', ['TEMPORAL_TLS_SERVER_CA_CERT_PATH']],
  ['under another name than its own', ['TEMPORAL_TLS_SERVER_NAME']],
] as const)('nobody comes in %s', async ([, without]) => {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name]) => !(without as readonly string[]).includes(name)),
  );
  const temporal = openTemporal(readSettings(given), [{ id: 'k', key: Buffer.alloc(32) }]);
  const call = temporal.connection.withDeadline(Date.now() + 2_000, () =>
    temporal.connection.workflowService.getClusterInfo({}),
  );
  await expect(call).rejects.toThrow();
  await temporal.close();
});
