/** Documents as others read them: poppler and zbar, none of it ours. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOMY = { maxBuffer: 64 * 1024 * 1024 };

export interface ReadPdf {
  /** As people read it, line by line, each page ended by a form feed. */
  readonly text: string;
  readonly pages: number;
  /** Points. */
  readonly size: string;
  readonly info: Readonly<Record<string, string>>;
  readonly fonts: readonly { readonly name: string; readonly embedded: boolean; readonly subset: boolean }[];
}

export async function readPdf(pdf: Uint8Array): Promise<ReadPdf> {
  const folder = await mkdtemp(join(tmpdir(), 'motcua-pdf-'));
  try {
    const file = join(folder, 'document.pdf');
    await writeFile(file, pdf);
    const [text, info, fonts] = await Promise.all([
      run('pdftotext', ['-layout', file, '-'], ROOMY),
      run('pdfinfo', [file]),
      run('pdffonts', [file]),
    ]);
    const said = fieldsOf(info.stdout);
    return {
      text: text.stdout,
      pages: Number(said.Pages),
      size: said['Page size'] ?? '',
      info: said,
      fonts: fontsIn(fonts.stdout),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What zbar finds in the picture of the first page: `QR-Code:…`, `CODE-128:…`. */
export async function codesOf(pdf: Uint8Array): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'motcua-pdf-'));
  try {
    const file = join(folder, 'document.pdf');
    await writeFile(file, pdf);
    await run('pdftoppm', ['-r', '200', '-png', '-singlefile', file, join(folder, 'page')]);
    return await codesIn(join(folder, 'page.png'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** zbar says by its status that there is none. */
async function codesIn(picture: string): Promise<readonly string[]> {
  const { stdout } = await run('zbarimg', ['--quiet', picture]).catch(
    (error: { stdout?: string; code?: number }) => {
      if (error.code === 4) return { stdout: '' };
      throw error;
    },
  );
  return stdout.split('\n').filter(Boolean).sort();
}

function fieldsOf(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const [, name, value] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );
}

/** `name  type  encoding  emb sub uni  object ID` */
function fontsIn(text: string): ReadPdf['fonts'] {
  return text
    .split('\n')
    .slice(2)
    .filter(Boolean)
    .map((line) => {
      const [, embedded, subset] = / (yes|no) +(yes|no) +(?:yes|no) +\d+ +\d+\s*$/.exec(line) ?? [];
      return { name: line.split(' ')[0] ?? '', embedded: embedded === 'yes', subset: subset === 'yes' };
    });
}

/** Without the line breaks that the layout made. */
export function flat(text: string): string {
  return text.replaceAll('\u200b', '').replaceAll(/\s+/g, ' ');
}
