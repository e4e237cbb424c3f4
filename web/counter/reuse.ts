/** What somebody stated in an earlier dossier, put beside what is typed now. */
import { foldVietnamese } from '../../domain/vocabulary/fold.ts';

export type Applicant = Readonly<Record<string, string>>;

const said = (applicant: Applicant): Applicant =>
  Object.fromEntries(Object.entries(applicant).filter(([, value]) => value.trim() !== ''));
const folded = (name = '') => foldVietnamese(name).toLowerCase().replaceAll(/\s+/g, ' ').trim();

/** Under another name stands somebody else: whoever was here before, or a relative with the same telephone. */
export function isOther(typed: Applicant, stated: Applicant): boolean {
  return folded(typed.name) !== '' && folded(typed.name) !== folded(stated.name);
}

/** Whether nothing would change. */
export function isSaid(typed: Applicant, stated: Applicant): boolean {
  return !isOther(typed, stated) && Object.keys(said(stated)).every((part) => (typed[part] ?? '') !== '');
}

/** What was typed now counts more than what was said then; but of what was typed for somebody else nothing stays. */
export function reused(typed: Applicant, stated: Applicant): Applicant {
  return isOther(typed, stated) ? said(stated) : { ...said(stated), ...said(typed) };
}

/** By what somebody can be found who was here before: once it is whole, not at each digit. */
export function keysOf({ phone = '', idNumber = '' }: Applicant): { phone?: string; idNumber?: string } {
  return {
    ...(/^\+?[0-9 .-]{8,20}$/.test(phone) && phone.replace(/\D/g, '').length >= 10 ? { phone } : {}),
    ...(/^[0-9]{9,12}$/.test(idNumber) ? { idNumber } : {}),
  };
}
