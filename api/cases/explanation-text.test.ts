import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { clockHistory } from '../../domain/cases/views/clock-history.ts';
import { termOfClock } from '../../domain/cases/views/clock-term.ts';
import type { UserId } from '../../domain/ids.ts';
import type { BusinessCalendar } from '../../domain/time/calendar-types.ts';
import { explainClock } from '../../domain/time/explain.ts';
import { type Instant, instant, type PlainDay } from '../../domain/time/instant.ts';
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
const at = (local: string) => instant(`${local.replace(' ', 'T')}${local.length > 16 ? '' : ':00'}+07:00`);
const office = calendars.office as BusinessCalendar;

const FLOOD: BusinessCalendar = {
  ...office,
  exceptions: [
    ...office.exceptions,
    ...['2026-03-17', '2026-03-18'].map((day) => ({
      day: day as PlainDay,
      kind: 'off' as const,
      hours: null,
      name: { vi: 'Nghỉ do lũ', en: 'Flood closure' },
      decision: '1234/QĐ-UBND',
    })),
  ],
};

function accepted(begins: string, yaml = PERMIT_YAML, counting = calendars): Play {
  const play = new Play({ ...definitionOf(yaml), calendars: counting }, at(begins));
  play.do(PEOPLE.receptionist, filingOf(play.definition, { facts: { area: 10 } }));
  play.do(PEOPLE.receptionist, { type: 'accept' });
  return play;
}

function requestDocuments(play: Play, on: string, until: string | null): void {
  play.now = at(on);
  const taskId = play.case.tasks[0]?.id ?? null;
  play.do(PEOPLE.specialist, {
    type: 'request-supplement',
    taskId,
    missing: ['title'],
    reason: content('why'),
  });
  if (until === null) return;
  play.now = at(until);
  const document = { id: 'doc-title-2', rule: 'title', digest: 'e'.repeat(64) };
  play.do(PEOPLE.receptionist, { type: 'receive-supplement', documents: [document] });
}

function extend(play: Play, on: string, amount: number): void {
  play.now = at(on);
  const by = { amount, unit: 'working-days' } as const;
  play.do(PEOPLE.head, { type: 'extend', by, taskId: null, reason: content('more') });
}

/** A permit of five working days over Tết 2026. Documents were missing for a while; then a day was added. */
function overTet(): Play {
  const play = accepted('2026-02-11 08:00', PERMIT_YAML.replace('15 working-days', '5 working-days'));
  requestDocuments(play, '2026-02-12 10:00', '2026-02-24 14:20');
  extend(play, '2026-02-25 09:00', 1);
  return play;
}

function reported(
  play: Play,
  now: Instant,
  language: Language,
  { clock = 'case', hidden = null }: { clock?: string; hidden?: string | null } = {},
) {
  const past = clockHistory(play.events, clock);
  if (past === null) throw new Error(`the case has no clock ${clock}`);
  return explanationText(
    explainClock(past.clock, play.definition.calendars, now),
    past,
    termOfClock(past.clock, play.definition.procedure, play.definition.calendars),
    { language, hidden: hidden as UserId | null, person: (id) => id },
  );
}

describe('the sentence that a citizen reads first', () => {
  test('has the term as the receipt has it, and the deadline', () => {
    const play = accepted('2026-03-02 08:00');
    expect(reported(play, play.now, 'vi').summary).toEqual([
      'Thời hạn 15 ngày làm việc kể từ thứ Hai, ngày 02/03/2026, đến hạn lúc 08:00 thứ Hai, ngày 23/03/2026.',
    ]);
    expect(reported(play, play.now, 'en').summary).toEqual([
      '15 working days from Monday 2 March 2026, so due at 08:00 on Monday 23 March 2026.',
    ]);
  });

  test('names what moved it, the weightiest first: the wait for papers, a flood, more time', () => {
    const play = accepted('2026-03-02 08:00', PERMIT_YAML, { ...calendars, office: FLOOD });
    requestDocuments(play, '2026-03-04 09:10', '2026-03-09 15:40');
    // By hand: 17:10 to the pause; 1:20 on Mon 9; 40:00 to Mon 16; 56:00 to Fri 27; 8:00 on Mon 30; the last 5:30 on Tue 31.
    extend(play, '2026-03-20 09:00', 1);
    expect(reported(play, play.now, 'vi').summary).toEqual([
      'Thời hạn 15 ngày làm việc kể từ thứ Hai, ngày 02/03/2026; do chờ bổ sung giấy tờ (yêu cầu ngày 04/03, nhận ngày 09/03), nghỉ do lũ (2 ngày, từ ngày 17/03 đến ngày 18/03) và được gia hạn thêm 1 ngày làm việc (ngày 20/03), hạn lùi đến 14:30 thứ Ba, ngày 31/03/2026.',
    ]);
    expect(reported(play, play.now, 'en').summary).toEqual([
      '15 working days from Monday 2 March 2026; the documents requested on 4 March and received on 9 March, flood closure (2 days, from 17 March to 18 March), and an extension of 1 working day on 20 March moved it to 14:30 on Tuesday 31 March 2026.',
    ]);
  });

  test('names holidays that cost time, and none that lay in a pause', () => {
    const over = accepted('2026-04-22 08:00');
    expect(reported(over, over.now, 'vi').summary[0]).toBe(
      'Thời hạn 15 ngày làm việc kể từ thứ Tư, ngày 22/04/2026; do nghỉ Giỗ Tổ Hùng Vương, Ngày Chiến thắng và Ngày Quốc tế lao động (3 ngày), hạn lùi đến 08:00 thứ Hai, ngày 18/05/2026.',
    );
    expect(reported(overTet(), at('2026-02-25 09:30'), 'vi').summary[0]).not.toContain('Tết');
    const tet = accepted('2026-02-10 08:00');
    expect(reported(tet, tet.now, 'en').summary[0]).toContain('; Lunar New Year (5 days) moved it to ');
  });

  test('of a clock that stands still says since when, for what, and what is left', () => {
    const play = accepted('2026-03-02 08:00');
    requestDocuments(play, '2026-03-04 09:00', null);
    expect(reported(play, at('2026-03-10 10:00'), 'vi').summary).toEqual([
      'Thời hạn 15 ngày làm việc kể từ thứ Hai, ngày 02/03/2026; tạm dừng tính từ ngày 04/03 (chờ người nộp bổ sung giấy tờ), còn lại 12 ngày 7 giờ làm việc.',
    ]);
    // Thirty days on the letter are no 720 hours here.
    expect(reported(play, at('2026-03-10 10:00'), 'en', { clock: 'supplement' }).summary).toEqual([
      '30 days from Wednesday 4 March 2026, so due at 24:00 on Friday 3 April 2026.',
    ]);
  });

  test('of a term begun anew says so', () => {
    const play = accepted('2026-03-02 08:00', PERMIT_YAML.replace('mode: resume', 'mode: restart'));
    requestDocuments(play, '2026-03-04 09:00', '2026-03-10 10:00');
    expect(reported(play, play.now, 'vi').summary).toEqual([
      'Thời hạn 15 ngày làm việc, tính lại từ đầu kể từ thứ Ba, ngày 10/03/2026 (lần đầu tính từ ngày 02/03), đến hạn lúc 10:00 thứ Ba, ngày 31/03/2026.',
    ]);
  });

  test('of a task says how it ended: in time, or by how much too late', () => {
    const play = accepted('2026-03-02 08:00');
    const complete = (on: string) => {
      play.until(at(on));
      const taskId = play.case.tasks[0]?.id ?? ('' as never);
      play.do(PEOPLE.specialist, { type: 'claim', taskId });
      const done = { outcome: 'forward', reason: null, documents: [] };
      play.do(PEOPLE.specialist, { type: 'complete', taskId, ...done });
    };
    complete('2026-03-05 15:30');
    expect(reported(play, at('2026-06-01 08:00'), 'vi', { clock: 'task:examine.1' }).summary).toEqual([
      'Thời hạn 3 ngày làm việc kể từ thứ Hai, ngày 02/03/2026, đến hạn lúc 08:00 thứ Năm, ngày 05/03/2026.',
      'Đã hoàn thành lúc 15:30 thứ Năm, ngày 05/03/2026, quá hạn 6 giờ làm việc.',
    ]);
    const early = accepted('2026-03-02 08:00');
    early.now = at('2026-03-03 10:00');
    const taskId = early.case.tasks[0]?.id ?? ('' as never);
    early.do(PEOPLE.specialist, { type: 'claim', taskId });
    early.do(PEOPLE.specialist, {
      type: 'complete',
      taskId,
      outcome: 'forward',
      reason: null,
      documents: [],
    });
    const { summary } = reported(early, at('2026-06-01 08:00'), 'en', { clock: 'task:examine.1' });
    expect(summary[1]).toBe('It was completed at 10:00 on Tuesday 3 March 2026, on time.');
  });

  test('of a missed deadline that was then extended says that it stays missed', () => {
    const play = accepted('2026-03-02 08:00');
    play.until(at('2026-03-24 10:00'));
    extend(play, '2026-03-24 10:00', 3);
    expect(reported(play, play.now, 'vi').summary.slice(1)).toEqual([
      'Hạn trước đó, 08:00 thứ Hai, ngày 23/03/2026, đã quá và vẫn được ghi nhận là quá hạn.',
    ]);
  });

  test('of a term that reaches into a year without announcement says that it is provisional', () => {
    const play = accepted('2026-12-15 08:00');
    const { summary, days } = reported(play, play.now, 'vi');
    expect(summary[1]).toBe('Lịch nghỉ lễ, Tết năm 2027 chưa được công bố nên ngày này chỉ là tạm tính.');
    const provisional = days.filter((line) => line.endsWith('(Tạm tính.)'));
    expect(provisional.map((line) => line.split(':')[0])).toEqual([
      'Thứ Sáu 01/01/2027',
      'Thứ Bảy 02/01 đến Chủ Nhật 03/01/2027',
      'Thứ Hai 04/01 đến Thứ Ba 05/01/2027',
      'Thứ Tư 06/01/2027',
    ]);
    const known = accepted('2026-03-02 08:00');
    expect(reported(known, known.now, 'vi').days.join()).not.toContain('Tạm tính');
  });
});

describe('a term in whole days', () => {
  test('is told by days, without the one on which it begins', () => {
    const yaml = PERMIT_YAML.replace('15 working-days', '8 working-days, counting: days');
    const play = accepted('2026-03-02 10:20', yaml);
    requestDocuments(play, '2026-03-04 09:00', '2026-03-06 15:00');
    const { summary, days } = reported(play, play.now, 'vi');
    expect(summary).toEqual([
      'Thời hạn 8 ngày làm việc kể từ thứ Hai, ngày 02/03/2026; do chờ bổ sung giấy tờ (yêu cầu ngày 04/03, nhận ngày 06/03), hạn lùi đến 17:00 thứ Hai, ngày 16/03/2026.',
    ]);
    expect(days).toEqual([
      'Tính theo lịch “Giờ hành chính thành phố Huế” (phiên bản 3); tính tròn ngày, không kể ngày bắt đầu (Bộ luật Dân sự 2015, Điều 147 và Điều 148).',
      'Thứ Hai 02/03/2026: ngày bắt đầu; không tính.',
      'Thứ Ba 03/03 đến Thứ Tư 04/03/2026: tính 2 ngày; đến nay 2 ngày.',
      'Thứ Năm 05/03/2026: tạm dừng tính thời gian (chờ người nộp bổ sung giấy tờ).',
      'Thứ Sáu 06/03/2026: ngày tiếp tục tính; không tính.',
      'Thứ Bảy 07/03 đến Chủ Nhật 08/03/2026: không có giờ làm việc; không tính.',
      'Thứ Hai 09/03 đến Thứ Sáu 13/03/2026: tính 5 ngày; đến nay 7 ngày.',
      'Thứ Bảy 14/03 đến Chủ Nhật 15/03/2026: không có giờ làm việc; không tính.',
      'Thứ Hai 16/03/2026: tính 1 ngày; đến nay 8 ngày.',
      'Hạn: Thứ Hai 16/03/2026 17:00.',
    ]);
  });

  test('says that its last day was a day off', () => {
    // Asked on 20 January: the thirtieth day is in Tết, and a citizen has until the end of the first working day after it.
    const play = accepted('2026-01-19 08:00');
    requestDocuments(play, '2026-01-20 09:15', null);
    const { summary, days } = reported(play, play.now, 'vi', { clock: 'supplement' });
    expect(summary).toEqual([
      'Thời hạn 30 ngày kể từ thứ Ba, ngày 20/01/2026; do ngày cuối (19/02) là ngày nghỉ, hạn lùi đến 24:00 thứ Hai, ngày 23/02/2026.',
    ]);
    expect(days.slice(1)).toEqual([
      'Thứ Ba 20/01/2026: ngày bắt đầu; không tính.',
      'Thứ Tư 21/01 đến Thứ Năm 19/02/2026: tính 30 ngày; đến nay 30 ngày.',
      'Thứ Sáu 20/02/2026: Tết Nguyên đán (Bộ luật Lao động 45/2019/QH14); không tính.',
      'Thứ Bảy 21/02 đến Chủ Nhật 22/02/2026: không có giờ làm việc; không tính.',
      'Thứ Hai 23/02/2026: ngày cuối là ngày nghỉ nên thời hạn kết thúc khi hết ngày làm việc này.',
      'Hạn: Thứ Hai 23/02/2026 24:00.',
    ]);
  });

  test('of months is told in months, and of the same day as such', () => {
    const months = accepted('2026-01-30 08:00', PERMIT_YAML.replace('15 working-days', '1 months'));
    expect(reported(months, months.now, 'en').summary).toEqual([
      '1 month from Friday 30 January 2026; a day off at its end (28 February) moved it to 17:00 on Monday 2 March 2026.',
    ]);
    const yaml = PERMIT_YAML.replace('15 working-days', 'same-day').replace(
      /due: \d working-days/g,
      'due: 1 working-hours',
    );
    const today = accepted('2026-03-02 10:00', yaml);
    expect(reported(today, today.now, 'vi').summary).toEqual([
      'Giải quyết trong ngày tiếp nhận là thứ Hai, ngày 02/03/2026, đến hạn lúc 17:00 thứ Hai, ngày 02/03/2026.',
    ]);
  });
});

describe('the account of a deadline', () => {
  test('is one that a citizen can check with a calendar and a pencil', () => {
    const play = overTet();
    const seq = (type: string) => play.events.find((event) => event.type === type)?.seq;
    const { days, events } = reported(play, at('2026-03-03 09:00'), 'vi');
    expect(days).toEqual([
      'Tính theo lịch “Giờ hành chính thành phố Huế” (phiên bản 3); một ngày làm việc là 8 giờ.',
      'Thứ Tư 11/02/2026: tính 7 giờ 30 phút (08:00–11:30, 13:00–17:00); đến nay 7 giờ 30 phút.',
      'Thứ Năm 12/02/2026: tính 2 giờ 30 phút (07:30–10:00); đến nay 1 ngày 2 giờ. Tạm dừng 10:00–11:30, 13:00–17:00 (chờ người nộp bổ sung giấy tờ).',
      'Thứ Sáu 13/02/2026: tạm dừng tính thời gian (chờ người nộp bổ sung giấy tờ).',
      'Thứ Bảy 14/02 đến Chủ Nhật 15/02/2026: không có giờ làm việc; không tính.',
      'Thứ Hai 16/02 đến Thứ Sáu 20/02/2026: Tết Nguyên đán (Bộ luật Lao động 45/2019/QH14); không tính.',
      'Thứ Bảy 21/02 đến Chủ Nhật 22/02/2026: không có giờ làm việc; không tính.',
      'Thứ Hai 23/02/2026: tạm dừng tính thời gian (chờ người nộp bổ sung giấy tờ).',
      'Thứ Ba 24/02/2026: tính 2 giờ 40 phút (14:20–17:00); đến nay 1 ngày 4 giờ 40 phút. Tạm dừng 07:30–11:30, 13:00–14:20 (chờ người nộp bổ sung giấy tờ).',
      // Days that are alike, told as one with their sum.
      'Thứ Tư 25/02 đến Thứ Sáu 27/02/2026: tính 3 ngày (mỗi ngày 07:30–11:30, 13:00–17:00); đến nay 4 ngày 4 giờ 40 phút.',
      'Thứ Bảy 28/02 đến Chủ Nhật 01/03/2026: không có giờ làm việc; không tính.',
      'Thứ Hai 02/03/2026: tính 1 ngày (07:30–11:30, 13:00–17:00); đến nay 5 ngày 4 giờ 40 phút.',
      'Thứ Ba 03/03/2026: tính 3 giờ 20 phút (07:30–10:50); đến nay 6 ngày.',
      'Hạn: Thứ Ba 03/03/2026 10:50.',
    ]);
    expect(events).toEqual([
      `Thứ Tư 11/02/2026 08:00: bắt đầu tính; hạn Thứ Tư 25/02/2026 08:00. (Sự kiện số ${seq('case-accepted')}, do lan.)`,
      `Thứ Năm 12/02/2026 10:00: tạm dừng tính (chờ người nộp bổ sung giấy tờ). (Sự kiện số ${seq('supplement-requested')}, do minh.)`,
      `Thứ Ba 24/02/2026 14:20: tính tiếp sau khi tạm dừng 3 ngày 2 giờ 50 phút làm việc; hạn Thứ Hai 02/03/2026 10:50. (Sự kiện số ${seq('supplement-received')}, do lan.)`,
      `Thứ Tư 25/02/2026 09:00: gia hạn 1 ngày làm việc; hạn Thứ Ba 03/03/2026 10:50 thay cho Thứ Hai 02/03/2026 10:50. (Sự kiện số ${seq('deadline-extended')}, do dung.)`,
    ]);
  });

  test('has as many sentences in English, and says there too by how much it was missed', () => {
    const play = overTet();
    const now = at('2026-03-03 16:00');
    const [said, vi] = [reported(play, now, 'en'), reported(play, now, 'vi')];
    for (const part of ['summary', 'days', 'events'] as const)
      expect(said[part]).toHaveLength(vi[part].length);
    expect(said.days).toContain(
      'Saturday 28 February to Sunday 1 March 2026: no working hours; not counted.',
    );
    expect(said.summary.at(-1)).toBe('It is late by 3 hours 40 minutes of working time.');
    // A parameter that nobody gave would stand there as a lonely dash.
    expect(Object.values(said).flat().join('\n')).not.toMatch(/[{}]|\s–/);
  });

  test('leaves out a name that the reader may not know', () => {
    const { events } = reported(overTet(), at('2026-03-03 09:00'), 'en', { hidden: 'lan' });
    expect(events.filter((line) => line.includes('by lan'))).toEqual([]);
    expect(events[2]).toMatch(/\(Event \d+\.\)$/);
    expect(events[3]).toMatch(/\(Event \d+, by dung\.\)$/);
  });

  test('says of a clock that ended early that the rest of its days are no more than an account', () => {
    const play = overTet();
    const note = 'Đã kết thúc trước hạn; những ngày sau đó cho biết hạn được tính như thế nào.';
    expect(reported(play, play.now, 'vi').days).not.toContain(note);
    play.do(PEOPLE.receptionist, { type: 'withdraw', reason: content('bye') });
    const { days, summary } = reported(play, at('2026-04-01 08:00'), 'vi');
    expect(days).toContain(note);
    expect(summary.at(-1)).toBe('Đã dừng lúc 09:00 thứ Tư, ngày 25/02/2026.');
  });

  test('names a term begun after hours, a holiday on a Sunday and the Monday off instead', () => {
    const play = accepted('2026-04-24 18:00');
    expect(reported(play, play.now, 'en').days.slice(1, 6)).toEqual([
      'Friday 24 April 2026: started after working hours; nothing counted.',
      'Saturday 25 April 2026: no working hours; not counted.',
      "Sunday 26 April 2026: Hung Kings' Day (Bộ luật Lao động 45/2019/QH14); not counted.",
      "Monday 27 April 2026: day off for Hung Kings' Day of 26 April 2026 (Bộ luật Lao động 45/2019/QH14); not counted.",
      'Tuesday 28 April to Wednesday 29 April 2026: 2 days (07:30–11:30, 13:30–17:30 each day); 2 days so far.',
    ]);
  });

  test('agrees to the minute with itself, whatever the second was; where the sum does not, it says so', () => {
    const play = accepted('2026-03-02 08:00:20');
    requestDocuments(play, '2026-03-04 09:00:10', '2026-03-04 09:30:55');
    const { days } = reported(play, play.now, 'vi');
    // 08:00:20 to 09:00:10, and from 09:30:55 on.
    expect(days[1]).toContain('tính 7 giờ 30 phút (08:00–11:30, 13:00–17:00)');
    expect(days[3]).toContain('tính 7 giờ 30 phút (07:30–09:00, 09:30–11:30, 13:00–17:00)');
    expect(days.at(-2)).toBe('Giờ được ghi tròn phút nhưng tính đến từng giây, nên tổng cộng lệch 1 phút.');
  });
});
