/** `npm run certificates`: a test certificate authority and a seal for each province, where there are none yet. */
import { randomBytes } from 'node:crypto';
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readSettings } from '../../config/settings.ts';
import { certificatePem, keyPem, makeIssuing, makeRoot, makeSeal } from '../install/certificate-authority.ts';

export interface SealedProvince {
  readonly id: string;
  readonly name: string;
}

const YEAR_MS = 365.25 * 86_400_000;
const PRIVATE = { mode: 0o600 };

/** The demonstration's. */
const PROVINCES: readonly SealedProvince[] = [
  { id: 'hue', name: 'Ủy ban nhân dân thành phố Huế' },
  { id: 'mau', name: 'Ủy ban nhân dân tỉnh mẫu' },
];

/**
 * Puts root, issuing authority and seals into `certificates` within the data folder, all or nothing; what is there stays.
 * @returns the path of the list of seals (SIGNING_SEALS), and whether it was made now
 */
export async function ensureCertificates(
  dataDir: string,
  provinces: readonly SealedProvince[] = PROVINCES,
): Promise<{ readonly seals: string; readonly fresh: boolean }> {
  const folder = resolve(dataDir, 'certificates');
  const seals = join(folder, 'seals.yaml');
  if (
    await access(seals).then(
      () => true,
      () => false,
    )
  )
    return { seals, fresh: false };
  const making = `${folder}.making`;
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { recursive: true, mode: 0o700 });
  await writeAll(making, provinces);
  await rename(making, folder);
  return { seals, fresh: true };
}

/** The authorities' keys are not kept: nobody can issue more in their name. */
async function writeAll(folder: string, provinces: readonly SealedProvince[]): Promise<void> {
  const passphrase = randomBytes(24).toString('base64url');
  const put = (name: string, text: string) => writeFile(join(folder, name), text, PRIVATE);
  // Cases of the demonstration are older than the installation.
  const from = new Date(Date.now() - YEAR_MS);
  const until = (years: number) => new Date(Date.now() + years * YEAR_MS);
  const root = await makeRoot('Motcua TEST Root CA', { from, to: until(10) });
  const issuing = await makeIssuing(root, 'Motcua TEST Issuing CA', { from, to: until(5) });
  await put('passphrase', passphrase);
  await put('root.pem', certificatePem(root));
  await put('issuing.pem', certificatePem(issuing));
  const listed: string[] = [];
  for (const { id, name } of provinces) {
    const seal = await makeSeal(
      issuing,
      { name: `${name} (TEST)`, organisation: name },
      { from, to: until(2) },
    );
    await put(`${id}.key`, keyPem(seal, passphrase));
    await put(`${id}.pem`, certificatePem(seal) + certificatePem(issuing));
    listed.push(`- {province: ${id}, key: ${id}.key, certificate: ${id}.pem, passphraseFile: passphrase}\n`);
  }
  await put(
    'seals.yaml',
    `# Seals of a test authority: no legal effect. See docs/signatures.md.\n${listed.join('')}`,
  );
}

async function main(): Promise<void> {
  const { seals, fresh } = await ensureCertificates(readSettings().dataDir);
  console.log(
    `${fresh ? 'Made' : 'There before'}: a TEST certificate authority and seals, without legal effect.`,
  );
  console.log(`SIGNING_SEALS=${seals}`);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
