/** Numbers of postal items as the Universal Postal Union's standard S10 writes them, for instance `EA473124829VN`. */

export interface S10 {
  /** What kind of item it is, for instance `EA` to `EZ`: express. */
  readonly service: string;
  /** Eight digits. */
  readonly serial: string;
  /** ISO 3166-1, two letters: which country's post gave it. */
  readonly country: string;
}

const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7] as const;
const SHAPE = /^([A-Z]{2})(\d{8})(\d)([A-Z]{2})$/;

/**
 * The check digit of a serial number: 11 less the weighted sum modulo 11, where 10 is written 0 and 11 is written 5.
 *
 * A wrong digit, or two digits of the serial that changed places, always change the remainder; but the remainders 0 and 6
 * are both written 5, so that about one such mistake in 55 passes (`s10.test.ts` counts them). A wrong check digit never does.
 * The letters are not covered. A good number need not be one that was ever given out.
 *
 * @throws RangeError unless given eight digits.
 */
export function s10CheckDigit(serial: string): number {
  if (!/^\d{8}$/.test(serial)) throw new RangeError('a serial number has eight digits');
  const sum = WEIGHTS.reduce((total, weight, n) => total + weight * Number(serial[n]), 0);
  const rest = 11 - (sum % 11);
  if (rest === 10) return 0;
  return rest === 11 ? 5 : rest;
}

/** @throws RangeError for parts that make no number. */
export function formatS10({ service, serial, country }: S10): string {
  const number = `${service}${serial}${s10CheckDigit(serial)}${country}`;
  if (!SHAPE.test(number)) throw new RangeError('service and country have two capital letters each');
  return number;
}

/** The parts of a number, written with blanks or in small letters too; null: it is none, or its check digit is wrong. */
export function parseS10(text: string): S10 | null {
  const [, service, serial, check, country] = SHAPE.exec(text.replaceAll(' ', '').toUpperCase()) ?? [];
  if (service === undefined || serial === undefined || country === undefined) return null;
  return s10CheckDigit(serial) === Number(check) ? { service, serial, country } : null;
}
