import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pdf, photo, sha256 } from '../../test/support/files.ts';
import { folderStore } from '../objects/folder.ts';
import type { ObjectStore } from '../objects/types.ts';
import { type Scan, ScannerUnavailable } from '../scan/types.ts';
import { fileDesk } from './index.ts';

let folder: string;
let objects: ObjectStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'motcua-intake-'));
  objects = folderStore(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const MOST = 1_000_000;
const take = (
  bytes: Uint8Array | string,
  scanner = null as Parameters<typeof fileDesk>[1],
  digest?: string,
) => fileDesk(objects, scanner, MOST).take('x', Readable.from(chunksOf(Buffer.from(bytes))), digest);
const kindOf = async (bytes: Uint8Array | string) => {
  const taken = await take(bytes);
  return taken.ok ? taken.file.mediaType : taken.fault;
};
const kept = async () => {
  const keys: string[] = [];
  for await (const { key } of objects.list()) keys.push(key);
  return keys;
};

/** As a network brings it: in pieces of no particular length. */
function* chunksOf(bytes: Buffer): Iterable<Buffer> {
  for (let at = 0, n = 1; at < bytes.length; at += n, n = (n * 7) % 5_003) yield bytes.subarray(at, at + n);
}

/** An archive as Python's own library packs it: name by name, the first ones stored where `stored` says so. */
function archive(...files: readonly (readonly [name: string, content: string, stored?: true])[]): Buffer {
  const program = `
import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w') as archive:
    for name, content, *stored in json.load(sys.stdin):
        archive.writestr(name, content, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)
`;
  const file = join(folder, '..', `${folder.split('/').at(-1)}.zip`);
  execFileSync('python3', ['-c', program, file], { input: JSON.stringify(files) });
  const bytes = readFileSync(file);
  rmSync(file);
  return bytes;
}

const types = (main: string) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/x" ContentType="application/vnd.openxmlformats-officedocument.${main}+xml"/></Types>`;
const docx = () =>
  archive(
    ['[Content_Types].xml', types('wordprocessingml.document.main')],
    ['_rels/.rels', '<x/>'],
    ['word/document.xml', '<x/>'.repeat(100)],
  );

describe('what a file is', () => {
  test('shows by its content', async () => {
    expect(await kindOf(pdf())).toBe('application/pdf');
    expect(await kindOf(await photo())).toBe('image/jpeg');
    expect(await kindOf(docx())).toBe(
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    );
    const xlsx = archive(
      ['[Content_Types].xml', types('spreadsheetml.sheet.main')],
      ['xl/workbook.xml', '<x/>'],
    );
    expect(await kindOf(xlsx)).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    const odt = archive(
      ['mimetype', 'application/vnd.oasis.opendocument.text', true],
      ['content.xml', '<x/>'],
    );
    expect(await kindOf(odt)).toBe('application/vnd.oasis.opendocument.text');
    expect(await kindOf('Đơn xin cấp phép xây dựng\r\n\tKính gửi…')).toBe('text/plain');
    expect(await kindOf(`\ufeff${'ổ'.repeat(300_000)}`)).toBe('text/plain');
  });

  test.each([
    ['an archive of anything', () => archive(['virus.exe', 'MZ'])],
    ['a program', () => Buffer.concat([Buffer.from('\x7fELF'), Buffer.alloc(500)])],
    ['a page with a declaration', () => '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a moving picture', () => 'GIF89a\x01\x00\x01\x00'],
    ['a text in another encoding', () => Buffer.from('Đơn xin', 'utf16le')],
    [
      'a text that goes on as something else',
      () => Buffer.concat([Buffer.alloc(400_000, 'a'), Buffer.from([0, 1])]),
    ],
    [
      'a document with programs in it',
      () =>
        archive(
          [
            '[Content_Types].xml',
            types('').replace('openxmlformats-officedocument.', 'ms-word.document.macroEnabled.main'),
          ],
          ['word/vbaProject.bin', 'x'],
        ),
    ],
    [
      'an OpenDocument with programs in it',
      () =>
        archive(
          ['mimetype', 'application/vnd.oasis.opendocument.text', true],
          ['Basic/Standard/Module1.xml', '<x/>'],
          ['content.xml', '<x/>'],
        ),
    ],
    [
      'one whose programs come behind much else',
      () =>
        archive(
          ['mimetype', 'application/vnd.oasis.opendocument.spreadsheet', true],
          ['Pictures/1.bin', 'a'.repeat(400_000), true],
          ['Scripts/python/x.py', 'x'],
        ),
    ],
  ])('%s is not taken', async (_, bytes) => {
    expect(await kindOf(bytes())).toBe('file-type');
    expect(await kept()).toEqual([]);
  });
});

describe('a file that is not whole', () => {
  test.each([
    ['a PDF', () => pdf('x', 5_000)],
    ['an office document', docx],
  ])('%s is found out, wherever it was cut, and nothing of it stays', async (_, make) => {
    const whole = make();
    // A PDF that lacks only its last line break is whole.
    for (const end of [whole.length - 1, whole.length - 12, Math.floor(whole.length / 2)])
      if (end !== whole.length - 1 || whole.at(-1) !== 0x0a)
        expect(await kindOf(whole.subarray(0, end))).toMatch(/file-(cut|type)/);
    expect(await kept()).toEqual([]);
    expect(await kindOf(whole)).toMatch(/^application/);
  });

  test('a text that ends within a character, a picture that ends within itself', async () => {
    expect(await kindOf(Buffer.from('Huế').subarray(0, 4))).toBe('file-cut');
    expect(await kindOf((await photo()).subarray(0, 20_000))).toBe('file-cut');
    expect(await kindOf('')).toBe('file-empty');
    expect(await kept()).toEqual([]);
  });

  test('one that is other than announced', async () => {
    expect(await take(pdf(), null, 'a'.repeat(64))).toEqual({ ok: false, fault: 'file-changed' });
    expect(await take(pdf(), null, sha256(pdf()))).toMatchObject({ ok: true });
  });
});

test('a file may have so many bytes and not one more', async () => {
  const exact = pdf('x', MOST - pdf('x').length);
  expect(exact.length).toBe(MOST);
  expect(await kindOf(exact)).toBe('application/pdf');
  expect(await kindOf(pdf('x', exact.length - pdf('x').length + 1))).toBe('file-too-large');
});

describe('a scanner', () => {
  const scanner = (change: Partial<Scan>, seen: Buffer[] = []) => ({
    begin: (): Scan => ({
      write: async (chunk) => void seen.push(Buffer.from(chunk)),
      verdict: async () => null,
      abandon: () => undefined,
      ...change,
    }),
  });

  test('hears of every byte, in order', async () => {
    const seen: Buffer[] = [];
    const bytes = pdf('x', 600_000);
    expect(await take(bytes, scanner({}, seen))).toMatchObject({ ok: true, file: { scanned: true } });
    expect(sha256(Buffer.concat(seen))).toBe(sha256(bytes));
    expect(await take(bytes)).toMatchObject({ file: { scanned: false } });
  });

  test.each([
    ['finds something', { verdict: async () => 'Virus' }, 'file-infected'],
    [
      'goes away at the end',
      { verdict: () => Promise.reject(new ScannerUnavailable()) },
      'scanner-unavailable',
    ],
    [
      'goes away in between',
      { write: () => Promise.reject(new ScannerUnavailable()) },
      'scanner-unavailable',
    ],
  ])('that %s lets nothing into the store', async (_, change, fault) => {
    expect(await take(pdf(), scanner(change))).toEqual({ ok: false, fault });
    expect(await kept()).toEqual([]);
  });
});

test('a large file passes without being held', async () => {
  const desk = fileDesk(objects, null, 400_000_000);
  const chunk = Buffer.alloc(1_000_000, 'x');
  let most = 0;
  async function* large() {
    yield pdf().subarray(0, 20);
    for (let n = 0; n < 300; n++) {
      yield chunk;
      most = Math.max(most, process.memoryUsage().rss);
    }
    yield pdf();
  }
  const before = process.memoryUsage().rss;
  const taken = await desk.take('large', large());
  expect(taken).toMatchObject({ ok: true, file: { mediaType: 'application/pdf' } });
  expect((most - before) / 1_000_000).toBeLessThan(150);
});
