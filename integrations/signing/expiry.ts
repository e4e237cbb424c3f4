import type { Instant } from '../../domain/time/instant.ts';
import type { SealInUse } from './types.ts';

const DAY_MS = 86_400_000;
/** A new certificate of a public office takes weeks. */
const WARN_DAYS = 60;

/** A sentence for each certificate that has run out or will before long. */
export function expiryWarnings(seals: readonly SealInUse[], now: Instant): string[] {
  return seals
    .filter(({ validTo }) => validTo - now < WARN_DAYS * DAY_MS)
    .map(({ subject, validTo }) => {
      const day = new Date(validTo).toISOString().slice(0, 10);
      return validTo < now
        ? `The certificate of ${subject} ran out on ${day}: nothing is signed with it any more.`
        : `The certificate of ${subject} runs out on ${day}: renew it (docs/signatures.md).`;
    });
}

/** Warns now and once a day. @returns ends it */
export function watchExpiry(seals: readonly SealInUse[], warn: (sentence: string) => void): () => void {
  const look = () => {
    for (const sentence of expiryWarnings(seals, Date.now() as Instant)) warn(sentence);
  };
  look();
  const timer = setInterval(look, DAY_MS).unref();
  return () => clearInterval(timer);
}
