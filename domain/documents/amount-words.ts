/** Amounts in words, as receipts write them: `Mười lăm nghìn đồng`. */

const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
const GROUPS = ['', 'nghìn', 'triệu'] as const;
const BILLION = 'tỷ';

/** Whole đồng in Vietnamese words, the first letter large. @throws RangeError below zero, or for what is no whole number */
export function amountInWords(amount: number): string {
  if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError(`no amount of whole đồng: ${amount}`);
  const words = `${numberWords(amount)} đồng`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function numberWords(n: number): string {
  if (n === 0) return DIGITS[0];
  const above = Math.floor(n / 1_000_000_000);
  const rest = belowBillion(n % 1_000_000_000, above > 0);
  return above === 0 ? rest : [numberWords(above), BILLION, rest].filter(Boolean).join(' ');
}

/** `within`: larger groups come before, so that missing hundreds are spoken. */
function belowBillion(n: number, within: boolean): string {
  const words: string[] = [];
  let isWithin = within;
  for (const place of [2, 1, 0] as const) {
    const three = Math.floor(n / 1000 ** place) % 1000;
    if (three === 0) continue;
    words.push([threeDigits(three, isWithin), GROUPS[place]].filter(Boolean).join(' '));
    isWithin = true;
  }
  return words.join(' ');
}

function threeDigits(n: number, within: boolean): string {
  const [hundreds, tens, ones] = [Math.floor(n / 100), Math.floor(n / 10) % 10, n % 10];
  const words: string[] = [];
  if (hundreds > 0 || within) words.push(digit(hundreds), 'trăm');
  if (tens === 0 && ones > 0 && words.length > 0) words.push('linh');
  if (tens === 1) words.push('mười');
  if (tens > 1) words.push(digit(tens), 'mươi');
  if (ones === 1 && tens > 1) words.push('mốt');
  else if (ones === 5 && tens > 0) words.push('lăm');
  else if (ones > 0) words.push(digit(ones));
  return words.join(' ');
}

function digit(n: number): string {
  return DIGITS[n] ?? '';
}
