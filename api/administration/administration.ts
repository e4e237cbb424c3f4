/** What only administrators may do, and how findings of the checkers are reported as problems. */
import type { Actor } from '../../domain/cases/state/commands.ts';
import { type Finding, pathKeys } from '../../domain/procedures/language/problem.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import type { Role } from '../../domain/vocabulary/roles.ts';
import { type FieldError, Problem } from '../http/problem.ts';

/** @throws Problem not-permitted */
export function demandRole(actor: Actor, ...roles: readonly Role[]): void {
  if (!actor.roles.some(({ role }) => roles.includes(role)))
    throw new Problem('not-permitted', { action: 'administer' });
}

/** Offices and people are for those who work there. @throws Problem not-permitted */
export function demandStaff(actor: Actor): void {
  if (actor.roles.every(({ role }) => role === 'citizen' || role === 'sensor'))
    throw new Problem('not-permitted', { action: 'administer' });
}

/** Reports are for those who answer for the work, or look into it. @throws Problem not-permitted */
export function demandReports(actor: Actor): void {
  if (actor.roles.every(({ role }) => role === 'citizen' || role === 'sensor'))
    throw new Problem('not-permitted', { action: 'report' });
}

/** A finding as a field at fault: its path becomes a JSON pointer, message and mend its text. */
export function faultOf({ path, message, mend }: Finding, language: Language): FieldError {
  const pointer = pathKeys(path)
    .map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
  return { pointer, kind: 'wrong', message: `${message[language]} ${mend[language]}` };
}
