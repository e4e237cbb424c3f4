/** How a deadline explains itself: to the citizen who waits, the officer who is late, and whoever judges between them. */
import type { LedgerEntry } from '../../domain/time/clock.ts';
import type { PauseReason } from '../../domain/vocabulary/clocks.ts';

type Moving = LedgerEntry['kind'] | 'calendar';

export interface WhyTexts {
  readonly term: string;
  readonly termAlways: string;
  readonly counted: string;
  readonly countedAlways: string;
  readonly countedNone: string;
  /** Begun when the day's hours were over. */
  readonly begunLate: string;
  readonly paused: string;
  /** Said after what counted, of a day on which it stood still for some hours. */
  readonly stood: string;
  readonly weekend: string;
  readonly holiday: string;
  readonly insteadOf: string;
  readonly off: string;
  readonly shorter: string;
  readonly due: string;
  /** Said before the days, of a clock that ended before its due instant. */
  readonly endedEarly: string;
  readonly dueStill: string;
  readonly kept: string;
  readonly over: string;
  readonly overAlways: string;
  readonly moves: Readonly<Record<Moving, string>>;
  readonly pauses: Readonly<Record<PauseReason, string>>;
  readonly hours: string;
  readonly hoursMinutes: string;
  readonly minutes: string;
  /** From Monday. */
  readonly weekdays: readonly string[];
  readonly never: string;
  readonly range: string;
  /** Where a move is written: the event in the history of the case, and who did it. */
  readonly source: string;
  readonly sourceAlone: string;
}

export const WHY_EN: WhyTexts = {
  term: '{granted} of working time on calendar “{calendar}” (version {version}), from {from}.',
  termAlways: '{granted} around the clock, from {from}.',
  counted: '{day}: {counted} counted ({open}); {total} so far.',
  countedAlways: '{day}: {counted} counted; {total} so far.',
  countedNone: '{day}: nothing counted.',
  begunLate: '{day}: started after working hours; nothing counted.',
  paused: '{day}: clock paused ({why}).',
  stood: 'Paused {times} ({why}).',
  weekend: '{day}: no working hours; not counted.',
  holiday: '{day}: {name} ({decision}); not counted.',
  insteadOf: '{day}: day off for {name} of {original} ({decision}); not counted.',
  off: '{day}: {name} ({decision}); not counted.',
  shorter: '{day}: {name} ({decision}); {counted} counted ({open}); {total} so far.',
  due: 'Due {due}.',
  endedEarly: 'Completed before it was due; the remaining days show how the deadline is calculated.',
  dueStill: 'The clock is paused; {remaining} left.',
  kept: 'The deadline remains as it was when the calendar changed.',
  over: 'Late by {over} of working time.',
  overAlways: 'Late by {over}.',
  moves: {
    start: '{at}: clock started; due {after}.',
    restart: '{at}: restarted with the full time limit; due {after}.',
    pause: '{at}: clock paused ({why}).',
    resume: '{at}: clock resumed after a pause of {minutes}; due {after}.',
    extend: '{at}: extended by {minutes}; due {after} instead of {before}.',
    judge: '{at}: the deadline passed; it remains late even if more time is granted.',
    keep: '{at}: the calendar changed after the deadline, which does not move.',
    recount: '{at}: recalculated by a retroactive decision; due {after}.',
    transfer: '{at}: went to another agency, and counts by its calendar; due {after} instead of {before}.',
    stop: '{at}: clock stopped.',
    calendar: '{at}: calendar “{calendar}” changed ({decision}); due {after} instead of {before}.',
  },
  pauses: {
    supplement: 'documents requested from the applicant',
    suspension: 'force majeure',
    payment: 'payment by the applicant',
    'other-authority': 'a response from another authority',
  },
  hours: '{h} h',
  hoursMinutes: '{h} h {m} min',
  minutes: '{m} min',
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  never: '(unknown)',
  range: '{from} to {to}',
  source: ' (Event {seq}, by {by}.)',
  sourceAlone: ' (Event {seq}.)',
};

export const WHY_VI: WhyTexts = {
  term: '{granted} làm việc theo lịch “{calendar}” (phiên bản {version}), từ {from}.',
  termAlways: '{granted} tính cả ngày đêm, từ {from}.',
  counted: '{day}: tính {counted} ({open}); đến nay {total}.',
  countedAlways: '{day}: tính {counted}; đến nay {total}.',
  countedNone: '{day}: không tính.',
  begunLate: '{day}: bắt đầu sau giờ làm việc; không tính.',
  paused: '{day}: tạm dừng tính thời gian ({why}).',
  stood: 'Tạm dừng {times} ({why}).',
  weekend: '{day}: không có giờ làm việc; không tính.',
  holiday: '{day}: {name} ({decision}); không tính.',
  insteadOf: '{day}: nghỉ bù {name} ngày {original} ({decision}); không tính.',
  off: '{day}: {name} ({decision}); không tính.',
  shorter: '{day}: {name} ({decision}); tính {counted} ({open}); đến nay {total}.',
  due: 'Hạn: {due}.',
  endedEarly: 'Đã kết thúc trước hạn; những ngày sau đó cho biết hạn được tính như thế nào.',
  dueStill: 'Đang tạm dừng tính thời gian; còn lại {remaining}.',
  kept: 'Hạn giữ nguyên như lúc lịch làm việc thay đổi.',
  over: 'Quá hạn {over} làm việc.',
  overAlways: 'Quá hạn {over}.',
  moves: {
    start: '{at}: bắt đầu tính; hạn {after}.',
    restart: '{at}: tính lại toàn bộ thời hạn; hạn {after}.',
    pause: '{at}: tạm dừng tính ({why}).',
    resume: '{at}: tính tiếp sau khi tạm dừng {minutes} của thời hạn; hạn {after}.',
    extend: '{at}: gia hạn {minutes}; hạn {after} thay cho {before}.',
    judge: '{at}: đã quá hạn vào lúc này; được cho thêm thời gian vẫn tính là quá hạn.',
    keep: '{at}: lịch thay đổi sau khi đã quá hạn; hạn giữ nguyên.',
    recount: '{at}: tính lại theo quyết định có hiệu lực trở về trước; hạn {after}.',
    transfer: '{at}: chuyển cho cơ quan khác, tính theo lịch của cơ quan đó; hạn {after} thay cho {before}.',
    stop: '{at}: kết thúc tính thời gian.',
    calendar: '{at}: lịch “{calendar}” thay đổi ({decision}); hạn {after} thay cho {before}.',
  },
  pauses: {
    supplement: 'chờ người nộp bổ sung giấy tờ',
    suspension: 'bất khả kháng',
    payment: 'chờ người nộp thực hiện nghĩa vụ tài chính',
    'other-authority': 'chờ ý kiến cơ quan khác',
  },
  hours: '{h} giờ',
  hoursMinutes: '{h} giờ {m} phút',
  minutes: '{m} phút',
  weekdays: ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ Nhật'],
  never: '(không xác định)',
  range: '{from} đến {to}',
  source: ' (Sự kiện số {seq}, do {by}.)',
  sourceAlone: ' (Sự kiện số {seq}.)',
};
