import { asObject } from '../procedures/language/json.ts';
import { foldVietnamese } from '../vocabulary/fold.ts';

/** Where and about what somebody complains, as far as they say. */
export interface Place {
  /** WGS 84, degrees. */
  readonly lat: number | null;
  readonly lon: number | null;
  readonly ward: string | null;
  readonly address: string | null;
  /** Their words, in lower case without diacritics. */
  readonly folded: string;
}

const MOST_CHARACTERS = 2_000;
/** What is not about the matter itself. */
const NOT_TEXT = ['address', 'ward', 'location'];

/** From what was said at filing: its form, with location, address and description. `area` is the commune, where it was named. */
export function placeSaidIn(said: Readonly<Record<string, unknown>>, area?: string): Place {
  const { lat, lon } = asObject(said.location);
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  const located = typeof lat === 'number' && typeof lon === 'number';
  return {
    lat: located ? lat : null,
    lon: located ? lon : null,
    ward: area ?? text(said.ward),
    address: text(said.address),
    folded: foldVietnamese(textIn(said)).slice(0, MOST_CHARACTERS),
  };
}

/** The description; where the form has none of that name, its other texts. */
export function textIn(said: Readonly<Record<string, unknown>>): string {
  if (typeof said.description === 'string') return said.description;
  return Object.entries(said)
    .flatMap(([name, value]) => (typeof value === 'string' && !NOT_TEXT.includes(name) ? [value] : []))
    .join(' ');
}
