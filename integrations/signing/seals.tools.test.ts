import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Instant } from '../../domain/time/instant.ts';
import { ensureCertificates } from '../../ops/commands/certificates.ts';
import { makeSeal } from '../../ops/install/certificate-authority.ts';
import { type SignatureBench, samplePdf, signatureBench } from '../../test/support/signatures.ts';
import { expiryWarnings } from './expiry.ts';
import { pdfSigner, signerWith } from './index.ts';
import { keyFromFile } from './key-file.ts';

const DAY_MS = 86_400_000;
const NOTHING = {
  signingKey: null,
  signingCertificate: null,
  signingPassphraseFile: null,
  signingSeals: null,
  signingTsaUrl: null,
};
const about = { reason: 'Thử', location: 'Sở Thử', at: Date.now() as Instant };

let bench: SignatureBench;
let signer: Awaited<ReturnType<typeof pdfSigner>>;

beforeAll(async () => {
  bench = await signatureBench();
  const list: string[] = [];
  for (const [name, whose] of [
    ['agency', '{province: hue, agency: hue.thuan-hoa, '],
    ['province', '{province: hue, '],
  ] as const) {
    const seal = await makeSeal(bench.issuing, { name, organisation: 'Sở Thử' }, bench.validity);
    await bench.keyFiles(name, seal);
    list.push(`- ${whose}key: ${name}.key, certificate: ${name}.pem, passphraseFile: passphrase}`);
  }
  await bench.write('passphrase', 'mật khẩu\n');
  const signingSeals = await bench.write('seals.yaml', list.join('\n'));
  signer = await pdfSigner({ ...NOTHING, signingSeals });
});
afterAll(() => bench.end());

test('an office signs with its own seal, or with that of its province, and never with that of another', async () => {
  const pdf = await samplePdf();
  const signedBy = async (agency: string, province: string) => {
    const signed = await signer?.sign(pdf, { ...about, office: { agency, province } });
    return /CN=(\w+)/.exec(await commonName(signed ?? pdf))?.[1];
  };
  expect(await signedBy('hue.thuan-hoa', 'hue')).toBe('agency');
  expect(await signedBy('hue.xay-dung', 'hue')).toBe('province');
  await expect(signedBy('mau.so', 'mau')).rejects.toMatchObject({ why: 'no-seal' });
});

test('without settings nothing is signed, and with wrong ones nothing starts', async () => {
  expect(await pdfSigner(NOTHING)).toBeNull();
  await expect(pdfSigner({ ...NOTHING, signingSeals: '/not/there.yaml' })).rejects.toThrow(/not\/there/);
  const wrong = await bench.write('wrong.yaml', '- {province: hue, kei: x}');
  await expect(pdfSigner({ ...NOTHING, signingSeals: wrong })).rejects.toThrow(/wrong\.yaml.*not right/);
  const signingKey = join(bench.folder, 'agency.key');
  await expect(pdfSigner({ ...NOTHING, signingKey })).rejects.toThrow(/passphrase/);
});

test('a certificate that runs out is notified of in time, and then signs no more', async () => {
  const names = { name: 'Con dấu', organisation: 'Sở Thử' };
  const to = new Date(Date.now() + 30 * DAY_MS);
  const files = await bench.keyFiles(
    'short',
    await makeSeal(bench.issuing, names, { ...bench.validity, to }),
  );
  const short = signerWith([{ province: null, agency: null, key: await keyFromFile(files) }], null);
  const day = to.toISOString().slice(0, 10);
  const now = Date.now() as Instant;
  expect(expiryWarnings(short.seals, now)).toEqual([
    `The certificate of C=VN, O=Sở Thử, CN=Con dấu runs out on ${day}: renew it (docs/signatures.md).`,
  ]);
  expect(expiryWarnings(signer?.seals ?? [], now)).toEqual([]);
  expect(expiryWarnings(short.seals, (now + 31 * DAY_MS) as Instant)[0]).toMatch(/ran out/);
  const late = { ...about, at: (now + 31 * DAY_MS) as Instant };
  await expect(short.sign(await samplePdf(), late)).rejects.toMatchObject({ why: 'certificate-not-valid' });
});

test('an installation makes its own test authority once, for itself alone to read, and signs with it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'motcua-certificates-'));
  const made = await ensureCertificates(folder, [{ id: 'hue', name: 'UBND thành phố Huế' }]);
  expect(made.fresh).toBe(true);
  expect(await ensureCertificates(folder)).toEqual({ seals: made.seals, fresh: false });
  const files = await readdir(join(folder, 'certificates'));
  expect(files.sort()).toEqual(['hue.key', 'hue.pem', 'issuing.pem', 'passphrase', 'root.pem', 'seals.yaml']);
  for (const file of files) expect((await stat(join(folder, 'certificates', file))).mode & 0o077).toBe(0);
  const own = await pdfSigner({ ...NOTHING, signingSeals: made.seals });
  expect(own?.seals[0]?.subject).toContain('(TEST)');
  const office = { agency: 'hue.thuan-hoa', province: 'hue' };
  const file = (await own?.sign(await samplePdf(), { ...about, office })) ?? Buffer.alloc(0);
  const root = await bench.write('own-root.pem', await readFile(join(folder, 'certificates', 'root.pem')));
  expect(await bench.pyhanko(file, root)).toEqual(['INTACT:TRUSTED,UNTOUCHED']);
  await rm(folder, { recursive: true });
});

async function commonName(signed: Uint8Array): Promise<string> {
  return (await bench.pdfsig(signed))[0]?.signer ?? '';
}
