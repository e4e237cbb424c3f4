import { PDF, PdfArray, PdfDict, PdfNumber } from '@libpdf/core';
import { Certificate, ContentInfo, SignedData } from 'pkijs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Instant } from '../../domain/time/instant.ts';
import { type Authority, makeSeal } from '../../ops/install/certificate-authority.ts';
import {
  type SignatureBench,
  samplePdf,
  signatureBench,
  throughQpdf,
} from '../../test/support/signatures.ts';
import { detachedSignature, roomFor } from './cms.ts';
import { signerWith } from './index.ts';
import type { SigningKey } from './key.ts';
import { keyFromFile } from './key-file.ts';
import { prepare } from './pdf.ts';
import type { AboutSignature } from './types.ts';

const OFFICER = { name: 'Nguyễn Thị Kiểm Thử', organisation: 'UBND phường Thử' };
const OFFICE = { name: 'UBND phường Thử', organisation: 'UBND phường Thử' };

let bench: SignatureBench;
let seal: Authority;
let officer: SigningKey;
let office: SigningKey;

beforeAll(async () => {
  bench = await signatureBench();
  const { issuing, validity } = bench;
  seal = await makeSeal(issuing, OFFICE, validity);
  office = await keyFromFile(await bench.keyFiles('office', seal));
  officer = await keyFromFile(await bench.keyFiles('officer', await makeSeal(issuing, OFFICER, validity)));
});
afterAll(() => bench.end());

const about = (): AboutSignature => ({
  reason: 'Kết quả giải quyết hồ sơ (bản điện tử) \\ ký số',
  location: 'UBND phường Thử',
  name: 'Nguyễn Thị Kiểm Thử',
  at: Date.now() as Instant,
});
const signed = (pdf: Uint8Array, key: SigningKey = office): Promise<Uint8Array> =>
  signerWith([{ province: null, agency: null, key }], null).sign(pdf, about());

describe('what others say of a signed file', () => {
  test.each([
    ['a table of objects', () => samplePdf('table')],
    ['a stream of objects', () => samplePdf('stream')],
    [
      'objects within streams',
      async () => throughQpdf(bench, await samplePdf(), '--object-streams=generate'),
    ],
    ['pages arranged for the web', async () => throughQpdf(bench, await samplePdf(), '--linearize')],
    ['nothing after its end', async () => Buffer.from(await samplePdf()).subarray(0, -1)],
  ])('with %s: valid, whole, trusted, and all of it covered', async (_, make) => {
    const pdf = Buffer.from(await make());
    const file = Buffer.from(await signed(pdf));
    expect(file.subarray(0, pdf.length).equals(pdf)).toBe(true);
    expect(await bench.pyhanko(file)).toEqual(['INTACT:TRUSTED,UNTOUCHED']);
    expect(await bench.pdfsig(file)).toEqual([
      {
        signer: 'CN=UBND phường Thử,O=UBND phường Thử,C=VN',
        type: 'ETSI.CAdES.detached',
        signature: 'Signature is Valid.',
        certificate: 'Certificate is Trusted.',
        coversAll: true,
      },
    ]);
    await expect(throughQpdf(bench, file)).resolves.toBeDefined();
  });

  test.each(['table', 'stream'] as const)(
    'the seal of the office after the signature of the officer leaves that one valid (%s)',
    async (kind) => {
      const file = await signed(await signed(await samplePdf(kind), officer), office);
      expect(await bench.pyhanko(file)).toEqual([
        'INTACT:TRUSTED,EXTENDED_WITH_FORM_FILLING,ACCEPTABLE_MODIFICATIONS',
        'INTACT:TRUSTED,UNTOUCHED',
      ]);
      const verdicts = await bench.pdfsig(file);
      expect(verdicts.map((each) => [each.signature, each.certificate, each.coversAll])).toEqual([
        ['Signature is Valid.', 'Certificate is Trusted.', false],
        ['Signature is Valid.', 'Certificate is Trusted.', true],
      ]);
    },
  );

  test('a file on the web that somebody signed before keeps that signature under the seal', async () => {
    const linearized = await throughQpdf(bench, await samplePdf(), '--linearize');
    const file = await signed(await signed(linearized, officer), office);
    expect(await bench.pyhanko(file)).toHaveLength(2);
    for (const verdict of await bench.pyhanko(file)) expect(verdict).toMatch(/^INTACT:TRUSTED/);
  });
});

describe('what others say of a file that somebody meddled with', () => {
  test('a changed letter', async () => {
    const file = Buffer.from(await signed(await samplePdf()));
    const at = file.indexOf('MediaBox');
    file.write('Mediabox', at, 'latin1');
    const [verdict = ''] = await bench.pyhanko(file);
    expect(verdict).toMatch(/^INVALID/);
    expect((await bench.pdfsig(file))[0]?.signature).toBe('Digest Mismatch.');
  });

  test('a page drawn over in a later revision', async () => {
    const pdf = await PDF.load(await signed(await samplePdf()));
    pdf.getPages()[0]?.drawText('Giay phep khac', { x: 50, y: 600 });
    const file = await pdf.save({ incremental: true });
    expect((await bench.pyhanko(file))[0]).toMatch(/^INTACT:TRUSTED,.*ILLEGAL_MODIFICATIONS/);
    expect((await bench.pdfsig(file))[0]?.coversAll).toBe(false);
  });

  test('a certificate of the same key with another content in the place of the right one', async () => {
    const prepared = await prepare(await samplePdf(), about(), roomFor(office, false));
    const cms = await detachedSignature(prepared.signedBytes, office, null);
    const own = Certificate.fromBER(new Uint8Array(office.certificate.raw).buffer);
    const other = Certificate.fromBER(new Uint8Array(office.certificate.raw).buffer);
    other.notAfter.value = new Date(bench.validity.to.getTime() - 3_600_000);
    await other.sign(bench.issuing.keys.privateKey, 'SHA-256');
    expect((await bench.pyhanko(prepared.with(withCertificate(cms, own))))[0]).toBe(
      'INTACT:TRUSTED,UNTOUCHED',
    );
    const file = prepared.with(withCertificate(cms, other));
    expect((await bench.pyhanko(file))[0]).not.toContain('TRUSTED');
  });

  test('a certificate that had run out', async () => {
    const past = { from: new Date(Date.now() - 90_000_000), to: new Date(Date.now() - 80_000_000) };
    const old = await makeSeal(bench.issuing, OFFICE, past);
    const key = await keyFromFile(await bench.keyFiles('old', old));
    // Our own signer would refuse.
    const prepared = await prepare(await samplePdf(), about(), roomFor(key, false));
    const file = prepared.with(await detachedSignature(prepared.signedBytes, key, null));
    expect((await bench.pyhanko(file))[0]).not.toMatch(/:TRUSTED/);
    expect((await bench.pdfsig(file))[0]?.certificate).toMatch(/expired/i);
  });

  test('an authority that nobody trusts', async () => {
    const stranger = await signatureBench();
    const file = await signed(await samplePdf());
    expect((await stranger.pyhanko(file))[0]).not.toMatch(/:TRUSTED/);
    await stranger.end();
  });
});

describe('the profile', () => {
  test('signs content type, digest and certificate, in the order of DER, and no time', async () => {
    const cms = await detachedSignature(Buffer.from('x'), office, null);
    const [signer] = signedDataOf(cms).signerInfos;
    expect(signer?.signedAttrs?.attributes.map(({ type }) => type)).toEqual([
      '1.2.840.113549.1.9.3',
      '1.2.840.113549.1.9.4',
      '1.2.840.113549.1.9.16.2.47',
    ]);
    expect(signer?.unsignedAttrs).toBeUndefined();
    expect(signedDataOf(cms).certificates).toHaveLength(2);
  });

  test('the file says reason, place, name and time in Vietnamese', async () => {
    const at = Date.parse('2026-11-23T17:30:00Z') as Instant;
    const key = { ...office };
    const prepared = await prepare(await samplePdf(), { ...about(), at }, roomFor(key, false));
    const text = Buffer.from(prepared.signedBytes).toString('latin1');
    expect(text).toContain("/M (D:20261124003000+07'00')");
    const pdf = await PDF.load(prepared.with(Buffer.alloc(1)));
    const resolve = (ref: Parameters<PDF['getObject']>[0]) => pdf.getObject(ref);
    const form = pdf.getCatalog().getDict('AcroForm', resolve);
    const field = form?.getArray('Fields', resolve)?.at(0, resolve);
    const said = field instanceof PdfDict ? field.getDict('V', resolve) : undefined;
    expect(said?.getString('Reason')?.asString()).toBe(about().reason);
    expect(said?.getString('Location')?.asString()).toBe('UBND phường Thử');
    expect(said?.getString('Name')?.asString()).toBe('Nguyễn Thị Kiểm Thử');
  });
});

describe('what is not signed', () => {
  const why = (pdf: Uint8Array) =>
    signed(pdf).then(
      () => null,
      (error: { why?: string }) => error.why ?? error,
    );

  test('no PDF, a cut one, a damaged one, an encrypted one', async () => {
    const whole = Buffer.from(await samplePdf());
    expect(await why(Buffer.from('<html>'))).toBe('pdf-unreadable');
    expect(await why(Buffer.alloc(0))).toBe('pdf-unreadable');
    expect(await why(whole.subarray(0, whole.length - 60))).toBe('pdf-unreadable');
    const moved = Buffer.concat([whole.subarray(0, 20), Buffer.from('%%%%%%%%%\n'), whole.subarray(20)]);
    expect(await why(moved)).toBe('pdf-unreadable');
    const locked = await throughQpdf(bench, whole, '--encrypt', '', 'owner', '256', '--');
    expect(await why(locked)).toBe('pdf-unreadable');
  });

  test('what somebody certified against any change', async () => {
    const pdf = await PDF.load(await samplePdf());
    const reference = PdfDict.of({ TransformParams: PdfDict.of({ P: PdfNumber.of(1) }) });
    const certified = pdf.register(PdfDict.of({ Reference: PdfArray.of(reference) }));
    pdf.getCatalog().set('Perms', PdfDict.of({ DocMDP: certified }));
    expect(await why(await pdf.save())).toBe('pdf-locked');
  });

  test('a file that carries what looks like a place for a signature is signed in its own', async () => {
    const decoy = Buffer.concat([
      Buffer.from(await samplePdf()),
      Buffer.from('\n%/ByteRange [0 /********** /********** /**********] /Contents <0000000000>\n'),
    ]);
    expect(await bench.pyhanko(await signed(decoy))).toEqual(['INTACT:TRUSTED,UNTOUCHED']);
  });
});

function signedDataOf(cms: Uint8Array): SignedData {
  const { content } = ContentInfo.fromBER(new Uint8Array(cms).buffer);
  return new SignedData({ schema: content });
}

/** In the place of the signer's. */
function withCertificate(cms: Uint8Array, certificate: Certificate): Uint8Array {
  const parts = signedDataOf(cms);
  parts.certificates?.splice(0, 1, certificate);
  const content = parts.toSchema(true);
  return new Uint8Array(new ContentInfo({ contentType: '1.2.840.113549.1.7.2', content }).toSchema().toBER());
}
