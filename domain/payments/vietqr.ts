/**
 * VietQR: the code by which a bank's app fills in a transfer. EMV QR Code Specification for Payment Systems, merchant-presented
 * mode, with the account of NAPAS (AID A000000727). Each part is two digits of id, two of length, and its value.
 */

/** Where the money goes. */
export interface BankAccount {
  /** Bank identification number of NAPAS, six digits. */
  readonly bank: string;
  readonly number: string;
  /** As the bank writes it. */
  readonly holder: string;
}

export interface TransferRequest {
  readonly account: BankAccount;
  /** Whole đồng. */
  readonly amount: number;
  /** What the transfer says; by it the payment is known again. Letters, digits and spaces, at most 25. */
  readonly reference: string;
}

const NAPAS = 'A000000727';
const TO_ACCOUNT = 'QRIBFTTA';
const DONG = '704';

/** @throws RangeError for what a bank's app would not read */
export function vietQr({ account: { bank, number, holder }, amount, reference }: TransferRequest): string {
  if (!/^\d{6}$/.test(bank)) throw new RangeError('a bank is six digits');
  if (!/^[A-Za-z0-9]{1,19}$/.test(number)) throw new RangeError('an account has 1 to 19 letters and digits');
  if (!Number.isSafeInteger(amount) || amount < 1 || amount > 9_999_999_999_999)
    throw new RangeError('an amount is whole đồng above zero');
  if (!/^[A-Za-z0-9 ]{1,25}$/.test(reference))
    throw new RangeError('a reference has 1 to 25 plain characters');
  const body = [
    part('00', '01'),
    // For one transfer, not for many.
    part('01', '12'),
    part(
      '38',
      part('00', NAPAS) + part('01', part('00', bank) + part('01', number)) + part('02', TO_ACCOUNT),
    ),
    part('53', DONG),
    part('54', String(amount)),
    part('58', 'VN'),
    part('59', plain(holder).slice(0, 25)),
    part('62', part('08', reference)),
    '6304',
  ].join('');
  return body + checksum(body);
}

function part(id: string, value: string): string {
  return id + String(value.length).padStart(2, '0') + value;
}

/** Apps read the holder's name in capitals without diacritics. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐ]/g, 'D')
    .toUpperCase()
    .replace(/[^A-Z0-9 .-]/g, '')
    .trim();
}

/** CRC-16/IBM-3740 (known as CCITT-FALSE) of everything before it, as four hexadecimal digits. */
export function checksum(text: string): string {
  let crc = 0xffff;
  for (const character of text) {
    crc ^= (character.codePointAt(0) ?? 0) << 8;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000) !== 0 ? ((crc << 1) ^ 0x1021) & 0xffff : crc << 1;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}
