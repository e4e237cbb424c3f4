import { X509Certificate } from 'node:crypto';
import { SigningRefused } from './types.ts';

/** A private key that may be far away, and the certificates that say whose it is. */
export interface SigningKey {
  /** Of the signer. */
  readonly certificate: X509Certificate;
  /** Of those who issued it, as far as they are known; verifiers build the path from these. */
  readonly issuers: readonly X509Certificate[];
  /**
   * Over the SHA-256 of these bytes: RSA by PKCS #1 v1.5, ECDSA as a DER sequence.
   * @throws SigningUnavailable, SigningRefused
   */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** @throws SigningRefused for a file that holds no certificate, or one that is damaged. */
export function certificatesOf(file: Uint8Array, name: string): X509Certificate[] {
  const text = Buffer.from(file).toString('latin1');
  const parts = text.includes('-----BEGIN') ? (text.match(PEM_CERTIFICATE) ?? []) : [file];
  try {
    if (parts.length > 0) return parts.map((part) => new X509Certificate(part));
  } catch (cause) {
    throw new SigningRefused('key-unusable', `${name} holds a certificate that cannot be read.`, { cause });
  }
  throw new SigningRefused('key-unusable', `${name} holds no certificate.`);
}

/** The certificate of a key, and the path from it upwards, in that order; others are left out. */
export function pathOf(
  isOfKey: (certificate: X509Certificate) => boolean,
  certificates: readonly X509Certificate[],
  name: string,
): Pick<SigningKey, 'certificate' | 'issuers'> {
  const certificate = certificates.find(isOfKey);
  if (certificate === undefined)
    throw new SigningRefused('key-unusable', `No certificate given with ${name} is of its key.`);
  const type = certificate.publicKey.asymmetricKeyType;
  if (type !== 'rsa' && type !== 'ec')
    throw new SigningRefused('key-unusable', `${name} is a ${type ?? 'strange'} key; RSA or EC is needed.`);
  const issuers: X509Certificate[] = [];
  let below = certificate;
  for (;;) {
    const issuer = certificates.find((each) => each.raw !== below.raw && below.checkIssued(each));
    if (issuer === undefined || issuers.includes(issuer) || isOwnIssuer(below)) break;
    issuers.push(issuer);
    below = issuer;
  }
  return { certificate, issuers };
}

function isOwnIssuer(certificate: X509Certificate): boolean {
  return certificate.checkIssued(certificate);
}
