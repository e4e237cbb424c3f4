import type { Refusal } from '../../domain/cases/state/refusal.ts';

/** What a case answers to the engine's order. */
export type OrderAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: Refusal }
  | { readonly ok: false; readonly ended: true };
