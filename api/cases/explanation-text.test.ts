import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { clockHistory } from '../../domain/cases/views/clock-history.ts';
import type { UserId } from '../../domain/ids.ts';
import { explainClock } from '../../domain/time/explain.ts';
import { type Instant, instant } from '../../domain/time/instant.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { loadCalendars } from '../../ops/definitions/calendar-files.ts';
import { Play } from '../../test/support/play.ts';
import {
  content,
  definitionOf,
  filingOf,
  PEOPLE,
  PERMIT_YAML,
} from '../../test/support/sample-definitions.ts';
import { explanationText } from './explanation-text.ts';

const { calendars } = loadCalendars(join(import.meta.dirname, '../../procedures'), 'hue');
const at = (local: string) => instant(`${local.replace(' ', 'T')}:00+07:00`);

/** A permit of five working days over Tết 2026. Documents were missing for a while; then a day was added. */
function overTet(): Play {
  const sample = definitionOf(PERMIT_YAML.replace('15 working-days', '5 working-days'));
  const play = new Play({ ...sample, calendars }, at('2026-02-11 08:00'));
  play.do(PEOPLE.receptionist, filingOf(play.definition, { facts: { area: 10 } }));
  play.do(PEOPLE.receptionist, { type: 'accept' });
  play.now = at('2026-02-12 10:00');
  play.do(PEOPLE.specialist, {
    type: 'request-supplement',
    taskId: play.case.tasks[0]?.id ?? null,
    missing: ['title'],
    reason: content('why'),
  });
  play.now = at('2026-02-24 14:20');
  const document = { id: 'doc-title-2', rule: 'title', digest: 'e'.repeat(64) };
  play.do(PEOPLE.receptionist, { type: 'receive-supplement', documents: [document] });
  play.now = at('2026-02-25 09:00');
  const by = { amount: 1, unit: 'working-days' } as const;
  play.do(PEOPLE.head, { type: 'extend', by, taskId: null, reason: content('more') });
  return play;
}

function reported(play: Play, now: Instant, language: Language, hidden: string | null = null) {
  const past = clockHistory(play.events, 'case');
  if (past === null) throw new Error('the case has no clock');
  return explanationText(explainClock(past.clock, calendars, now), past, language, hidden as UserId | null);
}

describe('the account of a deadline', () => {
  test('is one that a citizen can check with a calendar and a pencil', () => {
    const play = overTet();
    const seq = (type: string) => play.events.find((event) => event.type === type)?.seq;
    expect(reported(play, at('2026-03-03 09:00'), 'vi')).toEqual([
      '48 giờ làm việc theo lịch “Giờ hành chính thành phố Huế” (phiên bản 2), từ Thứ Tư 11/02/2026 08:00.',
      `Thứ Tư 11/02/2026 08:00: bắt đầu tính; hạn Thứ Tư 25/02/2026 08:00. (Sự kiện số ${seq('case-accepted')}, do lan.)`,
      `Thứ Năm 12/02/2026 10:00: tạm dừng tính (chờ người nộp bổ sung giấy tờ). (Sự kiện số ${seq('supplement-requested')}, do minh.)`,
      `Thứ Ba 24/02/2026 14:20: tính tiếp sau khi tạm dừng 26 giờ 50 phút của thời hạn; hạn Thứ Hai 02/03/2026 10:50. (Sự kiện số ${seq('supplement-received')}, do lan.)`,
      `Thứ Tư 25/02/2026 09:00: gia hạn 8 giờ; hạn Thứ Ba 03/03/2026 10:50 thay cho Thứ Hai 02/03/2026 10:50. (Sự kiện số ${seq('deadline-extended')}, do dung.)`,
      'Thứ Tư 11/02/2026: tính 7 giờ 30 phút (08:00–11:30, 13:00–17:00); đến nay 7 giờ 30 phút.',
      'Thứ Năm 12/02/2026: tính 2 giờ 30 phút (07:30–10:00); đến nay 10 giờ. Tạm dừng 10:00–11:30, 13:00–17:00 (chờ người nộp bổ sung giấy tờ).',
      'Thứ Sáu 13/02/2026: tạm dừng tính thời gian (chờ người nộp bổ sung giấy tờ).',
      'Thứ Bảy 14/02/2026 đến Chủ Nhật 15/02/2026: không có giờ làm việc; không tính.',
      'Thứ Hai 16/02/2026 đến Thứ Sáu 20/02/2026: Tết Nguyên đán (Bộ luật Lao động 45/2019/QH14); không tính.',
      'Thứ Bảy 21/02/2026 đến Chủ Nhật 22/02/2026: không có giờ làm việc; không tính.',
      'Thứ Hai 23/02/2026: tạm dừng tính thời gian (chờ người nộp bổ sung giấy tờ).',
      'Thứ Ba 24/02/2026: tính 2 giờ 40 phút (14:20–17:00); đến nay 12 giờ 40 phút. Tạm dừng 07:30–11:30, 13:00–14:20 (chờ người nộp bổ sung giấy tờ).',
      'Thứ Tư 25/02/2026: tính 8 giờ (07:30–11:30, 13:00–17:00); đến nay 20 giờ 40 phút.',
      'Thứ Năm 26/02/2026: tính 8 giờ (07:30–11:30, 13:00–17:00); đến nay 28 giờ 40 phút.',
      'Thứ Sáu 27/02/2026: tính 8 giờ (07:30–11:30, 13:00–17:00); đến nay 36 giờ 40 phút.',
      'Thứ Bảy 28/02/2026 đến Chủ Nhật 01/03/2026: không có giờ làm việc; không tính.',
      'Thứ Hai 02/03/2026: tính 8 giờ (07:30–11:30, 13:00–17:00); đến nay 44 giờ 40 phút.',
      'Thứ Ba 03/03/2026: tính 3 giờ 20 phút (07:30–10:50); đến nay 48 giờ.',
      'Hạn: Thứ Ba 03/03/2026 10:50.',
    ]);
  });

  test('has as many sentences in English, and says there too by how much it was missed', () => {
    const play = overTet();
    const now = at('2026-03-03 16:00');
    const said = reported(play, now, 'en');
    expect(said).toHaveLength(reported(play, now, 'vi').length);
    expect(said).toContain('Saturday 28/02/2026 to Sunday 01/03/2026: no working hours; not counted.');
    expect(said.at(-1)).toBe('Late by 3 h 40 min of working time.');
    // A parameter that nobody gave would stand there as a lonely dash.
    expect(said.join('\n')).not.toMatch(/[{}]|\s–/);
  });

  test('leaves out a name that the reader may not know', () => {
    const said = reported(overTet(), at('2026-03-03 09:00'), 'en', 'lan');
    expect(said.filter((line) => line.includes('by lan'))).toEqual([]);
    expect(said[3]).toMatch(/\(Event \d+\.\)$/);
    expect(said[4]).toMatch(/\(Event \d+, by dung\.\)$/);
  });

  test('says of a clock that ended early that the rest of its days are no more than an account', () => {
    const play = overTet();
    const note = 'Đã kết thúc trước hạn; những ngày sau đó cho biết hạn được tính như thế nào.';
    expect(reported(play, play.now, 'vi')).not.toContain(note);
    play.do(PEOPLE.receptionist, { type: 'withdraw', reason: content('bye') });
    expect(reported(play, at('2026-04-01 08:00'), 'vi')).toContain(note);
  });

  test('names a term begun after hours, a holiday on a Sunday and the Monday off instead', () => {
    const play = new Play({ ...definitionOf(PERMIT_YAML), calendars }, at('2026-04-24 18:00'));
    play.do(PEOPLE.receptionist, filingOf(play.definition, { facts: { area: 10 } }));
    play.do(PEOPLE.receptionist, { type: 'accept' });
    expect(reported(play, play.now, 'en').slice(2, 7)).toEqual([
      'Friday 24/04/2026: started after working hours; nothing counted.',
      'Saturday 25/04/2026: no working hours; not counted.',
      "Sunday 26/04/2026: Hung Kings' Day (Bộ luật Lao động 45/2019/QH14); not counted.",
      "Monday 27/04/2026: day off for Hung Kings' Day of 26/04/2026 (Bộ luật Lao động 45/2019/QH14); not counted.",
      'Tuesday 28/04/2026: 8 h counted (07:30–11:30, 13:30–17:30); 8 h so far.',
    ]);
  });
});
