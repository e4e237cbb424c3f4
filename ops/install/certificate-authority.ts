/**
 * A certificate authority of our own, for demonstrations and tests. Each name says TEST: nobody outside trusts it, and nothing
 * that it signed has legal effect.
 */
import { createHash, KeyObject, randomBytes, webcrypto } from 'node:crypto';
import {
  Set as AsnSet,
  BitString,
  Integer,
  OctetString,
  PrintableString,
  Sequence,
  Utf8String,
} from 'asn1js';
import {
  AttributeTypeAndValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  Extension,
  RelativeDistinguishedNames,
  Time,
} from 'pkijs';

export interface Authority {
  readonly certificate: Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
}

export interface Validity {
  readonly from: Date;
  readonly to: Date;
}

/** For whom it is made. */
type Use = 'authority' | 'issuing' | 'seal';

const KINDS = {
  rsa: {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  },
  ec: { name: 'ECDSA', namedCurve: 'P-256' },
};
const COUNTRY = '2.5.4.6';
const ORGANISATION = '2.5.4.10';
const COMMON_NAME = '2.5.4.3';
const SUBJECT_KEY = '2.5.29.14';
const KEY_USAGE = '2.5.29.15';
const BASIC_CONSTRAINTS = '2.5.29.19';
const AUTHORITY_KEY = '2.5.29.35';
/** Bits from the left, RFC 5280: digitalSignature and nonRepudiation; keyCertSign and cRLSign. */
const USAGE = { seal: 0b1100_0000, authority: 0b0000_0110, issuing: 0b0000_0110 };

export function makeRoot(name: string, validity: Validity): Promise<Authority> {
  return make({ name, organisation: 'Motcua TEST', use: 'authority', validity, issuer: null });
}

/** Issues seals. */
export function makeIssuing(root: Authority, name: string, validity: Validity): Promise<Authority> {
  return make({ name, organisation: 'Motcua TEST', use: 'issuing', validity, issuer: root });
}

/** An office's seal. */
export function makeSeal(
  issuer: Authority,
  { name, organisation }: { readonly name: string; readonly organisation: string },
  validity: Validity,
  kind: keyof typeof KINDS = 'rsa',
): Promise<Authority> {
  return make({ name, organisation, use: 'seal', kind, validity, issuer });
}

export function certificatePem({ certificate }: Authority): string {
  const lines =
    Buffer.from(certificate.toSchema().toBER())
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** PKCS #8, encrypted. */
export function keyPem({ keys }: Authority, passphrase: string): string {
  return KeyObject.from(keys.privateKey)
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase })
    .toString();
}

async function make(wanted: {
  readonly name: string;
  readonly organisation: string;
  readonly use: Use;
  readonly kind?: keyof typeof KINDS;
  readonly validity: Validity;
  readonly issuer: Authority | null;
}): Promise<Authority> {
  const { use, issuer } = wanted;
  const keys = await webcrypto.subtle.generateKey(KINDS[wanted.kind ?? 'rsa'], true, ['sign', 'verify']);
  const made = new Certificate();
  made.version = 2;
  made.serialNumber = new Integer({ valueHex: positive(randomBytes(16)) });
  made.subject = named(wanted);
  const above = issuer?.certificate ?? made;
  made.issuer = above.subject;
  made.notBefore = new Time({ type: 0, value: wanted.validity.from });
  made.notAfter = new Time({ type: 0, value: wanted.validity.to });
  await made.subjectPublicKeyInfo.importKey(keys.publicKey);
  const constraints = new BasicConstraints(
    use === 'authority' ? { cA: true } : use === 'issuing' ? { cA: true, pathLenConstraint: 0 } : {},
  );
  const identifier = new AuthorityKeyIdentifier({ keyIdentifier: keyIdentifier(above) });
  made.extensions = [
    extension(BASIC_CONSTRAINTS, true, constraints.toSchema()),
    extension(
      KEY_USAGE,
      true,
      new BitString({ valueHex: new Uint8Array([USAGE[use]]).buffer, unusedBits: use === 'seal' ? 6 : 1 }),
    ),
    extension(SUBJECT_KEY, false, keyIdentifier(made)),
    extension(AUTHORITY_KEY, false, identifier.toSchema()),
  ];
  await made.sign((issuer ?? { keys }).keys.privateKey, 'SHA-256');
  return { certificate: made, keys };
}

/** Each part in a set of its own; pkijs would put them all into one. */
function named({
  name,
  organisation,
}: {
  readonly name: string;
  readonly organisation: string;
}): RelativeDistinguishedNames {
  const parts = [
    new AttributeTypeAndValue({ type: COUNTRY, value: new PrintableString({ value: 'VN' }) }),
    new AttributeTypeAndValue({ type: ORGANISATION, value: new Utf8String({ value: organisation }) }),
    new AttributeTypeAndValue({ type: COMMON_NAME, value: new Utf8String({ value: name }) }),
  ];
  const sets = parts.map((part) => new AsnSet({ value: [part.toSchema()] }));
  return RelativeDistinguishedNames.fromBER(new Sequence({ value: sets }).toBER());
}

function extension(extnID: string, critical: boolean, value: { toBER(): ArrayBuffer }): Extension {
  return new Extension({ extnID, critical, extnValue: value.toBER() });
}

/** RFC 5280, 4.2.1.2, method 1. */
function keyIdentifier({ subjectPublicKeyInfo }: Certificate): OctetString {
  const key = subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView;
  return new OctetString({ valueHex: new Uint8Array(createHash('sha1').update(key).digest()).buffer });
}

/** A serial number is a positive integer of at most 20 bytes, without a leading zero. */
function positive(bytes: Buffer): ArrayBuffer {
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return new Uint8Array(bytes).buffer;
}
