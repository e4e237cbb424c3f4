/** Files that are handed over, before a case names them. */
import type { Language } from '../../domain/vocabulary/languages.ts';
import { ApiProblem } from './client.ts';

/** A line that carries less than this without a break carries no page either. */
const PART_BYTES = 1024 * 1024;
/** In the tab alone: which files somebody sends is nothing to who sits here next. */
const BEGUN = 'motcua.begun.';

export interface HandedOver {
  /** By which a case names it. */
  readonly id: string;
  readonly name: string;
}

/**
 * Sends one file, telling how far it is (0 to 1). What the network broke off goes on by itself for a while; and where
 * somebody chooses the same file again, from what had arrived. @throws ApiProblem, or what the network throws
 */
export async function handOver(file: File, onProgress: (share: number) => void): Promise<HandedOver> {
  const { name, size, lastModified } = file;
  const { sendInParts } = await import('./tus.ts');
  const key = `${BEGUN}${name} ${size} ${lastModified}`;
  try {
    const id = await sendInParts(file, {
      partBytes: PART_BYTES,
      name,
      at: sessionStorage.getItem(key),
      onBegun: (at) => sessionStorage.setItem(key, at),
      onProgress,
    });
    sessionStorage.removeItem(key);
    return { id, name };
  } catch (error) {
    // What the API refused it has thrown away.
    if (error instanceof ApiProblem) sessionStorage.removeItem(key);
    throw error;
  }
}

/** For people: 1,4 MB. What is not nothing is not said to be. */
export function sizeOf(bytes: number, language: Language): string {
  const isSmall = bytes < 999_500;
  const shown = isSmall ? Math.max(bytes / 1_000, Math.min(bytes, 1)) : bytes / 1_000_000;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: isSmall ? 'kilobyte' : 'megabyte',
    maximumFractionDigits: isSmall ? 0 : 1,
  }).format(shown);
}
