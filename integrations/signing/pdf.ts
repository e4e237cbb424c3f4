/** Where a signature stands in a PDF (ISO 32000-2, 12.8): in a revision of its own, appended to the file. */
import { randomBytes, randomUUID } from 'node:crypto';
import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfString } from '@libpdf/core';
import type { Instant } from '../../domain/time/instant.ts';
import { type AboutSignature, SigningRefused } from './types.ts';

/** A file with a place for a signature. */
export interface Prepared {
  /** All of the file but the place itself; that is what gets signed. */
  readonly signedBytes: Uint8Array;
  /** The whole file with this in its place. */
  with(signature: Uint8Array): Uint8Array;
}

/** As wide as any offset that a file may have. */
const WIDEST = 9_999_999_999;
const PRINT_AND_LOCKED = 132;
const SIGNATURES_EXIST_AND_APPEND_ONLY = 3;
const VIETNAM_MS = 7 * 3_600_000;

/**
 * @param room - for the signature, in bytes
 * @throws SigningRefused for what is no whole PDF, is encrypted, or is certified against any change
 */
export async function prepare(pdf: Uint8Array, about: AboutSignature, room: number): Promise<Prepared> {
  const marker = randomBytes(16);
  const increment = await incrementOf(pdf, about, placeholder(marker, room)).catch((cause: unknown) => {
    if (cause instanceof SigningRefused) throw cause;
    throw new SigningRefused('pdf-unreadable', 'The file is no PDF, or is damaged.', { cause });
  });
  const contents = increment.indexOf(`<${marker.toString('hex').toUpperCase()}`);
  const range = increment.lastIndexOf('/ByteRange', contents);
  const opening = increment.indexOf('[', range);
  const closing = increment.indexOf(']', opening);
  if (Math.min(contents, range, opening, closing) < 0)
    throw new Error('no place for the signature was written');
  const start = pdf.length + contents;
  const end = start + 2 + 2 * room;
  const file = Buffer.concat([pdf, increment]);
  const ranges = `[0 ${start} ${end} ${file.length - end}`.padEnd(closing - opening);
  file.write(`${ranges}]`, pdf.length + opening, 'latin1');
  return {
    signedBytes: Buffer.concat([file.subarray(0, start), file.subarray(end)]),
    with: (signature) => {
      if (signature.length > room)
        throw new Error(`a signature of ${signature.length} bytes has room for ${room}`);
      const signed = Buffer.from(file);
      signed.write(
        Buffer.from(signature)
          .toString('hex')
          .padEnd(2 * room, '0'),
        start + 1,
        'latin1',
      );
      return signed;
    },
  };
}

/** What is appended: a field, its signature without content, and what leads to them. */
async function incrementOf(pdf: Uint8Array, about: AboutSignature, contents: PdfString): Promise<Buffer> {
  const opened = await open(pdf);
  const resolve = (ref: Parameters<PDF['getObject']>[0]) => opened.getObject(ref);
  const catalog = opened.getCatalog();
  if (isCertifiedAgainstChange(catalog, resolve))
    throw new SigningRefused('pdf-locked', 'An earlier signature forbids any change of this file.');
  const page = opened.getPages()[0];
  if (page === undefined) throw new SigningRefused('pdf-unreadable', 'The file has no page.');

  const field = opened.register(
    PdfDict.of({
      Type: PdfName.of('Annot'),
      Subtype: PdfName.of('Widget'),
      FT: PdfName.of('Sig'),
      T: PdfString.fromString(`motcua-${randomUUID()}`),
      V: opened.register(signatureDictionary(about, contents)),
      // Not seen on the page: the form itself says who signed and when.
      Rect: PdfArray.of(...[0, 0, 0, 0].map((each) => PdfNumber.of(each))),
      F: PdfNumber.of(PRINT_AND_LOCKED),
      P: page.ref,
    }),
  );
  const annotations = page.dict.getArray('Annots', resolve);
  if (annotations === undefined) page.dict.set('Annots', PdfArray.of(field));
  else annotations.push(field);
  let form = catalog.getDict('AcroForm', resolve);
  if (form === undefined) {
    form = PdfDict.of({});
    catalog.set('AcroForm', opened.register(form));
  }
  const fields = form.getArray('Fields', resolve);
  if (fields === undefined) form.set('Fields', PdfArray.of(field));
  else fields.push(field);
  form.set('SigFlags', PdfNumber.of(SIGNATURES_EXIST_AND_APPEND_ONLY));

  const saved = await opened.save({ incremental: true });
  return Buffer.from(saved.subarray(pdf.length));
}

function signatureDictionary({ reason, location, name, at }: AboutSignature, contents: PdfString): PdfDict {
  return PdfDict.of({
    Type: PdfName.of('Sig'),
    Filter: PdfName.of('Adobe.PPKLite'),
    SubFilter: PdfName.of('ETSI.CAdES.detached'),
    ByteRange: PdfArray.of(...[0, WIDEST, WIDEST, WIDEST].map((each) => PdfNumber.of(each))),
    Contents: contents,
    M: PdfString.fromString(dateOf(at)),
    Reason: PdfString.fromString(reason),
    Location: PdfString.fromString(location),
    ...(name === undefined ? {} : { Name: PdfString.fromString(name) }),
  });
}

/**
 * Only a file that is sound is added to: what a reader guessed of a damaged one is not what somebody signs.
 * A file made for the web ("linearized") is taken as any other. Its first object says so, which stays true of its first
 * revision; the library, more careful than the standard asks, would write such a file anew and so break every signature in
 * it. So the library is shown a copy that does not say so, of the same length.
 */
async function open(pdf: Uint8Array): Promise<PDF> {
  const shown = Buffer.from(pdf);
  const linearized = shown.subarray(0, 1024).indexOf('/Linearized ');
  if (linearized >= 0) shown.write('/Linearised ', linearized, 'latin1');
  const opened = await PDF.load(shown, { lenient: false });
  if (opened.isEncrypted) throw new SigningRefused('pdf-unreadable', 'The file is encrypted.');
  const blocker = opened.canSaveIncrementally();
  if (blocker !== null)
    throw new SigningRefused('pdf-unreadable', `Nothing can be appended to the file (${blocker}).`);
  return opened;
}

/** DocMDP with permission 1 (ISO 32000-2, 12.8.2.2). */
function isCertifiedAgainstChange(catalog: PdfDict, resolve: Parameters<PdfDict['getDict']>[1]): boolean {
  const references = catalog
    .getDict('Perms', resolve)
    ?.getDict('DocMDP', resolve)
    ?.getArray('Reference', resolve);
  if (references === undefined) return false;
  return Array.from({ length: references.length }, (_, n) => references.at(n, resolve)).some(
    (each) =>
      each instanceof PdfDict &&
      each.getDict('TransformParams', resolve)?.getNumber('P', resolve)?.value === 1,
  );
}

function placeholder(marker: Buffer, room: number): PdfString {
  return PdfString.fromBytes(Buffer.concat([marker, Buffer.alloc(room - marker.length)]));
}

/** ISO 32000-2, 7.9.4, in Vietnam's time. */
function dateOf(at: Instant): string {
  return `D:${new Date(at + VIETNAM_MS).toISOString().slice(0, 19).replace(/\D/g, '')}+07'00'`;
}
