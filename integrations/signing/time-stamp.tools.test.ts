import { execFileSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Instant } from '../../domain/time/instant.ts';
import { makeSeal } from '../../ops/install/certificate-authority.ts';
import { type SignatureBench, samplePdf, signatureBench } from '../../test/support/signatures.ts';
import { signerWith } from './index.ts';
import type { SigningKey } from './key.ts';
import { keyFromFile } from './key-file.ts';

const CONFIG = `[tsa]
default_tsa = own
[own]
serial = $ENV::TSA_FOLDER/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;

let bench: SignatureBench;
let key: SigningKey;
let server: Server;
let url: string;
let certificate: string;
/** What the authority answers to a request. */
let answer: (query: string) => Buffer;

beforeAll(async () => {
  bench = await signatureBench();
  const names = { name: 'Con dấu', organisation: 'Sở Thử' };
  key = await keyFromFile(await bench.keyFiles('seal', await makeSeal(bench.issuing, names, bench.validity)));
  certificate = join(bench.folder, 'tsa.pem');
  const secret = join(bench.folder, 'tsa.key');
  const use = [
    '-addext',
    'extendedKeyUsage=critical,timeStamping',
    '-addext',
    'keyUsage=critical,digitalSignature',
  ];
  const made = ['-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=TSA of a test', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', ...made, ...use, '-keyout', secret, '-out', certificate], {
    stdio: 'ignore',
  });
  const config = await bench.write('tsa.cnf', CONFIG.replaceAll('$ENV::TSA_FOLDER', bench.folder));
  answer = (query) =>
    execFileSync(
      'openssl',
      ['ts', '-reply', '-config', config, '-queryfile', query, '-signer', certificate, '-inkey', secret],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      void bench.write('query.tsq', Buffer.concat(parts)).then((query) => {
        response.setHeader('Content-Type', 'application/timestamp-reply');
        response.end(answer(query));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await bench.end();
});

const signed = async (address = url) =>
  signerWith([{ province: null, agency: null, key }], address).sign(await samplePdf(), {
    reason: 'Thử',
    location: 'Sở Thử',
    at: Date.now() as Instant,
  });

test('a time-stamping authority proves when it was signed', async () => {
  const file = await signed();
  expect(await bench.pyhanko(file, certificate)).toEqual([
    'INTACT:TRUSTED,TIMESTAMP_TOKEN<INTACT:TRUSTED>,UNTOUCHED',
  ]);
  expect((await bench.pdfsig(file))[0]?.signature).toBe('Signature is Valid.');
});

test('an authority that is away, or answers nonsense or about something else, is a reason to try again', async () => {
  const before = answer;
  await expect(signed('http://127.0.0.1:1')).rejects.toMatchObject({ name: 'SigningUnavailable' });
  answer = () => Buffer.from('<html>');
  await expect(signed()).rejects.toMatchObject({ name: 'SigningUnavailable' });
  const other = join(bench.folder, 'other.tsq');
  execFileSync('openssl', ['ts', '-query', '-data', certificate, '-sha256', '-cert', '-out', other], {
    stdio: 'ignore',
  });
  answer = () => before(other);
  await expect(signed()).rejects.toThrow(/something else/);
  answer = before;
});
