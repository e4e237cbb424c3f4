import type { nest } from './nest.ts';

export interface Chicken {
  readonly at: typeof nest;
}
