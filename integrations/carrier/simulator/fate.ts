import { createHash } from 'node:crypto';

/**
 * From 0 inclusive to 1 exclusive: the same for the same seed and the same matter, in whatever order things are asked, so
 * that calls that overtake each other change nobody's fate.
 */
export function fate(seed: string, ...matter: readonly (string | number)[]): number {
  const digest = createHash('sha256')
    .update([seed, ...matter].join('\n'))
    .digest();
  return digest.readUInt32BE(0) / 2 ** 32;
}

/** @throws RangeError where there is nothing to pick from. */
export function pickedBy<T>(items: readonly T[], chance: number): T {
  const item = items[Math.floor(chance * items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}
