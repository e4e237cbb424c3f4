/**
 * A workbook (ECMA-376 SpreadsheetML) written as a stream, in the little of the format that a table needs. Texts stand
 * in their cells as texts, so that none is ever taken for a formula. The libraries that write workbooks go on taking
 * rows while the reader does not read, and keep them all in memory.
 */
import { type Cell, OFFSET_MS, type Table } from './table.ts';
import { type ArchivedFile, zipOf } from './zip.ts';

/** A sheet has 1,048,576 rows at most; what is more goes on in the next. */
const ROWS_OF_SHEET = 1_000_000;
const DAY_MS = 86_400_000;
/** Excel counts days from here. */
const EPOCH_MS = Date.UTC(1899, 11, 30);
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const PART = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export function xlsxOf<R>(table: Table<R>): AsyncGenerator<Buffer> {
  return zipOf(filesOf(table));
}

async function* filesOf<R>(table: Table<R>): AsyncGenerator<ArchivedFile> {
  const pages = table.pages[Symbol.asyncIterator]();
  const rest: { rows: readonly R[]; isLast: boolean } = { rows: [], isLast: false };
  let sheets = 0;
  try {
    do {
      sheets += 1;
      yield { name: `xl/worksheets/sheet${sheets}.xml`, content: sheetOf(table, pages, rest) };
    } while (!rest.isLast);
  } finally {
    await pages.return?.();
  }
  const numbers = Array.from({ length: sheets }, (_, n) => n + 1);
  yield { name: 'xl/styles.xml', content: [STYLES] };
  yield { name: 'xl/workbook.xml', content: [workbookOf(table.name, numbers)] };
  yield { name: 'xl/_rels/workbook.xml.rels', content: [partsOf(numbers)] };
  yield { name: '_rels/.rels', content: [ROOT] };
  yield { name: '[Content_Types].xml', content: [typesOf(numbers)] };
}

/** Takes rows until the sheet is full; what is left of a page, and whether more can come, goes into `rest`. */
async function* sheetOf<R>(
  { columns }: Table<R>,
  pages: AsyncIterator<readonly R[]>,
  rest: { rows: readonly R[]; isLast: boolean },
): AsyncGenerator<string> {
  const letters = columns.map((_, n) => lettersOf(n));
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${columns.length}" width="22" customWidth="1"/></cols><sheetData>`;
  yield rowOf(
    letters,
    1,
    columns.map(({ title }) => title),
    HEADING,
  );
  let written = 0;
  while (written < ROWS_OF_SHEET) {
    if (rest.rows.length === 0) {
      const page = await pages.next();
      if (page.done === true) {
        rest.isLast = true;
        break;
      }
      rest.rows = page.value;
    }
    const fitting = rest.rows.slice(0, ROWS_OF_SHEET - written);
    rest.rows = rest.rows.slice(fitting.length);
    let chunk = '';
    for (const row of fitting) {
      written += 1;
      chunk += rowOf(
        letters,
        written + 1,
        columns.map(({ value }) => value(row)),
      );
    }
    yield chunk;
  }
  yield '</sheetData></worksheet>';
}

const HEADING = ' s="2"';

function rowOf(letters: readonly string[], number: number, cells: readonly Cell[], style = ''): string {
  let row = `<row r="${number}">`;
  for (const [n, cell] of cells.entries()) {
    if (cell === null || cell === '') continue;
    const place = `${letters[n]}${number}`;
    if (typeof cell === 'number') row += `<c r="${place}"><v>${cell}</v></c>`;
    else if (typeof cell === 'string')
      row += `<c r="${place}" t="inlineStr"${style}><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
    else row += `<c r="${place}" s="1"><v>${(cell.at + OFFSET_MS - EPOCH_MS) / DAY_MS}</v></c>`;
  }
  return `${row}</row>`;
}

/** A cell has 32,767 characters at most; control characters cannot stand in XML at all. */
function escaped(text: string): string {
  return (
    text
      .slice(0, 32_767)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is left out
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
  );
}

function lettersOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : lettersOf(Math.floor(column / 26) - 1) + last;
}

/** 1: an instant; 2: a heading. */
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

const ROOT = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

/** Names of sheets have 31 characters at most, and some not at all. */
function workbookOf(name: string, numbers: readonly number[]): string {
  const allowed = name.replaceAll(/[[\]:*?/\\"']/g, ' ');
  const sheets = numbers.map((n) => {
    const title = n === 1 ? allowed.slice(0, 31) : `${allowed.slice(0, 26)} (${n})`;
    return `<sheet name="${escaped(title)}" sheetId="${n}" r:id="rId${n}"/>`;
  });
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets.join('')}</sheets></workbook>`;
}

function partsOf(numbers: readonly number[]): string {
  const sheets = numbers.map(
    (n) => `<Relationship Id="rId${n}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n}.xml"/>`,
  );
  const styles = `<Relationship Id="rId${numbers.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/>`;
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${sheets.join('')}${styles}</Relationships>`;
}

function typesOf(numbers: readonly number[]): string {
  const sheets = numbers.map(
    (n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${PART}.worksheet+xml"/>`,
  );
  return `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${PART}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${PART}.styles+xml"/>${sheets.join('')}</Types>`;
}
