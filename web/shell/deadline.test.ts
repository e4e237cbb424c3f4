import { expect, test } from 'vitest';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { TEXTS } from '../texts/index.ts';
import { type Deadline, deadlineText, lightOf, span } from './deadline.ts';

const NOON = Date.parse('2026-03-02T12:00:00+07:00');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const due = (left: number) => new Date(NOON + left).toISOString();
const text = (deadline: Deadline, language: Language) =>
  deadlineText(deadline, NOON, TEXTS[language].time, language);

test.each([
  [3 * DAY, 'calm'],
  [8 * HOUR, 'calm'],
  [8 * HOUR - 1, 'soon'],
  [0, 'soon'],
  [-1, 'late'],
] as const)('with %i ms left the light is %s', (left, light) => {
  expect(lightOf(due(left), NOON)).toBe(light);
});

test('the light changes as the time goes by, and is out without a deadline', () => {
  const dueAt = due(9 * HOUR);
  expect([0, 2 * HOUR, 10 * HOUR].map((later) => lightOf(dueAt, NOON + later))).toEqual([
    'calm',
    'soon',
    'late',
  ]);
  expect(lightOf(null, NOON)).toBe('none');
});

test.each([
  [2 * DAY + 3 * HOUR + 59 * MINUTE, '2 ngày 3 giờ', '2 days 3 hrs'],
  [DAY + 5 * MINUTE, '1 ngày', '1 day'],
  [HOUR + MINUTE, '1 giờ 1 phút', '1 hr 1 min'],
  [59_999, '0 phút', '0 min'],
  [-90 * MINUTE, '1 giờ 30 phút', '1 hr 30 min'],
])('%i ms are said by their two largest units', (ms, vi, en) => {
  expect([span(ms, 'vi'), span(ms, 'en').replaceAll('mins', 'min')]).toEqual([vi, en]);
});

test('a deadline is told by what is left of it, or by how late it is', () => {
  expect(text({ dueAt: due(2 * HOUR), phase: 'running' }, 'vi')).toBe('còn 2 giờ');
  expect(text({ dueAt: due(-DAY), phase: 'running' }, 'en')).toBe('1 day late');
});

test('without one it is said why: the clock stands still, is still to come, or there is none', () => {
  expect(text({ dueAt: null, phase: 'paused' }, 'vi')).toBe('đang dừng');
  expect(text({ dueAt: null, phase: 'paused', isToCome: true }, 'en')).toBe('paused');
  expect(text({ dueAt: null, phase: null, isToCome: true }, 'vi')).toBe('chưa tính hạn');
  expect(text({ dueAt: null, phase: null, isToCome: true }, 'en')).toBe('not started');
  expect(text({ dueAt: null, phase: null }, 'vi')).toBe('Không hạn');
});
