/**
 * The Vietnamese lunar calendar: months begin on the day of the new moon, and the month of the winter solstice is the
 * 11th, both judged at UTC+7. So it differs from the Chinese calendar, judged at UTC+8, in some years (Tết 2007, 2030).
 * New moons and the sun's longitude by the series of J. Meeus, Astronomical Algorithms (2nd ed., chapters 25 and 49),
 * cut to terms that matter for the day.
 */
import { type DayNumber, dayNumber } from './civil.ts';

/** Julian day number of 1970-01-01 at noon. */
const JULIAN_EPOCH = 2_440_588;
const MEAN_MONTH = 29.530588861;
const VIETNAM_HOURS = 7;

/** The civil day of a day of the lunar calendar (not of a leap month), in the lunar year that begins in solar `year`. */
export function lunarDay(year: number, month: number, day: number): DayNumber {
  const previousEleventh = eleventhMonth(year - 1);
  const eleventh = eleventhMonth(year);
  const [start, next] = month >= 11 ? [eleventh, eleventhMonth(year + 1)] : [previousEleventh, eleventh];
  let offset = month >= 11 ? month - 11 : month + 1;
  // Thirteen months between two solstices: one of them is leap, and those after it come a month later.
  if (next - start > 365 && offset >= leapOffset(start)) offset += 1;
  return (
    newMoonDay(Math.floor(0.5 + (start - 2_415_021.076998695) / MEAN_MONTH) + offset) + day - 1 - JULIAN_EPOCH
  );
}

/** Julian day number on which the 11th lunar month of that solar year begins: the one with the winter solstice. */
function eleventhMonth(year: number): number {
  const lastDay = dayNumber(year, 12, 31) + JULIAN_EPOCH;
  const k = Math.floor((lastDay - 2_415_021) / MEAN_MONTH);
  const begins = newMoonDay(k);
  return sunSector(begins) >= 9 ? newMoonDay(k - 1) : begins;
}

/** In a year of thirteen months: how many months after the 11th the leap month is, the first without a major solar term. */
function leapOffset(eleventh: number): number {
  const k = Math.floor(0.5 + (eleventh - 2_415_021.076998695) / MEAN_MONTH);
  let offset = 1;
  let sector = sunSector(newMoonDay(k + offset));
  for (; offset < 14; offset++) {
    const next = sunSector(newMoonDay(k + offset + 1));
    if (next === sector) break;
    sector = next;
  }
  return offset;
}

/** Julian day number, in Vietnam, of the k-th new moon after 1900-01-01. */
function newMoonDay(k: number): number {
  const t = k / 1236.85;
  const mean =
    2_415_020.75933 +
    29.53058868 * k +
    0.0001178 * t ** 2 -
    0.000000155 * t ** 3 +
    0.00033 * sin(166.56 + 132.87 * t - 0.009173 * t ** 2);
  const sun = 359.2242 + 29.10535608 * k - 0.0000333 * t ** 2 - 0.00000347 * t ** 3;
  const moon = 306.0253 + 385.81691806 * k + 0.0107306 * t ** 2 + 0.00001236 * t ** 3;
  const node = 21.2964 + 390.67050646 * k - 0.0016528 * t ** 2 - 0.00000239 * t ** 3;
  const correction =
    (0.1734 - 0.000393 * t) * sin(sun) +
    0.0021 * sin(2 * sun) -
    0.4068 * sin(moon) +
    0.0161 * sin(2 * moon) -
    0.0004 * sin(3 * moon) +
    0.0104 * sin(2 * node) -
    0.0051 * sin(sun + moon) -
    0.0074 * sin(sun - moon) +
    0.0004 * sin(2 * node + sun) -
    0.0004 * sin(2 * node - sun) -
    0.0006 * sin(2 * node + moon) +
    0.001 * sin(2 * node - moon) +
    0.0005 * sin(2 * moon + sun);
  const deltaT = -0.000278 + 0.000265 * t + 0.000262 * t ** 2;
  return Math.floor(mean + correction - deltaT + 0.5 + VIETNAM_HOURS / 24);
}

/** In which twelfth of the ecliptic the sun stands at midnight in Vietnam: 0 from the March equinox, 9 from the winter solstice. */
function sunSector(julianDay: number): number {
  const t = (julianDay - 2_451_545.5 - VIETNAM_HOURS / 24) / 36_525;
  const anomaly = 357.5291 + 35_999.0503 * t - 0.0001559 * t ** 2 - 0.00000048 * t ** 3;
  const mean = 280.46645 + 36_000.76983 * t + 0.0003032 * t ** 2;
  const centre =
    (1.9146 - 0.004817 * t - 0.000014 * t ** 2) * sin(anomaly) +
    (0.019993 - 0.000101 * t) * sin(2 * anomaly) +
    0.00029 * sin(3 * anomaly);
  const longitude = mean + centre;
  return Math.floor((((longitude % 360) + 360) % 360) / 30);
}

function sin(degrees: number): number {
  return Math.sin((degrees * Math.PI) / 180);
}
