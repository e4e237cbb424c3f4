import { describe, expect, test } from 'vitest';
import { permit } from '../../domain/procedures/checks/example.fixture.ts';
import type { Case } from '../case/data.ts';
import { changeText } from './change-names.ts';
import { CHANGE_TEXTS } from './change-texts.ts';
import { TEXTS } from './texts.ts';

const SHOWN = {
  tasks: [{ id: 'verify.1', name: 'Thẩm tra lần hai' }],
  documents: [{ id: 'd1', name: 'Bản vẽ.pdf' }],
} as unknown as Pick<Case, 'tasks' | 'documents'>;

const text = (language: 'vi' | 'en', isLoaded = true) =>
  changeText({
    says: TEXTS[language],
    named: CHANGE_TEXTS[language],
    language,
    shown: isLoaded ? SHOWN : undefined,
    procedure: isLoaded ? permit() : undefined,
    agencyName: (id) => (id === 'town.tax' ? 'Thuế' : id),
    personName: (id) => (id === 'lan' ? 'Nguyễn Thị Lan' : id),
  });

describe.each(['vi', 'en'] as const)('what changed is called, in %s,', (language) => {
  const { fields, parts } = CHANGE_TEXTS[language];
  const own = {
    vi: { approve: 'Phê duyệt', lease: 'Hợp đồng thuê' },
    en: { approve: 'Approve', lease: 'Lease' },
  }[language];

  test.each([
    ['/status', fields.status],
    ['/tasks/verify.1', `${fields.tasks}: Thẩm tra lần hai`],
    ['/tasks/verify.1/assignee', `${fields.tasks}: Thẩm tra lần hai, ${parts.assignee}`],
    // One that the case has no more is called as its step.
    ['/tasks/approve.7/dueAt', `${fields.tasks}: ${own.approve}, ${parts.dueAt}`],
    ['/documents/d1', `${fields.documents}: Bản vẽ.pdf`],
    ['/missing/lease', `${fields.missing}: ${own.lease}`],
    ['/clocks/case', `${fields.clocks}: ${TEXTS[language].wholeCase}`],
    ['/clocks/response/phase', `${fields.clocks}: ${TEXTS[language].answer}, ${parts.phase}`],
    ['/counts/extensions', `${fields.counts}: ${parts.extensions}`],
  ])('%s: “%s”', (path, name) => {
    expect(text(language).field(path)).toBe(name);
  });
});

describe('what has no word is called', () => {
  test('by its own id while nothing else is known of it', () => {
    expect(text('vi', false).field('/tasks/verify.1/phase')).toBe('Việc: verify.1, tình trạng');
    expect(text('vi').field('/novelty/x/y')).toBe('novelty: x, y');
    expect(text('vi').field('/toString')).toBe('toString');
  });

  test('by ids with signs in them as they are', () => {
    expect(text('vi', false).field('/documents/a~1b~0c')).toBe('Giấy tờ: a/b~c');
  });
});

describe('a value is written', () => {
  test('by the clock of Vietnam if it is an instant', () => {
    expect(text('en').value('/acceptedAt', '2026-11-23T01:30:00.000Z')).toBe('23/11/2026, 08:30');
    expect(text('vi').value('/acceptedAt', '2026-11-23')).toBe('2026-11-23');
  });

  test('by the name of the office, the officer or the document', () => {
    expect(text('vi').value('/tasks/verify.1/agency', 'town.tax')).toBe('Thuế');
    expect(text('vi').value('/agencies/owner', 'town.tax')).toBe('Thuế');
    expect(text('vi').value('/tasks/verify.1/assignee', 'lan')).toBe('Nguyễn Thị Lan');
    expect(text('vi').value('/documents/d1', 'plan')).toBe('Bản vẽ');
  });

  test('in words where it is one of a list, and as it is otherwise', () => {
    expect([text('vi').value('/status', 'in-process'), text('vi').value('/fee/paid', true)]).toEqual([
      'đang xử lý',
      'có',
    ]);
    expect(text('vi').value('/counts/extensions', 2)).toBe('2');
    expect(text('vi').value('/rating', 'toString')).toBe('toString');
  });

  test('as nothing if there is none: an empty text and a nought are something', () => {
    const { value } = text('vi');
    expect([value('/fee', null), value('/fee', undefined)]).toEqual([TEXTS.vi.none, TEXTS.vi.none]);
    expect(value('/counts/extensions', 0)).toBe('0');
  });
});
