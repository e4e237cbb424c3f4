/** From content to the bytes of a PDF: A4, fonts embedded, PDF/A-2b, and nothing in it that changes from one making to the next. */
import { createRequire } from 'node:module';
import { openSync } from 'fontkit';
import pdfmake, { type Content, type Document, type Margin, type Text } from 'pdfmake';
import type { Instant } from '../../domain/time/instant.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';

const require = createRequire(import.meta.url);
const tinos = (style: string): string =>
  require.resolve(`@expo-google-fonts/tinos/${style}/Tinos_${style}.ttf`);

const FONT = {
  normal: tinos('400Regular'),
  italics: tinos('400Regular_Italic'),
  bold: tinos('700Bold'),
  bolditalics: tinos('700Bold_Italic'),
} as const;

const FILES: ReadonlySet<string> = new Set(Object.values(FONT));
pdfmake.setFonts({ Tinos: { ...FONT } });
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => FILES.has(path));

/** In points; as administrative documents have them (Decree 30/2020/NĐ-CP): left 30 mm, right 18 mm, top and bottom 20 mm. */
const MARGINS: Margin = [85, 57, 51, 57];

export interface DrawnDocument {
  readonly title: string;
  readonly author: string;
  /** What tells this document from others of the same title. */
  readonly subject: string;
  readonly language: Language;
  readonly at: Instant;
  readonly content: Content;
  readonly footer?: (page: number, pages: number) => Content;
  readonly size?: 'A4' | 'A6';
  readonly landscape?: true;
  readonly margins?: Margin;
  readonly fontSize?: number;
  /** Written across every page. */
  readonly mark?: string;
}

export async function pdfOf(drawing: DrawnDocument): Promise<Uint8Array> {
  const { title, author, subject, language, at, footer, mark } = drawing;
  const made = new Date(at);
  const definition: Document = {
    info: {
      title,
      author,
      subject,
      creator: 'Motcua',
      producer: 'pdfmake',
      creationDate: made,
      modDate: made,
    },
    language,
    displayTitle: true,
    version: '1.7',
    subset: 'PDF/A-2b',
    pageSize: drawing.size ?? 'A4',
    pageOrientation: drawing.landscape === true ? 'landscape' : 'portrait',
    pageMargins: drawing.margins ?? MARGINS,
    defaultStyle: { font: 'Tinos', fontSize: drawing.fontSize ?? 12.5, lineHeight: 1.12 },
    content: printable(drawing.content),
    ...(footer === undefined ? {} : { footer: (page: number, pages: number) => footer(page, pages) }),
    ...(mark === undefined ? {} : { watermark: { text: mark, color: '#808080', opacity: 0.12, bold: true } }),
  };
  return new Uint8Array(await pdfmake.createPdf(definition).getBuffer());
}

let known: ReadonlySet<number> | null = null;

/** What the fonts can draw. */
function glyphs(): ReadonlySet<number> {
  if (known === null) {
    const font = openSync(FONT.normal);
    if (!('characterSet' in font)) throw new Error('one font is expected in a file');
    known = new Set(font.characterSet);
  }
  return known;
}

/** Longer words are names without a blank, or noise: they may be broken anywhere. */
const LONGEST_WORD = 28;
const BREAK_HERE = '\u200b';

/** Every text in it as it can be printed: composed letters, a box where the font has no sign, no word that leaves the page. */
function printable<T>(content: T): T {
  if (typeof content === 'string') return textOf(content) as T;
  if (Array.isArray(content)) return content.map(printable) as T;
  if (typeof content !== 'object' || content === null) return content;
  return Object.fromEntries(
    Object.entries(content).map(([name, value]) => [name, name === 'svg' ? value : printable(value)]),
  ) as T;
}

function textOf(text: string): string {
  const drawn = [...text.normalize('NFC').replaceAll('\t', ' ').replaceAll(/\r\n?/g, '\n')]
    .map((sign) => (sign === '\n' || glyphs().has(sign.codePointAt(0) ?? 0) ? sign : '□'))
    .join('');
  return drawn.replaceAll(/\S+/g, (word) =>
    word.length <= LONGEST_WORD || /^https?:/.test(word)
      ? word
      : (word.match(new RegExp(`.{1,${LONGEST_WORD}}`, 'gu')) ?? []).join(BREAK_HERE),
  );
}

export type Inline = string | Text;
