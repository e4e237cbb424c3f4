import type { CaseCode } from '../../ids.ts';
import { localDay } from '../../time/calendar.ts';
import type { BusinessCalendar } from '../../time/calendar-types.ts';
import type { Instant } from '../../time/instant.ts';

/** Numbers are written with at least so many digits; past 9999 a day they grow. */
const DIGITS = 4;
const SHAPE = /^([A-Z0-9]+(?:\.[A-Z0-9]+)*)-(\d{6})-(\d{4,9})$/;

/** Vietnam keeps UTC+7 all year; the series of a day begins at its midnight. */
const VIETNAM: Pick<BusinessCalendar, 'offsetMinutes'> = { offsetMinutes: 420 };

/** The day of a code's series, `yyMMdd`, for a case filed at that instant. */
export function seriesDay(filedAt: Instant): string {
  return localDay(VIETNAM as BusinessCalendar, filedAt)
    .replaceAll('-', '')
    .slice(2);
}

/** `<agency identifier>-<yyMMdd>-<number>`, for instance `H57.12-261123-0001`. */
export function formatCaseCode(agencyCode: string, day: string, number: number): CaseCode {
  return `${agencyCode}-${day}-${String(number).padStart(DIGITS, '0')}` as CaseCode;
}

export function isCaseCode(text: string): text is CaseCode {
  return SHAPE.test(text);
}

/** The parts of a code; null: it is none. */
export function parseCaseCode(
  text: string,
): { readonly agencyCode: string; readonly day: string; readonly number: number } | null {
  const [, agencyCode, day, number] = SHAPE.exec(text) ?? [];
  if (agencyCode === undefined || day === undefined || number === undefined) return null;
  return { agencyCode, day, number: Number(number) };
}
