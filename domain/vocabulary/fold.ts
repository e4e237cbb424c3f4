/**
 * Vietnamese words as people type them in a hurry: lower case, without diacritics, đ as d. Both what is searched and
 * what is asked for are folded, so that "le loi" finds "Lê Lợi".
 */
export function foldVietnamese(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
