/** Whose key signs: an office's own, its province's, or the installation's. */
import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Settings } from '../../config/settings.ts';
import type { SigningKey } from './key.ts';
import { keyFromFile } from './key-file.ts';
import { isTokenUri, keyFromToken } from './key-token.ts';
import type { AboutSignature } from './types.ts';

export type SigningSettings = Pick<
  Settings,
  'signingKey' | 'signingCertificate' | 'signingPassphraseFile' | 'signingSeals' | 'signingTsaUrl'
>;

export interface Seal {
  /** Null: for every office that has none of its own. */
  readonly province: string | null;
  readonly agency: string | null;
  readonly key: SigningKey;
}

const Listed = z.strictObject({
  province: z.string().min(1).optional(),
  agency: z.string().min(1).optional(),
  /** A path, from the list's own folder; or a PKCS #11 URI (RFC 7512). */
  key: z.string().min(1),
  certificate: z.string().min(1).optional(),
  passphraseFile: z.string().min(1).optional(),
});

/** @throws Error of one sentence when a seal cannot be used: an installation must not start without one that it was given. */
export async function openSeals(settings: SigningSettings): Promise<Seal[]> {
  const seals: Seal[] = [];
  if (settings.signingSeals !== null) {
    const folder = dirname(settings.signingSeals);
    const path = (name: string) => (isAbsolute(name) ? name : resolve(folder, name));
    for (const each of await listedIn(settings.signingSeals)) {
      const key = await openKey({
        key: isTokenUri(each.key) ? each.key : path(each.key),
        certificate: each.certificate === undefined ? null : path(each.certificate),
        passphraseFile: each.passphraseFile === undefined ? null : path(each.passphraseFile),
      });
      seals.push({ province: each.province ?? null, agency: each.agency ?? null, key });
    }
  }
  if (settings.signingKey !== null) {
    const key = await openKey({
      key: settings.signingKey,
      certificate: settings.signingCertificate,
      passphraseFile: settings.signingPassphraseFile,
    });
    seals.push({ province: null, agency: null, key });
  }
  return seals;
}

/** The nearest one; null where no seal is for that office. */
export function sealFor(seals: readonly Seal[], { office }: Pick<AboutSignature, 'office'>): Seal | null {
  const ofAgency = seals.find(({ agency }) => agency !== null && agency === office?.agency);
  const ofProvince = seals.find(
    ({ agency, province }) => agency === null && province !== null && province === office?.province,
  );
  const ofAll = seals.find(({ agency, province }) => agency === null && province === null);
  return ofAgency ?? ofProvince ?? ofAll ?? null;
}

async function listedIn(file: string): Promise<z.infer<typeof Listed>[]> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Error(`The list of seals ${file} cannot be read.`, { cause });
  });
  const read = z.array(Listed).safeParse(parse(text));
  if (read.success) return read.data;
  const { path, message } = read.error.issues[0] ?? { path: [], message: '' };
  throw new Error(`The list of seals ${file} is not right at ${path.join('.')}: ${message}`);
}

async function openKey({
  key,
  certificate,
  passphraseFile,
}: {
  readonly key: string;
  readonly certificate: string | null;
  readonly passphraseFile: string | null;
}): Promise<SigningKey> {
  const passphrase =
    passphraseFile === null ? null : (await readFile(passphraseFile, 'utf8')).replace(/\r?\n$/, '');
  return isTokenUri(key)
    ? keyFromToken({ uri: key, certificate, pin: passphrase })
    : keyFromFile({ key, certificate, passphrase });
}
