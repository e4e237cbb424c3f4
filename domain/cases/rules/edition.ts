/**
 * Which edition of the rules a case was filed under. A rule that decides otherwise than before holds for cases filed since; those
 * that were under way end by the rule under which they began, as dossiers do in law, and their histories replay (ADR 14).
 */
import type { Filing } from '../state/commands.ts';

/**
 * 2: terms in whole days, appointments in opening hours, clocks that follow the work to another agency (issue of the
 * deadlines, December 2026).
 */
export const EDITION = 2;

/** Whether the case was filed under that edition or a later one. */
export function isUnder(edition: number, { edition: own = 1 }: Pick<Filing, 'edition'>): boolean {
  return own >= edition;
}
