/** The one writing of a procedure of which the hash is taken: canonical JSON (RFC 8785), whatever the order in the file. */
import canonicalizeModule from 'canonicalize';
import type { Procedure } from './types.ts';

// The package is CommonJS with a declared default export; at run time the default is the function itself.
const canonicalize = canonicalizeModule as unknown as (value: unknown) => string | undefined;

/**
 * The text that names a version: its SHA-256 is the hash in `ProcedureRef`. Comments, order of keys and defaults
 * written out or left out in the file change nothing in it.
 */
export function canonicalProcedure(procedure: Procedure): string {
  const text = canonicalize(procedure);
  if (text === undefined) throw new TypeError('a procedure is always JSON');
  return text;
}
