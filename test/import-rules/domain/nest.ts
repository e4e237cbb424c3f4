import type { Chicken } from './chicken.ts';

export const nest: { readonly of: Chicken | null } = { of: null };
