/** How a citizen pays a case's fee by transfer. */
import { createHash } from 'node:crypto';
import type { Payment } from '../db/queries/payments.ts';
import { type BankAccount, vietQr } from '../domain/fees/vietqr.ts';
import type { CaseId } from '../domain/ids.ts';

/** Without letters that are taken for others when somebody types them. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const CHARACTERS = 12;

/** Says nothing of the case, and is the same whenever it is asked for: a transfer for this amount finds it. */
export function referenceFor(caseId: CaseId, amount: number): string {
  const digest = createHash('sha256').update(`${caseId} ${amount}`).digest();
  return `MC${[...digest.subarray(0, CHARACTERS)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')}`;
}

/** null: the agency has no account. */
export function codeOf({ amount, reference }: Payment, account: BankAccount | null): string | null {
  return account === null ? null : vietQr({ account, amount, reference });
}
