import { expect, test } from 'vitest';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import type { TaskId } from '../../domain/ids.ts';
import { instant } from '../../domain/time/instant.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { Play } from '../../test/support/play.ts';
import {
  content,
  definitionOf,
  filingOf,
  PEOPLE,
  PERMIT_YAML,
} from '../../test/support/sample-definitions.ts';
import type { Names } from '../http/names.ts';
import { eventText } from './event-text.ts';

const NAMES: Names = {
  person: (id) => (id === 'minh' ? 'Phạm Nhật Minh' : 'cán bộ'),
  agency: (id) => (id === 'hue.ward' ? 'UBND phường Thuận Hóa' : id),
  procedure: (code) => (code === 'X.LIGHT' ? 'Đèn đường' : code),
};

test('sums are written in groups of three digits, as the reader’s language writes them', () => {
  const definition = definitionOf(PERMIT_YAML);
  const play = new Play(definition, instant('2026-11-23T02:00:00Z'));
  play.do(PEOPLE.receptionist, filingOf(definition));
  play.do(PEOPLE.receptionist, { type: 'pay', amount: 75_000, receipt: 'BL-7', how: 'cash' });
  const reported = (language: Language) =>
    play.events.map((event) => eventText(event, definition.procedure, language, NAMES)).at(-1);
  expect(reported('vi')).toBe('Đã nộp phí: 75.000 đồng, biên lai BL-7');
  expect(reported('en')).toBe('Fee paid: 75,000 VND, receipt BL-7');
});

test('what happened is written in sentences with the names that people know', () => {
  const definition = definitionOf(PERMIT_YAML);
  const play = new Play(definition, instant('2026-11-23T02:00:00Z'));
  const taskId = 'examine.1' as TaskId;
  play.do(PEOPLE.receptionist, filingOf(definition));
  play.do(PEOPLE.receptionist, { type: 'accept' });
  play.do(PEOPLE.specialist, { type: 'claim', taskId });
  play.do(PEOPLE.specialist, {
    type: 'complete',
    taskId,
    outcome: 'refuse',
    reason: content('no'),
    documents: [],
  });
  const reported = (language: Language) =>
    play.events.map((event) => eventText(event, definition.procedure, language, NAMES));
  expect(reported('vi')).toEqual(
    expect.arrayContaining([
      'Đã nộp',
      'Bắt đầu bước “Thẩm định”',
      'Phạm Nhật Minh nhận việc “Thẩm định”',
      expect.stringMatching(/^Hoàn thành việc “Thẩm định”: (?!refuse)/),
      'Đã giải quyết: từ chối giải quyết',
    ]),
  );
  expect(reported('en')).toContain('Decided: refused');
  for (const text of [...reported('vi'), ...reported('en')]) expect(text).not.toMatch(/[{}–]|undefined/);
});

test('nobody has to know an id: not of people, offices, procedures, nor of clocks', () => {
  const { procedure } = definitionOf(PERMIT_YAML);
  const reported = (event: Record<string, unknown>, language: Language = 'vi') =>
    eventText(event as unknown as CaseEvent, procedure, language, NAMES);
  const clock = 'task:examine.1';
  expect(reported({ type: 'task-claimed', taskId: 'examine.1', assignee: 'somebody' })).toBe(
    'Cán bộ nhận việc “Thẩm định”',
  );
  expect(reported({ type: 'card-given', agency: 'hue.ward', colour: 'red', clock })).toBe(
    'Thẻ đỏ cho UBND phường Thuận Hóa',
  );
  expect(reported({ type: 'clock-breached', clock })).toBe('Quá hạn: thời hạn của việc “Thẩm định”');
  expect(reported({ type: 'clock-breached', clock: 'case.2' }, 'en')).toBe(
    'Deadline missed: the deadline of the case',
  );
  expect(reported({ type: 'escalation-level-reached', escalationLevel: 0, clock: 'response' }, 'en')).toBe(
    'Warning 1: the deadline for the response on acceptance',
  );
  expect(reported({ type: 'escalation-level-reached', escalationLevel: 0, clock: 'task:follow-up.9' })).toBe(
    'Cảnh báo bậc 1: thời hạn của việc “Xem xét vướng mắc”',
  );
  const light = { code: 'X.LIGHT', version: 2, hash: 'h' };
  expect(reported({ type: 'case-recategorised', from: { code: 'X.HOLE' }, to: light })).toContain(
    'X.HOLE → Đèn đường',
  );
  expect(reported({ type: 'case-appealed', from: 'hue.ward', to: 'hue.city' })).toContain(
    'từ UBND phường Thuận Hóa đến hue.city',
  );
});
