import { createPrivateKey, type KeyObject, sign, verify, type X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { P12Signer } from '@libpdf/core';
import { certificatesOf, pathOf, type SigningKey } from './key.ts';
import { SigningRefused } from './types.ts';

export interface KeyFile {
  /** Path of a PKCS #12 file (.p12, .pfx), or of a private key as PEM. */
  readonly key: string;
  /** Path of the signer's certificate and those above it, as PEM or DER; null where the key's file holds them. */
  readonly certificate: string | null;
  readonly passphrase: string | null;
}

interface OpenedKey extends Pick<SigningKey, 'sign'> {
  isOf(certificate: X509Certificate): boolean;
  /** That stood in the same file. */
  readonly beside: readonly X509Certificate[];
}

/** @throws SigningRefused when key, certificate and passphrase do not fit together. */
export async function keyFromFile(file: KeyFile): Promise<SigningKey> {
  const bytes = await bytesOf(file.key);
  const opened = bytes.includes('-----BEGIN')
    ? openPem(bytes, file)
    : await openPkcs12(bytes, file.key, file.passphrase ?? '');
  const given =
    file.certificate === null ? [] : certificatesOf(await bytesOf(file.certificate), file.certificate);
  return { ...pathOf(opened.isOf, [...given, ...opened.beside], file.key), sign: opened.sign };
}

function openPem(bytes: Buffer, { key: name, passphrase }: KeyFile): OpenedKey {
  let key: KeyObject;
  try {
    key = createPrivateKey({ key: bytes, ...(passphrase === null ? {} : { passphrase }) });
  } catch (cause) {
    throw new SigningRefused('key-unusable', `${name} cannot be opened: is the passphrase right?`, { cause });
  }
  return {
    isOf: (certificate) => certificate.checkPrivateKey(key),
    beside: bytes.includes('-----BEGIN CERTIFICATE') ? certificatesOf(bytes, name) : [],
    sign: (data) =>
      new Promise((resolve, reject) => {
        sign('sha256', data, { key, dsaEncoding: 'der' }, (error, made) =>
          error === null ? resolve(made) : reject(error),
        );
      }),
  };
}

async function openPkcs12(bytes: Buffer, name: string, passphrase: string): Promise<OpenedKey> {
  const opened = await P12Signer.create(bytes, passphrase).catch((cause: unknown) => {
    throw new SigningRefused('key-unusable', `${name} cannot be opened: is the passphrase right?`, { cause });
  });
  // The key stays within; that it is a certificate's is seen by its signature.
  const probe = Buffer.from('motcua');
  const signed = await opened.sign(probe, 'SHA-256');
  return {
    isOf: ({ publicKey }) => verify('sha256', probe, { key: publicKey, dsaEncoding: 'der' }, signed),
    beside: [opened.certificate, ...opened.certificateChain].flatMap((der) => certificatesOf(der, name)),
    sign: (data) => opened.sign(data, 'SHA-256'),
  };
}

async function bytesOf(file: string): Promise<Buffer> {
  return readFile(file).catch((cause: unknown) => {
    throw new SigningRefused('key-unusable', `${file} cannot be read.`, { cause });
  });
}
