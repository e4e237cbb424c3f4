/** `H57.12-261123` and longer, as codes are written. No name, telephone or identity number looks like that. */
const BEGINNING = /^[A-Z]\d{1,3}(\.\d+)*(-\d*){0,2}$/;

/** What somebody typed, as the beginning of a case's code; null: other words, which may be about people. */
export function codeBeginning(typed: string): string | null {
  const upper = typed.trim().toUpperCase();
  return BEGINNING.test(upper) ? upper : null;
}
