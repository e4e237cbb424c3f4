/** Whether a text that everybody may read tells who somebody is. What is found is named by its kind and never repeated. */
import { foldVietnamese } from '../vocabulary/fold.ts';
import { PERSONAL_KINDS, type PersonalKind } from '../vocabulary/personal-data.ts';

/** What is known of a person who must not be told. */
export interface KnownPerson {
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly idNumber: string | null;
}

const EMAIL = /[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]{2,}/u;
/** Ten digits or (of a fixed line) eleven from 0, or from the country's 84, with whatever signs people put between them. */
const PHONE = /(?<![\d.,])(?:\+?84|0)(?:[\s.\-()]{0,2}\d){9,10}(?!\d)/u;
/** An identity card has nine digits, the newer one twelve; both are written in one, or in groups of three. */
const ID = /(?<![\d.,])(?:\d{9}|\d{12}|\d{3}(?: \d{3}){2}|\d{3}(?: \d{3}){3})(?![\d]|[.,]\d)/u;
/** Codes of cases are long numbers too, and tell nothing of a person. */
const CASE_CODE = /\b[A-Z]\d{1,3}(?:\.\d{1,4})*-\d{6}-\d{4,}\b/gu;

/** The kinds of personal data in the text: of these people, and whatever looks like anybody's. Each kind once. */
export function personalDataIn(text: string, people: readonly KnownPerson[]): readonly PersonalKind[] {
  const plain = text.normalize('NFKC').replace(CASE_CODE, ' ');
  const digits = plain.replace(/[\s.\-()+]/gu, '');
  const folded = ` ${foldVietnamese(plain)} `;
  const words = ` ${wordsOf(plain).join(' ')} `;
  const found: Record<PersonalKind, boolean> = {
    name: people.some(({ name }) => name !== null && isNamed(name, folded, words)),
    phone:
      PHONE.test(plain) || people.some(({ phone }) => holdsNumber(digits, phone?.replace(/^\+?84|^0/u, ''))),
    email: EMAIL.test(plain) || people.some(({ email }) => holds(plain, email)),
    id: ID.test(plain) || people.some(({ idNumber }) => holdsNumber(digits, idNumber)),
  };
  return PERSONAL_KINDS.filter((kind) => found[kind]);
}

const TITLES = ['ông', 'bà', 'anh', 'chị', 'cô', 'chú', 'bác', 'cụ', 'em', 'mr', 'mrs', 'ms'];
const FEWEST_DIGITS = 8;

/**
 * The whole name, or its last two words, however they are written; and what a person is called (the last word) after a
 * title. A name of one word is a common word too, so it counts only as it is written.
 */
function isNamed(name: string, folded: string, words: string): boolean {
  const parts = foldVietnamese(name).split(' ').filter(Boolean);
  const written = wordsOf(name.normalize('NFKC'));
  const called = written.at(-1)?.toLowerCase();
  if (parts.length === 0 || called === undefined) return false;
  if (TITLES.some((title) => words.toLowerCase().includes(` ${title} ${called} `))) return true;
  if (parts.length === 1) return words.includes(` ${written.join(' ')} `);
  return (
    folded.includes(` ${parts.join(' ')} `) ||
    (parts.length > 2 && folded.includes(` ${parts.slice(-2).join(' ')} `))
  );
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFC')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

function holdsNumber(digits: string, number: string | null | undefined): boolean {
  const wanted = number?.replace(/\D/gu, '') ?? '';
  return wanted.length >= FEWEST_DIGITS && digits.includes(wanted);
}

function holds(text: string, part: string | null): boolean {
  return part !== null && part !== '' && text.toLowerCase().includes(part.toLowerCase());
}
