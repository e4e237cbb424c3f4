import type { Instant } from '../../domain/time/instant.ts';
import { detachedSignature, roomFor } from './cms.ts';
import { prepare } from './pdf.ts';
import { openSeals, type Seal, type SigningSettings, sealFor } from './seals.ts';
import { timeStampFrom } from './time-stamp.ts';
import { type PdfSigner, SigningRefused } from './types.ts';

/** The signer that the settings ask for; null where they name no key, and documents stay unsigned. @throws Error of one sentence */
export async function pdfSigner(settings: SigningSettings): Promise<PdfSigner | null> {
  const seals = await openSeals(settings);
  return seals.length === 0 ? null : signerWith(seals, settings.signingTsaUrl);
}

export function signerWith(seals: readonly Seal[], timeStampUrl: string | null): PdfSigner {
  const timeStamp = timeStampUrl === null ? null : timeStampFrom(timeStampUrl);
  return {
    seals: seals.map(({ province, agency, key: { certificate } }) => ({
      province,
      agency,
      subject: certificate.subject.replaceAll('\n', ', '),
      validTo: Date.parse(certificate.validTo) as Instant,
    })),
    async sign(pdf, about) {
      const seal = sealFor(seals, about);
      if (seal === null) throw new SigningRefused('no-seal', 'No seal is set up for this office.');
      const { key } = seal;
      for (const at of [about.at, Date.now()])
        if (at < Date.parse(key.certificate.validFrom) || at > Date.parse(key.certificate.validTo))
          throw new SigningRefused(
            'certificate-not-valid',
            'The certificate is not valid at the time of signing.',
          );
      const prepared = await prepare(pdf, about, roomFor(key, timeStamp !== null));
      return prepared.with(await detachedSignature(prepared.signedBytes, key, timeStamp));
    },
  };
}
