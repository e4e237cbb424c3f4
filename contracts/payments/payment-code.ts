/** How a citizen pays a case's fee by transfer: what the transfer says, and the code that fills it in. */
import { createHash } from 'node:crypto';
import type { AgencyId, CaseId, ProvinceId } from '../../domain/ids.ts';
import { type BankAccount, vietQr } from '../../domain/payments/vietqr.ts';

/** Without letters that are taken for others when somebody types them. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const CHARACTERS = 12;

/** Says nothing of the case, and is the same whenever it is asked for: a transfer for this amount finds it. */
function referenceFor(caseId: CaseId, amount: number): string {
  const digest = createHash('sha256').update(`${caseId} ${amount}`).digest();
  return `MC${[...digest.subarray(0, CHARACTERS)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')}`;
}

interface Costing {
  readonly id: CaseId;
  readonly province: ProvinceId;
  readonly counter: AgencyId;
}

/** The payment of a case for that amount, in whole đồng; asked for twice, it is one. */
export function paymentFor({ id: caseId, province, counter }: Costing, amount: number) {
  const reference = referenceFor(caseId, amount);
  return { id: `pay-${reference}`, caseId, province, agency: counter, amount, reference };
}

/** VietQR; null: the agency has no account. */
export function codeOf(
  { amount, reference }: { readonly amount: number; readonly reference: string },
  account: BankAccount | null,
): string | null {
  return account === null ? null : vietQr({ account, amount, reference });
}
