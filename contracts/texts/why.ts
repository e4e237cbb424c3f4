/** How a deadline explains itself: to the citizen who waits, the officer who is late, and whoever judges between them. */
import type { LedgerEntry } from '../../domain/time/clock.ts';
import type { PauseReason } from '../../domain/vocabulary/clocks.ts';
import type { DurationUnit } from '../../domain/vocabulary/units.ts';

type Moving = LedgerEntry['kind'] | 'calendar';
/** Of one, and of more. */
type Counted = readonly [one: string, more: string];

export interface WhyTexts {
  /** By a decision with force for the past, of work that was done. */
  readonly rejudged: Readonly<Record<'inTime' | 'late' | 'stillLate', string>>;
  readonly summary: {
    readonly since: string;
    readonly sameDay: string;
    /** The full term began once more, for instance after documents came. */
    readonly anew: string;
    readonly due: string;
    readonly moved: string;
    readonly waiting: string;
    readonly late: string;
    readonly met: string;
    readonly metLate: string;
    readonly stopped: string;
    readonly stoppedLate: string;
    /** It was given more time when it was late already. */
    readonly missed: string;
    readonly kept: string;
    readonly provisional: string;
    /** A length that is no term: of office time. */
    readonly working: string;
    readonly noMinute: string;
  };
  /** What made it fall due later. */
  readonly movers: {
    readonly holidays: string;
    /** Of more than three names. */
    readonly manyHolidays: string;
    readonly closureDay: string;
    readonly closureDays: string;
    readonly pauses: Readonly<Record<PauseReason, string>>;
    readonly extension: string;
    readonly transfer: string;
    readonly lastDayOff: string;
    /** Between names, and between what moved it. */
    readonly and: string;
    readonly andAlso: string;
  };
  /** A term of one; more are told as on the receipt. */
  readonly one: Readonly<Record<DurationUnit, string>>;
  readonly lengths: { readonly days: Counted; readonly hours: Counted; readonly minutes: Counted };
  readonly basis: string;
  readonly basisDays: string;
  readonly basisAlways: string;
  /** Whole days. */
  readonly basisWhole: string;
  readonly counted: string;
  readonly countedAlways: string;
  readonly countedNone: string;
  /** The hours of each of several days. */
  readonly each: string;
  /** Begun when the day's hours were over. */
  readonly begunLate: string;
  /** Of whole days. */
  readonly begins: string;
  readonly goesOn: string;
  readonly ends: string;
  readonly endsInstead: string;
  readonly paused: string;
  /** Said after what counted, of a day on which it stood still for some hours. */
  readonly stood: string;
  readonly weekend: string;
  readonly holiday: string;
  readonly insteadOf: string;
  readonly off: string;
  readonly shorter: string;
  /** After a day whose year is not announced. */
  readonly provisional: string;
  readonly due: string;
  /** Said before the days, of a clock that ended before its due instant. */
  readonly endedEarly: string;
  readonly dueStill: string;
  /** The ledger knows seconds, and the account minutes. */
  readonly rounded: string;
  readonly moves: Readonly<Record<Moving, string>>;
  readonly pauses: Readonly<Record<PauseReason, string>>;
  /** From Monday; as a line begins, and within a sentence. */
  readonly weekdays: readonly string[];
  readonly weekdaysWithin: readonly string[];
  readonly months: readonly string[];
  readonly date: string;
  /** In a year that is known. */
  readonly dateAlone: string;
  readonly dayWithin: string;
  readonly momentWithin: string;
  readonly never: string;
  readonly range: string;
  /** Where a move is written: the event in the history of the case, and who did it. */
  readonly source: string;
  readonly sourceAlone: string;
}

export const WHY_EN: WhyTexts = {
  rejudged: {
    inTime: 'By a retroactive decision ({decision}) it counts as due at {due}, and as completed on time.',
    late: 'By a retroactive decision ({decision}) it counts as due at {due}, and as completed late.',
    stillLate:
      'By a retroactive decision ({decision}) it counts as due at {due}; it was completed late all the same.',
  },
  summary: {
    since: '{term} from {from}',
    sameDay: 'On the day of receipt, {from}',
    anew: '{term}, begun anew on {from} (the first time on {begun})',
    due: '{since}, so due at {due}.',
    moved: '{since}; {movers} moved it to {due}.',
    waiting: '{since}; the clock has been paused since {on} ({why}), with {remaining} left.',
    late: 'It is late by {over}.',
    met: 'It was completed at {at}, on time.',
    metLate: 'It was completed at {at}, late by {over}.',
    stopped: 'It was stopped at {at}.',
    stoppedLate: 'It was stopped at {at}, {over} after it was due.',
    missed: 'An earlier deadline, {missed}, was missed; it stays on record as missed.',
    kept: 'The deadline remains as it was when the calendar changed.',
    provisional: 'The public holidays of {years} have not been announced yet, so the date is provisional.',
    working: '{length} of working time',
    noMinute: 'less than a minute',
  },
  movers: {
    holidays: '{names} ({days})',
    manyHolidays: 'public holidays ({days})',
    closureDay: '{name} (on {from})',
    closureDays: '{name} ({days}, from {from} to {to})',
    pauses: {
      supplement: 'the documents requested on {from} and received on {to}',
      suspension: 'the suspension for force majeure from {from} to {to}',
      payment: 'the payment awaited from {from} to {to}',
      'other-authority': 'the response of another authority, awaited from {from} to {to}',
    },
    extension: 'an extension of {length} on {on}',
    transfer: 'the transfer to another agency on {on}',
    lastDayOff: 'a day off at its end ({day})',
    and: '{list} and {last}',
    andAlso: '{list}, and {last}',
  },
  one: {
    'working-minutes': '1 working minute',
    'working-hours': '1 working hour',
    'working-days': '1 working day',
    'calendar-days': '1 day',
    weeks: '1 week',
    months: '1 month',
    years: '1 year',
    'same-day': 'on the day of receipt',
    hours: '1 hour',
  },
  lengths: {
    days: ['{n} day', '{n} days'],
    hours: ['{n} hour', '{n} hours'],
    minutes: ['{n} minute', '{n} minutes'],
  },
  basis: 'Calendar “{calendar}” (version {version}).',
  basisDays: 'Calendar “{calendar}” (version {version}); a working day is {perDay}.',
  basisAlways: 'Counted around the clock.',
  basisWhole:
    'Calendar “{calendar}” (version {version}); counted in whole days, without the day on which it begins (Civil Code 2015, articles 147 and 148).',
  counted: '{day}: {counted} ({open}); {total} so far.',
  countedAlways: '{day}: {counted}; {total} so far.',
  countedNone: '{day}: nothing counted.',
  each: '{open} each day',
  begunLate: '{day}: started after working hours; nothing counted.',
  begins: '{day}: the day on which it begins; not counted.',
  goesOn: '{day}: the day on which it goes on; not counted.',
  ends: '{day}: the term ends with this day.',
  endsInstead: '{day}: the last day was a day off, so the term ends with this working day.',
  paused: '{day}: clock paused ({why}).',
  stood: 'Paused {times} ({why}).',
  weekend: '{day}: no working hours; not counted.',
  holiday: '{day}: {name} ({decision}); not counted.',
  insteadOf: '{day}: day off for {name} of {original} ({decision}); not counted.',
  off: '{day}: {name} ({decision}); not counted.',
  shorter: '{day}: {name} ({decision}); {counted} ({open}); {total} so far.',
  provisional: ' (Provisional.)',
  due: 'Due {due}.',
  endedEarly: 'Completed before it was due; the remaining days show how the deadline is calculated.',
  dueStill: 'The clock is paused; {remaining} left.',
  rounded: 'Times are shown in whole minutes but counted to the second; the sum differs by {difference}.',
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
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  weekdaysWithin: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  months: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  date: '{day} {month} {year}',
  dateAlone: '{day} {month}',
  dayWithin: '{weekday} {date}',
  momentWithin: '{time} on {day}',
  never: '(unknown)',
  range: '{from} to {to}',
  source: ' (Event {seq}, by {by}.)',
  sourceAlone: ' (Event {seq}.)',
};

export const WHY_VI: WhyTexts = {
  rejudged: {
    inTime:
      'Theo quyết định có hiệu lực trở về trước ({decision}), hạn được xác định là {due} và công việc được tính là hoàn thành đúng hạn.',
    late: 'Theo quyết định có hiệu lực trở về trước ({decision}), hạn được xác định là {due} và công việc được tính là hoàn thành quá hạn.',
    stillLate:
      'Theo quyết định có hiệu lực trở về trước ({decision}), hạn được xác định là {due}; công việc vẫn hoàn thành quá hạn.',
  },
  summary: {
    since: 'Thời hạn {term} kể từ {from}',
    sameDay: 'Giải quyết trong ngày tiếp nhận là {from}',
    anew: 'Thời hạn {term}, tính lại từ đầu kể từ {from} (lần đầu tính từ ngày {begun})',
    due: '{since}, đến hạn lúc {due}.',
    moved: '{since}; do {movers}, hạn lùi đến {due}.',
    waiting: '{since}; tạm dừng tính từ ngày {on} ({why}), còn lại {remaining}.',
    late: 'Hiện đã quá hạn {over}.',
    met: 'Đã hoàn thành lúc {at}, đúng hạn.',
    metLate: 'Đã hoàn thành lúc {at}, quá hạn {over}.',
    stopped: 'Đã dừng lúc {at}.',
    stoppedLate: 'Đã dừng lúc {at}, quá hạn {over}.',
    missed: 'Hạn trước đó, {missed}, đã quá và vẫn được ghi nhận là quá hạn.',
    kept: 'Hạn giữ nguyên như lúc lịch làm việc thay đổi.',
    provisional: 'Lịch nghỉ lễ, Tết năm {years} chưa được công bố nên ngày này chỉ là tạm tính.',
    working: '{length} làm việc',
    noMinute: 'chưa đến một phút',
  },
  movers: {
    holidays: 'nghỉ {names} ({days})',
    manyHolidays: 'các ngày nghỉ lễ, Tết ({days})',
    closureDay: '{name} (ngày {from})',
    closureDays: '{name} ({days}, từ ngày {from} đến ngày {to})',
    pauses: {
      supplement: 'chờ bổ sung giấy tờ (yêu cầu ngày {from}, nhận ngày {to})',
      suspension: 'tạm dừng vì bất khả kháng (từ ngày {from} đến ngày {to})',
      payment: 'chờ thực hiện nghĩa vụ tài chính (từ ngày {from} đến ngày {to})',
      'other-authority': 'chờ ý kiến cơ quan khác (từ ngày {from} đến ngày {to})',
    },
    extension: 'được gia hạn thêm {length} (ngày {on})',
    transfer: 'chuyển cơ quan khác giải quyết (ngày {on})',
    lastDayOff: 'ngày cuối ({day}) là ngày nghỉ',
    and: '{list} và {last}',
    andAlso: '{list} và {last}',
  },
  one: {
    'working-minutes': '1 phút làm việc',
    'working-hours': '1 giờ làm việc',
    'working-days': '1 ngày làm việc',
    'calendar-days': '1 ngày',
    weeks: '1 tuần',
    months: '1 tháng',
    years: '1 năm',
    'same-day': 'trong ngày tiếp nhận',
    hours: '1 giờ',
  },
  lengths: {
    days: ['{n} ngày', '{n} ngày'],
    hours: ['{n} giờ', '{n} giờ'],
    minutes: ['{n} phút', '{n} phút'],
  },
  basis: 'Tính theo lịch “{calendar}” (phiên bản {version}).',
  basisDays: 'Tính theo lịch “{calendar}” (phiên bản {version}); một ngày làm việc là {perDay}.',
  basisAlways: 'Tính liên tục cả ngày lẫn đêm.',
  basisWhole:
    'Tính theo lịch “{calendar}” (phiên bản {version}); tính tròn ngày, không kể ngày bắt đầu (Bộ luật Dân sự 2015, Điều 147 và Điều 148).',
  counted: '{day}: tính {counted} ({open}); đến nay {total}.',
  countedAlways: '{day}: tính {counted}; đến nay {total}.',
  countedNone: '{day}: không tính.',
  each: 'mỗi ngày {open}',
  begunLate: '{day}: bắt đầu sau giờ làm việc; không tính.',
  begins: '{day}: ngày bắt đầu; không tính.',
  goesOn: '{day}: ngày tiếp tục tính; không tính.',
  ends: '{day}: thời hạn kết thúc khi hết ngày này.',
  endsInstead: '{day}: ngày cuối là ngày nghỉ nên thời hạn kết thúc khi hết ngày làm việc này.',
  paused: '{day}: tạm dừng tính thời gian ({why}).',
  stood: 'Tạm dừng {times} ({why}).',
  weekend: '{day}: không có giờ làm việc; không tính.',
  holiday: '{day}: {name} ({decision}); không tính.',
  insteadOf: '{day}: nghỉ bù {name} ngày {original} ({decision}); không tính.',
  off: '{day}: {name} ({decision}); không tính.',
  shorter: '{day}: {name} ({decision}); tính {counted} ({open}); đến nay {total}.',
  provisional: ' (Tạm tính.)',
  due: 'Hạn: {due}.',
  endedEarly: 'Đã kết thúc trước hạn; những ngày sau đó cho biết hạn được tính như thế nào.',
  dueStill: 'Đang tạm dừng tính thời gian; còn lại {remaining}.',
  rounded: 'Giờ được ghi tròn phút nhưng tính đến từng giây, nên tổng cộng lệch {difference}.',
  moves: {
    start: '{at}: bắt đầu tính; hạn {after}.',
    restart: '{at}: tính lại toàn bộ thời hạn; hạn {after}.',
    pause: '{at}: tạm dừng tính ({why}).',
    resume: '{at}: tính tiếp sau khi tạm dừng {minutes}; hạn {after}.',
    extend: '{at}: gia hạn {minutes}; hạn {after} thay cho {before}.',
    judge: '{at}: đã quá hạn vào lúc này; dù được gia hạn vẫn tính là quá hạn.',
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
  weekdays: ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ Nhật'],
  weekdaysWithin: ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ Nhật'],
  months: ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'],
  date: '{day}/{month}/{year}',
  dateAlone: '{day}/{month}',
  dayWithin: '{weekday}, ngày {date}',
  momentWithin: '{time} {day}',
  never: '(không xác định)',
  range: '{from} đến {to}',
  source: ' (Sự kiện số {seq}, do {by}.)',
  sourceAlone: ' (Sự kiện số {seq}.)',
};
