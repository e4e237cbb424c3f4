/** `npx tsx ops/draw-papers.ts [folder]`: every form in both languages, short and long, as PDF files to look at. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FORM_NAMES, type FormName } from '../domain/papers/forms.ts';
import { drawForm } from '../integrations/pdf/draw.ts';
import { type SamplePapers, samplePapers } from './sample-papers.ts';

const folder = process.argv[2] ?? '.data/papers';
await mkdir(folder, { recursive: true });
for (const [length, samples] of [
  ['short', samplePapers(false)],
  ['long', samplePapers(true)],
] as const)
  for (const language of ['vi', 'en'] as const)
    for (const form of FORM_NAMES)
      await writeFile(join(folder, `${form}-${length}-${language}.pdf`), await draw(form, samples, language));
console.log(`${FORM_NAMES.length * 4} papers in ${folder}`);

function draw<F extends FormName>(
  form: F,
  samples: SamplePapers,
  language: 'vi' | 'en',
): Promise<Uint8Array> {
  return drawForm(form, samples[form], language);
}
