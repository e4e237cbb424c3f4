import type { Instant } from '../../domain/time/instant.ts';

/** What the signature says beside the name in its certificate; all of it can be read by whoever holds the file. */
export interface AboutSignature {
  /** Why it was signed, for instance "Kết quả giải quyết hồ sơ". */
  readonly reason: string;
  /** The office, for instance "UBND phường Thuận Hoà". */
  readonly location: string;
  /** Who signs; the name in the certificate where this is left out. */
  readonly name?: string;
  /** Whose seal it is to be: the agency's, or its province's, or the installation's, whichever is there first. */
  readonly office?: { readonly agency: string; readonly province: string };
  /** The signing time that the file claims; a time stamp proves it where one is set up. */
  readonly at: Instant;
}

/** A key that is set up, as an operator may see it. */
export interface SealInUse {
  readonly province: string | null;
  readonly agency: string | null;
  readonly subject: string;
  readonly validTo: Instant;
}

export interface PdfSigner {
  readonly seals: readonly SealInUse[];
  /**
   * The same file with one more signature (PAdES baseline, ETSI EN 319 142-1) appended: what was there stays byte for
   * byte, so earlier signatures stay valid. Nothing is given back but a whole, signed file.
   * @throws SigningUnavailable when the key or the time stamp cannot be reached now: try again.
   * @throws SigningRefused when this file, key or certificate cannot be used: trying again changes nothing before somebody mends it.
   */
  sign(pdf: Uint8Array, about: AboutSignature): Promise<Uint8Array>;
}

/** The token, its driver or the time-stamping service is away. */
export class SigningUnavailable extends Error {
  override readonly name = 'SigningUnavailable';
}

export type WhySigningRefused =
  /** Not a PDF, damaged, or encrypted. */
  | 'pdf-unreadable'
  /** An earlier signature certifies the document against changes. */
  | 'pdf-locked'
  /** No key is set up for this office. */
  | 'no-seal'
  /** The certificate is not valid at the time of signing. */
  | 'certificate-not-valid'
  /** Key, certificate, passphrase or PIN do not fit together, or are of a kind that cannot sign. */
  | 'key-unusable';

export class SigningRefused extends Error {
  override readonly name = 'SigningRefused';
  readonly why: WhySigningRefused;

  constructor(why: WhySigningRefused, message: string, options?: ErrorOptions) {
    super(message, options);
    this.why = why;
  }
}
