import { describe, expect, test, vi } from 'vitest';
import { instant } from '../../domain/time/instant.ts';
import { unzipped } from '../../test/support/unzip.ts';
import { csvOf } from './csv.ts';
import { type Cell, type Table, timeCell } from './table.ts';
import { xlsxOf } from './xlsx.ts';

type Row = readonly Cell[];

function table(titles: readonly string[], ...pages: readonly (readonly Row[])[]): Table<Row> {
  async function* each() {
    yield* pages;
  }
  return {
    name: 'Hồ sơ quá hạn',
    pages: each(),
    columns: titles.map((title, n) => ({ title, value: (row: Row) => row[n] ?? null })),
  };
}

async function csv(given: Table<Row>): Promise<string> {
  let text = '';
  for await (const chunk of csvOf(given)) text += chunk;
  return text;
}

async function workbook(given: Table<Row>): Promise<ReadonlyMap<string, string>> {
  const chunks: Buffer[] = [];
  for await (const chunk of xlsxOf(given)) chunks.push(chunk);
  return unzipped(Buffer.concat(chunks));
}

const AT = timeCell(instant('2026-11-23T01:30:00Z'));

describe('a table as CSV', () => {
  test('begins so that Excel reads Vietnamese, and has a line for each row of every page', async () => {
    const text = await csv(table(['Tên', 'Số'], [['Nguyễn Văn Lợi', 1]], [['Ưng Hạ', 2]]));
    expect(text).toBe('\uFEFFTên,Số\r\nNguyễn Văn Lợi,1\r\nƯng Hạ,2\r\n');
  });

  test.each(['=1+1', '+84905', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://x","y")'])(
    'runs nothing: %j is a text',
    async (evil) => {
      const text = await csv(table(['a'], [[evil]]));
      const cell = text.slice(text.indexOf('\n') + 1, -2);
      const read = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
      expect(read).toBe(`'${evil}`);
    },
  );

  test('keeps quotes, commas and lines within their cells, and numbers as numbers', async () => {
    expect(await csv(table(['a', 'b', 'c'], [['x "y", z', 'two\nlines', -5]]))).toBe(
      '\uFEFFa,b,c\r\n"x ""y"", z","two\nlines",-5\r\n',
    );
  });

  test('tells an instant in the time of Vietnam, with its offset, and nothing of what is not known', async () => {
    expect(await csv(table(['a', 'b'], [[AT, null]]))).toBe('\uFEFFa,b\r\n2026-11-23T08:30:00+07:00,\r\n');
  });
});

describe('a table as a workbook', () => {
  test('has the parts that a program for tables looks for, each whole', async () => {
    const files = await workbook(table(['a'], [['x']]));
    expect([...files.keys()].sort()).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
    ]);
    expect(files.get('xl/workbook.xml')).toContain('<sheet name="Hồ sơ quá hạn" sheetId="1" r:id="rId1"/>');
  });

  test('holds texts as texts, whatever they begin with, and instants as dates', async () => {
    const files = await workbook(table(['Tên', 'b', 'c', 'd'], [['=1+1 <&>\u0007', 5, AT, null]]));
    const sheet = files.get('xl/worksheets/sheet1.xml') ?? '';
    expect(sheet).toContain(
      '<c r="A2" t="inlineStr"><is><t xml:space="preserve">=1+1 &lt;&amp;&gt;</t></is></c>',
    );
    expect(sheet).toContain('<c r="B2"><v>5</v></c>');
    // 46349 is 23 November 2026; 8:30 in the morning.
    expect(sheet).toContain(`<c r="C2" s="1"><v>${46349 + 8.5 / 24}</v></c>`);
    expect(sheet).not.toContain('D2');
    expect(sheet).not.toContain('<f>');
  });

  test('goes on in a second sheet where the first is full', async () => {
    const page = Array.from({ length: 100_000 }, (): Row => [1]);
    const files = await workbook(table(['a'], ...Array.from({ length: 10 }, () => page), [[2], [3]]));
    const second = files.get('xl/worksheets/sheet2.xml') ?? '';
    expect(files.get('xl/worksheets/sheet1.xml')).toContain('<row r="1000001">');
    expect(second).toContain('<c r="A2"><v>2</v></c>');
    expect(second).toContain('<c r="A3"><v>3</v></c>');
    expect(files.get('xl/workbook.xml')).toContain('sheetId="2"');
  });

  test('of the same rows has the same bytes, whenever it is made', async () => {
    const bytes = async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of xlsxOf(table(['a'], [['x', 1]]))) chunks.push(chunk);
      return Buffer.concat(chunks).toString('base64');
    };
    const first = await bytes();
    vi.useFakeTimers({ now: Date.parse('2031-05-06T07:08:09Z'), toFake: ['Date'] });
    try {
      expect(await bytes()).toBe(first);
    } finally {
      vi.useRealTimers();
    }
  });

  test('of no rows is a heading', async () => {
    const sheet = (await workbook(table(['a']))).get('xl/worksheets/sheet1.xml') ?? '';
    expect(sheet.match(/<row /g)).toHaveLength(1);
  });

  test('breaks off with what went wrong among its rows', async () => {
    const broken: Table<Row> = {
      ...table(['a']),
      pages: (async function* () {
        yield [['x']];
        throw new Error('the database went away');
      })(),
    };
    await expect(workbook(broken)).rejects.toThrow('the database went away');
  });

  test('that nobody reads on stops reading its rows', async () => {
    let stopped = false;
    let pages = 0;
    const endless: Table<Row> = {
      ...table(['a']),
      pages: (async function* () {
        try {
          for (;;) {
            pages += 1;
            yield Array.from({ length: 1000 }, (_, n): Row => [`${pages} ${n} ${Math.random()}`]);
          }
        } finally {
          stopped = true;
        }
      })(),
    };
    let chunks = 0;
    for await (const _ of xlsxOf(endless)) if (++chunks > 3) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(stopped).toBe(true);
    expect(pages).toBeLessThan(50);
  });
});
