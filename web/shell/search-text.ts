/**
 * What is searched for. Words may name people, so that only what looks like a case's code stands in the address; other words
 * stay with the entry of this tab's history: going back finds them, and a link or a log does not hold them.
 */
import type { HistoryState } from '@tanstack/react-router';
import { codeBeginning } from '../../domain/cases/state/code-beginning.ts';
import { foldVietnamese } from '../../domain/vocabulary/fold.ts';

declare module '@tanstack/react-router' {
  interface HistoryState {
    readonly text?: string | undefined;
  }
}

/** Of an address: whatever is no code has no business there. */
export function codeIn(text: unknown): { readonly text?: string } {
  return typeof text === 'string' && codeBeginning(text) !== null ? { text } : {};
}

export function searchedFor(address: { readonly text?: string }, { text }: HistoryState): string {
  return address.text ?? text ?? '';
}

/** Where what was typed belongs. */
export function placed(typed: string): {
  readonly text: string | undefined;
  state(before: HistoryState): HistoryState;
} {
  const isCode = codeBeginning(typed) !== null;
  return {
    text: isCode ? typed : undefined,
    state: (before) => ({ ...before, text: isCode || typed === '' ? undefined : typed }),
  };
}

/** Whether each word that was typed is found in one of these, in whatever order; marks and capitals need not be typed. */
export function isMeant(typed: string, ...texts: readonly string[]): boolean {
  const all = foldVietnamese(texts.join(' '));
  return foldVietnamese(typed)
    .split(' ')
    .every((word) => all.includes(word));
}
