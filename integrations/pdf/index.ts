/** Drawing forms beside the event loop. */
import { Worker } from 'node:worker_threads';
import type { DrawAnswer, DrawRequest } from './thread.ts';
import type { RenderForm } from './types.ts';

/** Drawn again, it would fail again. */
export class FormBroken extends Error {
  override readonly name = 'FormBroken';
}

export interface PdfRenderer {
  /** @throws FormBroken; Error where the thread ended or took longer than a minute */
  readonly render: RenderForm;
  close(): Promise<void>;
}

const PATIENCE_MS = 60_000;

interface Waiting {
  readonly resolve: (pdf: Uint8Array) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** The thread starts with the first form, and anew after one that broke it. */
export function pdfRenderer(): PdfRenderer {
  let thread: Worker | null = null;
  let last = 0;
  const waiting = new Map<number, Waiting>();

  const settle = (id: number): Waiting | undefined => {
    const found = waiting.get(id);
    waiting.delete(id);
    clearTimeout(found?.timer);
    if (waiting.size === 0) thread?.unref();
    return found;
  };
  const broken = (of: Worker, error: Error) => {
    if (thread !== of) return;
    thread = null;
    for (const id of [...waiting.keys()]) settle(id)?.reject(error);
  };
  const begin = (): Worker => {
    const made = new Worker(new URL('./thread.mjs', import.meta.url), { execArgv: [] });
    made.on('message', (answer: DrawAnswer) => {
      const found = settle(answer.id);
      if ('pdf' in answer) found?.resolve(answer.pdf);
      else found?.reject(new FormBroken(`the form cannot be drawn: ${answer.failed}`));
    });
    made.on('error', (error: unknown) =>
      broken(made, error instanceof Error ? error : new Error(String(error))),
    );
    made.on('exit', () => broken(made, new Error('the thread that draws forms has ended')));
    return made;
  };

  return {
    render: (form, data, language) =>
      new Promise((resolve, reject) => {
        thread ??= begin();
        const drawing = thread;
        drawing.ref();
        last += 1;
        const id = last;
        const timer = setTimeout(() => {
          broken(drawing, new Error(`the form ${form} takes too long to draw`));
          void drawing.terminate();
        }, PATIENCE_MS);
        waiting.set(id, { resolve, reject, timer });
        drawing.postMessage({ id, form, data, language } satisfies DrawRequest);
      }),
    close: async () => {
      await thread?.terminate();
    },
  };
}
