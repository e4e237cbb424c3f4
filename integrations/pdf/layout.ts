/** The parts that the forms share: letterhead, title, fields, tables, places to sign, foot of the page. */
import type { Content } from 'pdfmake';
import { DOCUMENT_TEXTS, type Label, type Signer } from '../../contracts/texts/documents.ts';
import { fill } from '../../contracts/texts/index.ts';
import type { FormName } from '../../domain/vocabulary/documents.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { qrCode } from './codes.ts';
import type { Inline } from './document.ts';
import { longDay } from './texts.ts';
import type { CaseSheet, Person, Sheet, Source } from './types.ts';

/** Capitals that fit beside the nation. */
const ONE_LINE = 27;

/** The agency at the left, the nation at the right, place and date below it. */
export function letterhead(sheet: Sheet, language: Language, number: string | null): Content {
  const t = DOCUMENT_TEXTS[language];
  const agency = halved(sheet.agency[language].toUpperCase());
  return {
    columns: [
      {
        width: '46%',
        stack: [
          ...(sheet.above === null ? [] : [{ text: sheet.above[language].toUpperCase(), fontSize: 11 }]),
          { text: agency, bold: true, fontSize: 11 },
          line(60),
          ...(number === null
            ? []
            : [{ text: `${t.labels.number}: ${number}`, margin: [0, 4, 0, 0] as const }]),
        ],
        alignment: 'center',
      },
      {
        width: '*',
        stack: [
          { text: t.nation, bold: true, fontSize: 11.5 },
          { text: t.motto, bold: true, fontSize: 12.5 },
          line(language === 'vi' ? 155 : 190),
          {
            text: [sheet.place?.[language], longDay(sheet.at, language)].filter(Boolean).join(', '),
            italics: true,
            margin: [0, 4, 0, 0],
          },
        ],
        alignment: 'center',
      },
    ],
    columnGap: 4,
    margin: [0, 0, 0, 12],
  };
}

/** What takes two lines takes two of the same length; what takes more, as many as it needs. */
function halved(name: string): string {
  if (name.length <= ONE_LINE || name.length > 2 * ONE_LINE) return name;
  const middle = name.length / 2;
  const [before, after] = [name.lastIndexOf(' ', middle), name.indexOf(' ', middle)];
  const at = after < 0 || (before > 0 && middle - before <= after - middle) ? before : after;
  return at < 0 ? name : `${name.slice(0, at)}\n${name.slice(at + 1)}`;
}

function line(width: number): Content {
  return {
    canvas: [{ type: 'line', x1: 0, y1: 2, x2: width, y2: 2, lineWidth: 0.7 }],
    alignment: 'center',
  };
}

/** The form's title in the middle; where there is a case, the code to follow it by at the side. */
export function title(
  form: FormName,
  language: Language,
  {
    track,
    below,
    formNumber,
  }: { track?: string; below?: readonly Inline[]; formNumber?: string | null } = {},
): Content {
  const t = DOCUMENT_TEXTS[language];
  const middle: Content = {
    width: '*',
    stack: [
      { text: t.titles[form], bold: true, fontSize: 14.5 },
      ...(below ?? []).map((text): Content => ({ text, margin: [0, 2, 0, 0] })),
    ],
    alignment: 'center',
    margin: [0, track === undefined ? 0 : 12, 0, 0],
  };
  const side = (content: Content): Content => ({ width: 78, stack: [content], alignment: 'center' });
  return {
    columns: [
      side(
        track === undefined
          ? ''
          : {
              stack: [
                qrCode(track, 62),
                { text: t.labels.scanToTrack, fontSize: 7.5, italics: true, margin: [0, 3, 0, 0] },
              ],
            },
      ),
      middle,
      side(
        formNumber === undefined || formNumber === null
          ? ''
          : { text: fill(t.labels.formNumber, { n: formNumber }), italics: true, fontSize: 10 },
      ),
    ],
    margin: [0, 0, 0, 10],
  };
}

/** `Label: value`, the value in bold where it is what people look for. A value that is not known leaves its line out. */
export function field(language: Language, label: Label, value: Inline | null, bold = false): Content[] {
  if (value === null || value === '') return [];
  const said: Inline = typeof value === 'string' ? { text: value, bold } : value;
  return [{ text: [`${DOCUMENT_TEXTS[language].labels[label]}: `, said], margin: [0, 2, 0, 2] }];
}

export function person(language: Language, who: Person, label: Label = 'applicant'): Content[] {
  return [
    ...field(language, label, who.name, true),
    ...field(language, 'representing', who.representing ?? null),
    ...field(language, 'idNumber', who.idNumber),
    ...field(language, 'address', who.address),
    ...pair(field(language, 'phone', who.phone), field(language, 'email', who.email)),
  ];
}

/** Two short fields on one line. */
function pair(left: Content[], right: Content[]): Content[] {
  if (left.length === 0 || right.length === 0) return [...left, ...right];
  return [
    {
      columns: [
        { width: '40%', stack: left },
        { width: '*', stack: right },
      ],
    },
  ];
}

export function procedureField({ procedure }: CaseSheet, language: Language): Content[] {
  return field(language, 'procedure', `${procedure.name[language]} (${procedure.code})`, true);
}

/** Where to follow the case, in words, for who cannot scan. */
export function track({ trackUrl, trackProof = null }: CaseSheet, language: Language): Content {
  const { says } = DOCUMENT_TEXTS[language];
  const where = fill(says.track, { url: trackUrl });
  const text = trackProof === null ? where : `${where} · ${fill(says.trackProof, { digits: trackProof })}`;
  return { text, fontSize: 10.5, italics: true, margin: [0, 4, 0, 0] };
}

/** A paragraph as letters have them, the first line set in; blank lines of what somebody wrote stay. */
export function paragraph(text: Inline, { indent = true }: { indent?: boolean } = {}): Content {
  return {
    text,
    alignment: 'justify',
    margin: [0, 4, 0, 4],
    ...(indent ? { leadingIndent: 28 } : {}),
  };
}

/** What a person wrote, line by line. */
export function text(text: string): Content {
  return { stack: text.split(/\n+/).map((each) => paragraph(each)) };
}

export interface Column {
  readonly head: string;
  readonly width: number | '*' | 'auto' | string;
  readonly align?: 'left' | 'center' | 'right';
}

/** Rows longer than this may be broken over pages. */
const WHOLE_ROW = 900;

export function table(
  columns: readonly Column[],
  rows: readonly (readonly Inline[])[],
  fontSize = 11,
): Content {
  const cell = (text: Inline, n: number): Content => ({
    text,
    alignment: columns[n]?.align ?? 'left',
  });
  const whole = rows.every((row) => row.every((each) => lengthOf(each) < WHOLE_ROW));
  const made: Content = {
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: whole,
      widths: columns.map(({ width }) => width),
      body: [
        columns.map(
          ({ head }): Content => ({
            text: head,
            bold: true,
            alignment: 'center',
            fillColor: '#eeeeee',
          }),
        ),
        ...rows.map((row) => row.map(cell)),
      ],
    },
    layout: {
      hLineWidth: () => 0.5,
      vLineWidth: () => 0.5,
      paddingLeft: () => 3.5,
      paddingRight: () => 3.5,
      paddingTop: () => 2,
      paddingBottom: () => 2,
    },
    fontSize,
    lineHeight: 1.05,
    margin: [0, 4, 0, 6],
  };
  return made;
}

function lengthOf(text: Inline): number {
  return typeof text === 'string' ? text.length : String(text.text).length;
}

/** What is never parted by the end of a page: no signature stands on a page without words. */
export function together(...parts: readonly Content[]): Content {
  return { stack: [...parts], unbreakable: true };
}

/** Places to sign, the left and the right; null: none there. */
export function signatures(
  language: Language,
  left: Signer | null,
  right: Signer | null,
  names: { readonly left?: string | null; readonly right?: string | null } = {},
): Content {
  const place = (signer: Signer | null, name: string | null | undefined): Content => {
    if (signer === null) return { width: '50%', text: '' };
    const [who, how] = DOCUMENT_TEXTS[language].signers[signer];
    return {
      width: '50%',
      stack: [
        { text: who, bold: true },
        { text: how, italics: true, fontSize: 10.5 },
        { text: name ?? ' ', bold: true, margin: [0, 52, 0, 0] },
      ],
      alignment: 'center',
    };
  };
  return {
    columns: [place(left, names.left), place(right, names.right)],
    columnGap: 8,
    margin: [0, 14, 0, 0],
  };
}

/** What the document was made from at the left, the page at the right. */
export function footer(
  language: Language,
  code: string | null,
  source: Source | null,
  [left, , right]: readonly [number, number, number, number] = [85, 0, 51, 0],
): (page: number, pages: number) => Content {
  const t = DOCUMENT_TEXTS[language].labels;
  const behind =
    source === null ? (code ?? '') : `${t.madeFrom}: ${code ?? ''} · ${source.seq} · ${source.head}`;
  return (page, pages) => ({
    columns: [
      { width: '*', text: behind, fontSize: 6.5, color: '#444444', margin: [0, 3, 0, 0] },
      { width: 62, text: fill(t.page, { n: page, of: pages }), fontSize: 9, alignment: 'right' },
    ],
    margin: [left, 14, right, 0],
  });
}
