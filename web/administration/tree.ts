/** Offices in the order in which they stand below each other. */
import type { Agency } from '../shell/directory.ts';

type Office = Pick<Agency, 'id' | 'parent'>;

interface Placed<A> {
  readonly agency: A;
  readonly depth: number;
}

/** Each after the one above it; of whom nothing is above here, at the top. */
export function treeOf<A extends Office>(agencies: readonly A[]): readonly Placed<A>[] {
  const ids = new Set(agencies.map(({ id }) => id));
  const below = (parent: string | null, depth: number): Placed<A>[] =>
    agencies
      .filter((each) =>
        parent === null ? each.parent === null || !ids.has(each.parent) : each.parent === parent,
      )
      .flatMap((agency) => [{ agency, depth }, ...below(agency.id, depth + 1)]);
  return below(null, 0);
}
