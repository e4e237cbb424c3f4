import { describe, expect, test } from 'vitest';
import { AGENCIES, actorWith, OTHER_WARD, PEOPLE } from '../../test/support/sample-definitions.ts';
import type { Actor } from '../cases/state/commands.ts';
import type { ProvinceId, UserId } from '../ids.ts';
import { instant } from '../time/instant.ts';
import { type Delegation, faultOfDelegation, type Officer } from './delegation.ts';

const NOW = instant('2026-03-02T08:00:00+07:00');
const officer = ({ user, province, roles }: Actor): Officer => ({ id: user, province, active: true, roles });

const DELEGATION: Delegation = {
  principal: PEOPLE.specialist.user,
  deputy: PEOPLE.secondSpecialist.user,
  role: null,
  agency: AGENCIES.owner,
  from: NOW,
  until: instant('2026-03-09T08:00:00+07:00'),
};

function fault(
  actor: Actor,
  change: Partial<Delegation> = {},
  principal: Actor = PEOPLE.specialist,
  deputy: Actor | null = PEOPLE.secondSpecialist,
) {
  const delegation = { ...DELEGATION, principal: principal.user, deputy: deputy?.user ?? null, ...change };
  return faultOfDelegation(delegation, actor, officer(principal), deputy && officer(deputy), NOW);
}

describe('a delegation', () => {
  test('is arranged by the person, by the head of their agency, by an administrator', () => {
    expect(fault(PEOPLE.specialist)).toBeNull();
    expect(fault(PEOPLE.specialist, { agency: null })).toBeNull();
    expect(fault(PEOPLE.head)).toBeNull();
    expect(fault(PEOPLE.administrator, { agency: null })).toBeNull();
  });

  test('is an absence where nobody stands in', () => {
    expect(fault(PEOPLE.specialist, {}, PEOPLE.specialist, null)).toBeNull();
  });

  test('is not for a colleague, another head, or a head of theirs outside of their agency to arrange', () => {
    expect(fault(PEOPLE.secondSpecialist)).toBe('not-permitted');
    expect(fault(PEOPLE.otherHead)).toBe('not-permitted');
    expect(fault(PEOPLE.otherHead, { agency: OTHER_WARD })).toBe('not-permitted');
    expect(fault(PEOPLE.head, { agency: null })).toBe('not-permitted');
  });

  test('is not passed on by a deputy of the head', () => {
    const acting = {
      ...PEOPLE.tax,
      roles: [...PEOPLE.tax.roles, { role: 'agency-head', agency: AGENCIES.owner, of: PEOPLE.head.user }],
    } as Actor;
    expect(fault(acting)).toBe('not-permitted');
  });

  test("does not give a specialist the head's role", () => {
    expect(fault(PEOPLE.specialist, { role: 'agency-head' })).toBe('role-not-held');
  });

  test('is not possible for the roles of citizens, auditors and administrators', () => {
    for (const actor of [PEOPLE.citizen, PEOPLE.auditor, PEOPLE.administrator]) {
      const role = actor.roles[0]?.role ?? null;
      expect(fault(actor, { role, agency: null }, actor)).toBe('role-not-delegable');
      expect(fault(actor, { agency: null }, actor)).toBe('role-not-held');
    }
  });

  test('is not to a citizen, to somebody of another province, to somebody let go, to oneself, to nobody known', () => {
    expect(fault(PEOPLE.specialist, {}, PEOPLE.specialist, PEOPLE.citizen)).toBe('unknown-deputy');
    expect(fault(PEOPLE.specialist, {}, PEOPLE.specialist, PEOPLE.stranger)).toBe('unknown-deputy');
    expect(fault(PEOPLE.specialist, {}, PEOPLE.specialist, PEOPLE.specialist)).toBe('own-deputy');
    expect(fault(PEOPLE.specialist, { deputy: 'nobody' as UserId }, PEOPLE.specialist, null)).toBe(
      'unknown-deputy',
    );
    const gone = { ...officer(PEOPLE.secondSpecialist), active: false };
    expect(faultOfDelegation(DELEGATION, PEOPLE.specialist, officer(PEOPLE.specialist), gone, NOW)).toBe(
      'unknown-deputy',
    );
  });

  test('is not arranged by an administrator of another province, who does not learn whether the person exists', () => {
    const stranger = actorWith('quan-mau', 'administrator', null, 'mau' as ProvinceId);
    expect(fault(stranger)).toBe('not-permitted');
    expect(faultOfDelegation(DELEGATION, stranger, null, null, NOW)).toBe('not-permitted');
  });

  test('ends after it begins, after now, and within a year', () => {
    expect(fault(PEOPLE.specialist, { until: DELEGATION.from })).toBe('bad-period');
    expect(fault(PEOPLE.specialist, { from: instant('2026-02-01T00:00:00Z'), until: NOW })).toBe(
      'bad-period',
    );
    expect(fault(PEOPLE.specialist, { until: instant('2027-03-10T00:00:00Z') })).toBe('bad-period');
  });
});
