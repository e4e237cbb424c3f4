import { expect, test } from 'vitest';
import type { TaskId } from '../domain/ids.ts';
import { instant } from '../domain/time/instant.ts';
import { Play } from '../test/support/play.ts';
import { definitionOf, filingOf, PEOPLE, PERMIT_YAML, words } from '../test/support/sample-definitions.ts';
import { eventText } from './event-text.ts';

test('what happened is told in sentences with the names that people know', () => {
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
    reason: words('no'),
    documents: [],
  });
  const told = (language: 'vi' | 'en') =>
    play.events.map((event) => eventText(event, definition.procedure, language));
  expect(told('vi')).toEqual(
    expect.arrayContaining([
      'Đã nộp',
      'Bắt đầu bước “Thẩm định”',
      'minh nhận việc “Thẩm định”',
      expect.stringMatching(/^Hoàn thành việc “Thẩm định”: (?!refuse)/),
      'Đã giải quyết: từ chối giải quyết',
    ]),
  );
  expect(told('en')).toContain('Decided: refused');
  for (const text of [...told('vi'), ...told('en')]) expect(text).not.toMatch(/[{}–]|undefined/);
});
