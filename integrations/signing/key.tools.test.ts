import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { environmentWith } from '../../config/environment.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { makeSeal } from '../../ops/install/certificate-authority.ts';
import { type SignatureBench, samplePdf, signatureBench } from '../../test/support/signatures.ts';
import { signerWith } from './index.ts';
import type { SigningKey } from './key.ts';
import { keyFromFile } from './key-file.ts';
import { keyFromToken, tokenKeyOf } from './key-token.ts';
import { openSeals } from './seals.ts';

const DRIVER = '/usr/lib/softhsm/libsofthsm2.so';
const PIN = '4711';
const KINDS = ['rsa', 'ec'] as const;
type KeyFiles = Awaited<ReturnType<SignatureBench['keyFiles']>>;

let bench: SignatureBench;
let files: Record<(typeof KINDS)[number], KeyFiles>;

beforeAll(async () => {
  bench = await signatureBench();
  const make = async (kind: (typeof KINDS)[number]) => {
    const names = { name: `Con dấu ${kind}`, organisation: 'Sở Thử' };
    return bench.keyFiles(kind, await makeSeal(bench.issuing, names, bench.validity, kind));
  };
  files = { rsa: await make('rsa'), ec: await make('ec') };
});
afterAll(() => bench.end());

const signed = async (key: SigningKey) =>
  signerWith([{ province: null, agency: null, key }], null).sign(await samplePdf(), {
    reason: 'Thử',
    location: 'Sở Thử',
    at: Date.now() as Instant,
  });
const VALID = ['INTACT:TRUSTED,UNTOUCHED'];

describe('a key in a file', () => {
  test.each(KINDS)('as PEM with its certificate beside it (%s)', async (kind) => {
    const file = await signed(await keyFromFile(files[kind]));
    expect(await bench.pyhanko(file)).toEqual(VALID);
    expect((await bench.pdfsig(file))[0]?.signature).toBe('Signature is Valid.');
  });

  test.each([
    ['of today', []],
    ['of old', ['-legacy']],
  ])('as PKCS #12 that holds all (%s)', async (_, options) => {
    for (const kind of KINDS) {
      const key = join(bench.folder, `${kind}.p12`);
      const { key: pem, certificate, passphrase } = files[kind];
      const given = [
        '-inkey',
        pem,
        '-in',
        certificate,
        '-passin',
        `pass:${passphrase}`,
        '-passout',
        'pass:abc',
      ];
      execFileSync('openssl', ['pkcs12', '-export', ...options, ...given, '-out', key]);
      const opened = await keyFromFile({ key, certificate: null, passphrase: 'abc' });
      expect(opened.issuers).toHaveLength(1);
      expect(await bench.pyhanko(await signed(opened))).toEqual(VALID);
    }
  });

  test('a wrong passphrase, a file of something else, and a certificate of another key are refused by name', async () => {
    const { rsa, ec } = files;
    await expect(keyFromFile({ ...rsa, passphrase: 'nein' })).rejects.toThrow(/rsa\.key.*passphrase/);
    await expect(keyFromFile({ ...rsa, key: rsa.certificate })).rejects.toThrow(/rsa\.pem/);
    await expect(keyFromFile({ ...rsa, key: '/not/there.p12' })).rejects.toThrow(/not\/there\.p12/);
    await expect(keyFromFile({ ...rsa, certificate: ec.certificate })).rejects.toThrow(/No certificate/);
    await expect(keyFromFile({ ...rsa, certificate: null })).rejects.toThrow(/No certificate/);
    await expect(keyFromFile({ ...rsa, certificate: rsa.key })).rejects.toThrow(/no certificate/);
  });
});

describe('a key on a token', () => {
  const uri = (object: string, token = 'motcua-test') =>
    `pkcs11:token=${token};object=${encodeURIComponent(object)}?module-path=${DRIVER}`;

  beforeAll(async () => {
    const tokens = join(bench.folder, 'tokens');
    mkdirSync(tokens);
    // The driver's process takes it over from us.
    process.env.SOFTHSM2_CONF = await bench.write('softhsm2.conf', `directories.tokendir = ${tokens}\n`);
    const softhsm = (...args: string[]) =>
      execFileSync('softhsm2-util', args, { env: environmentWith() as NodeJS.ProcessEnv, stdio: 'ignore' });
    for (const token of ['motcua-test', 'motcua-pin'])
      softhsm('--init-token', '--free', '--label', token, '--pin', PIN, '--so-pin', '12345678');
    for (const [n, kind] of KINDS.entries()) {
      const { key, passphrase } = files[kind];
      const plain = join(bench.folder, `${kind}.p8`);
      execFileSync('openssl', [
        'pkcs8',
        '-topk8',
        '-nocrypt',
        '-in',
        key,
        '-passin',
        `pass:${passphrase}`,
        '-out',
        plain,
      ]);
      for (const token of ['motcua-test', 'motcua-pin'])
        softhsm(
          '--import',
          plain,
          '--token',
          token,
          '--label',
          `Con dấu ${kind}`,
          '--id',
          `A${n}`,
          '--pin',
          PIN,
        );
    }
  });

  test('is the seal of an installation whose settings name it', async () => {
    const [seal] = await openSeals({
      signingKey: uri('Con dấu ec'),
      signingCertificate: files.ec.certificate,
      signingPassphraseFile: await bench.write('pin', `${PIN}\n`),
      signingSeals: null,
      signingTsaUrl: null,
    });
    expect(seal).toMatchObject({ province: null, agency: null });
    if (seal !== undefined) expect(await bench.pyhanko(await signed(seal.key))).toEqual(VALID);
  });

  test.each(KINDS)('signs as one in a file does (%s)', async (kind) => {
    const { certificate } = files[kind];
    const key = await keyFromToken({ uri: uri(`Con dấu ${kind}`), certificate, pin: PIN });
    const file = await signed(key);
    expect(await bench.pyhanko(file)).toEqual(VALID);
    expect((await bench.pdfsig(file))[0]?.certificate).toBe('Certificate is Trusted.');
  });

  test('many documents at once, each with its own signature', async () => {
    const key = await keyFromToken({ uri: uri('Con dấu rsa'), certificate: files.rsa.certificate, pin: PIN });
    const made = await Promise.all(Array.from({ length: 20 }, () => signed(key)));
    expect(await bench.pyhanko(made[19] ?? Buffer.alloc(0))).toEqual(VALID);
  });

  test('a key of another certificate gives no file', async () => {
    const names = { name: 'Con dấu khác', organisation: 'Sở Thử' };
    const other = await bench.keyFiles('other', await makeSeal(bench.issuing, names, bench.validity));
    for (const { certificate } of [files.ec, other]) {
      const key = await keyFromToken({ uri: uri('Con dấu rsa'), certificate, pin: PIN });
      await expect(signed(key)).rejects.toMatchObject({ name: 'SigningRefused', why: 'key-unusable' });
    }
  });

  test('a driver that ends under our hands costs a try, and the next one begins it anew', async () => {
    const key = await keyFromToken({ uri: uri('Con dấu rsa'), certificate: files.rsa.certificate, pin: PIN });
    await signed(key);
    const found = execFileSync('pgrep', ['-P', String(process.pid), '-f', 'token-process']).toString();
    const signing = signed(key);
    process.kill(Number(found), 'SIGKILL');
    await expect(signing).rejects.toMatchObject({ name: 'SigningUnavailable' });
    expect(await bench.pyhanko(await signed(key))).toEqual(VALID);
  });

  test('a token that is away is a reason to try again; a key that it lacks is none', async () => {
    const { certificate } = files.rsa;
    const missing = await keyFromToken({ uri: uri('Con dấu rsa', 'elsewhere'), certificate, pin: PIN });
    await expect(signed(missing)).rejects.toMatchObject({ name: 'SigningUnavailable' });
    const lacking = await keyFromToken({ uri: uri('Con dấu lạ'), certificate, pin: PIN });
    await expect(signed(lacking)).rejects.toMatchObject({ name: 'SigningRefused', why: 'key-unusable' });
    const driverless = await keyFromToken({
      uri: uri('x').replace(DRIVER, '/no/driver.so'),
      certificate,
      pin: PIN,
    });
    await expect(signed(driverless)).rejects.toThrow(/module-path/);
  });

  test('a wrong PIN is tried once, so that the token does not lock itself', async () => {
    const { certificate } = files.rsa;
    const wrong = await keyFromToken({ uri: uri('Con dấu rsa', 'motcua-pin'), certificate, pin: '0000' });
    await expect(signed(wrong)).rejects.toThrow(/refuses the PIN/);
    const right = await keyFromToken({ uri: uri('Con dấu rsa', 'motcua-pin'), certificate, pin: PIN });
    await expect(signed(right)).rejects.toThrow(/refuses the PIN/);
  });

  test('its address is read as RFC 7512 has it, and one that says too little is refused with an example', () => {
    expect(tokenKeyOf('pkcs11:id=%A1%0b;token=My%20Token?pin-source=x&module-path=/a.so')).toEqual({
      modulePath: '/a.so',
      token: 'My Token',
      object: null,
      id: 'A10b',
    });
    expect(() => tokenKeyOf('pkcs11:token=x?module-path=/a.so')).toThrow(/object=seal/);
  });
});
