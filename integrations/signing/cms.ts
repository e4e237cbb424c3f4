/** The signature itself: CMS (RFC 5652) with the signed attributes of a PAdES baseline signature (ETSI EN 319 142-1). */
import { createHash, verify } from 'node:crypto';
import {
  Set as AsnSet,
  type AsnType,
  fromBER,
  Integer,
  Null,
  ObjectIdentifier,
  OctetString,
  Sequence,
} from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  GeneralName,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import type { SigningKey } from './key.ts';
import { SigningRefused } from './types.ts';

const DATA = '1.2.840.113549.1.7.1';
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
/** RFC 5035. */
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
/** RFC 3161, appendix A. */
const TIME_STAMP_TOKEN = '1.2.840.113549.1.9.16.2.14';
const SHA256 = '2.16.840.1.101.3.4.2.1';
const ALGORITHMS = { rsa: '1.2.840.113549.1.1.11', ec: '1.2.840.10045.4.3.2' };

/** Gives a token (RFC 3161) that this existed. @throws SigningUnavailable */
export type TimeStamp = (bytes: Uint8Array) => Promise<Uint8Array>;

/**
 * A detached signature, as DER. Its time stands in the PDF beside it: the signing-time attribute has no place in a
 * signature of this profile.
 * @throws SigningRefused when what the key gave is not its certificate's signature.
 */
export async function detachedSignature(
  content: Uint8Array,
  key: SigningKey,
  timeStamp: TimeStamp | null,
): Promise<Uint8Array> {
  const signer = certificate(key.certificate.raw);
  const attributes = inOrder([
    attribute(CONTENT_TYPE, new ObjectIdentifier({ value: DATA })),
    attribute(MESSAGE_DIGEST, new OctetString({ valueHex: sha256(content) })),
    attribute(SIGNING_CERTIFICATE_V2, signingCertificate(key.certificate.raw, signer)),
  ]);
  const signedAttrs = new SignedAndUnsignedAttributes({ type: 0, attributes });
  const signature = await signedBy(key, signedBytesOf(attributes));
  const type = key.certificate.publicKey.asymmetricKeyType === 'ec' ? 'ec' : 'rsa';
  const signerInfo = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: signer.issuer, serialNumber: signer.serialNumber }),
    digestAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256 }),
    signedAttrs,
    signatureAlgorithm: new AlgorithmIdentifier({
      algorithmId: ALGORITHMS[type],
      ...(type === 'rsa' ? { algorithmParams: new Null() } : {}),
    }),
    signature: new OctetString({ valueHex: arrayOf(signature) }),
  });
  if (timeStamp !== null) {
    const token = parsed(await timeStamp(signature));
    signerInfo.unsignedAttrs = new SignedAndUnsignedAttributes({
      type: 1,
      attributes: [new Attribute({ type: TIME_STAMP_TOKEN, values: [token] })],
    });
  }
  const signed = new SignedData({
    version: 1,
    digestAlgorithms: [new AlgorithmIdentifier({ algorithmId: SHA256 })],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: DATA }),
    certificates: [signer, ...key.issuers.map(({ raw }) => certificate(raw))],
    signerInfos: [signerInfo],
  });
  return derOf(new ContentInfo({ contentType: SIGNED_DATA, content: signed.toSchema(true) }));
}

/** How many bytes to keep free for the signature: more than it can need, since the file's form is fixed before it is made. */
export function roomFor(key: SigningKey, isTimeStamped: boolean): number {
  const certificates = [key.certificate, ...key.issuers].reduce((sum, { raw }) => sum + raw.length, 0);
  return certificates + 2048 + (isTimeStamped ? 16_384 : 0);
}

/** A signature that does not verify must not leave the house: the wrong certificate, or a token that is broken. */
async function signedBy(key: SigningKey, bytes: Uint8Array): Promise<Uint8Array> {
  const signature = await key.sign(bytes);
  if (!verify('sha256', bytes, { key: key.certificate.publicKey, dsaEncoding: 'der' }, signature))
    throw new SigningRefused('key-unusable', 'The key does not belong to the certificate.');
  return signature;
}

/** ESSCertIDv2: which certificate it was, so that no other of the same key can be put in its place. */
function signingCertificate(raw: Uint8Array, { issuer, serialNumber }: Certificate): Sequence {
  const issuerSerial = new Sequence({
    value: [
      new Sequence({ value: [new GeneralName({ type: 4, value: issuer }).toSchema()] }),
      new Integer({ valueHex: arrayOf(serialNumber.valueBlock.valueHexView) }),
    ],
  });
  const hash = new OctetString({ valueHex: sha256(raw) });
  // SHA-256 is the default, and DER leaves a default out.
  return new Sequence({ value: [new Sequence({ value: [new Sequence({ value: [hash, issuerSerial] })] })] });
}

function attribute(type: string, value: ObjectIdentifier | OctetString | Sequence): Attribute {
  return new Attribute({ type, values: [value] });
}

/** DER has the members of a set in the order of their bytes. */
function inOrder(attributes: Attribute[]): Attribute[] {
  return attributes.sort((a, b) => Buffer.compare(derOf(a), derOf(b)));
}

/** Signed as the set that they are, not under the tag that they have within the signer's part. */
function signedBytesOf(attributes: readonly Attribute[]): Uint8Array {
  return new Uint8Array(new AsnSet({ value: attributes.map((each) => each.toSchema()) }).toBER());
}

function certificate(raw: Uint8Array): Certificate {
  return Certificate.fromBER(arrayOf(raw));
}

function parsed(der: Uint8Array): AsnType {
  return fromBER(arrayOf(der)).result;
}

function derOf(part: { toSchema(): { toBER(): ArrayBuffer } }): Uint8Array {
  return new Uint8Array(part.toSchema().toBER());
}

function sha256(bytes: Uint8Array): ArrayBuffer {
  return arrayOf(createHash('sha256').update(bytes).digest());
}

function arrayOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
