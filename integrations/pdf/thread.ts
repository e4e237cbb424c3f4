/** Draws forms in a thread of its own: nobody waits on the event loop for a table of a thousand rows. */
import { parentPort } from 'node:worker_threads';
import type { FormName } from '../../domain/vocabulary/documents.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { drawForm } from './draw.ts';
import type { FormContents } from './types.ts';

export interface DrawRequest {
  readonly id: number;
  readonly form: FormName;
  readonly data: FormContents[FormName];
  readonly language: Language;
}

export type DrawAnswer =
  | { readonly id: number; readonly pdf: Uint8Array }
  | { readonly id: number; readonly failed: string };

parentPort?.on('message', ({ id, form, data, language }: DrawRequest) => {
  // The data was made for this form by who sent it: see RenderForm.
  drawForm(form, data as never, language).then(
    (pdf) => parentPort?.postMessage({ id, pdf } satisfies DrawAnswer),
    (error: unknown) =>
      parentPort?.postMessage({
        id,
        failed: error instanceof Error ? error.message : String(error),
      } satisfies DrawAnswer),
  );
});
