/**
 * `npx tsx ops/commands/draw-documents.ts [folder] [--pictures folder]`: every form in both languages, short and long, as PDF files to look at;
 * with the second folder, the first page of each short one in Vietnamese as a picture too (by poppler's pdftoppm).
 */
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { FORM_NAMES, type FormName } from '../../domain/vocabulary/documents.ts';
import { LANGUAGES, type Language } from '../../domain/vocabulary/languages.ts';
import { drawForm } from '../../integrations/pdf/draw.ts';
import { type SampleDocuments, sampleDocuments } from '../demo/sample-documents.ts';

const PICTURE_DPI = '100';
const [folder = '.data/documents', , pictures] = process.argv.slice(2);
const run = promisify(execFile);
await mkdir(folder, { recursive: true });
for (const [length, samples] of [
  ['short', sampleDocuments(false)],
  ['long', sampleDocuments(true)],
] as const)
  for (const language of LANGUAGES)
    for (const form of FORM_NAMES)
      await writeFile(join(folder, `${form}-${length}-${language}.pdf`), await draw(form, samples, language));
console.log(`${FORM_NAMES.length * 4} documents in ${folder}`);
if (pictures !== undefined) {
  await mkdir(pictures, { recursive: true });
  for (const form of FORM_NAMES) await picture(form, pictures);
}

function draw<F extends FormName>(
  form: F,
  samples: SampleDocuments,
  language: Language,
): Promise<Uint8Array> {
  return drawForm(form, samples[form], language);
}

async function picture(form: FormName, into: string): Promise<void> {
  const document = join(folder, `${form}-short-vi.pdf`);
  const { stdout } = await run('pdftoppm', ['-r', PICTURE_DPI, '-png', '-singlefile', document], {
    encoding: 'buffer',
    maxBuffer: 64 * 1024 * 1024,
  });
  await sharp(stdout)
    .png({ palette: true, colours: 16 })
    .toFile(join(into, `${form}.png`));
}
