import { createHash } from 'node:crypto';
import { HttpTimestampAuthority } from '@libpdf/core';
import { fromBER, OctetString } from 'asn1js';
import { ContentInfo, SignedData, TSTInfo } from 'pkijs';
import type { TimeStamp } from './cms.ts';
import { SigningUnavailable } from './types.ts';

const ANSWERS_WITHIN_MS = 20_000;

/** Asks a time-stamping authority (RFC 3161) over HTTP. */
export function timeStampFrom(url: string): TimeStamp {
  const authority = new HttpTimestampAuthority(url, { timeout: ANSWERS_WITHIN_MS });
  return async (bytes) => {
    const digest = createHash('sha256').update(bytes).digest();
    const token = await authority.timestamp(digest, 'SHA-256').catch((cause: unknown) => {
      throw new SigningUnavailable('The time-stamping authority gives no time stamp.', { cause });
    });
    if (!stampedDigest(token).equals(digest))
      throw new SigningUnavailable('The time-stamping authority stamped something else.');
    return token;
  };
}

/** What a token is about; empty for what is no token. */
function stampedDigest(token: Uint8Array): Buffer {
  try {
    const { content } = ContentInfo.fromBER(new Uint8Array(token).buffer);
    const said = new SignedData({ schema: content }).encapContentInfo.eContent;
    if (!(said instanceof OctetString)) return Buffer.alloc(0);
    const info = new TSTInfo({ schema: fromBER(said.getValue()).result });
    return Buffer.from(info.messageImprint.hashedMessage.getValue());
  } catch {
    return Buffer.alloc(0);
  }
}
