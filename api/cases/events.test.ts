import { expect, test } from 'vitest';
import { mayConcern } from '../../db/core/reader.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import type { AgencyId, ProvinceId, UserId } from '../../domain/ids.ts';
import type { Role } from '../../domain/vocabulary/roles.ts';

const WARD = 'hue.ward' as AgencyId;
const somebody = (role: Role, agency: string | null, province = 'hue'): Actor => ({
  user: role as string as UserId,
  province: province as ProvinceId,
  roles: [{ role, agency: agency as AgencyId | null }],
});
const seen = { province: 'hue' as ProvinceId, agencies: [WARD], applicant: 'citizen' as UserId };

test('PostgreSQL is asked about an event only for whom it may concern: by province, by agency, by whose it is', () => {
  const concerned = [
    somebody('specialist', WARD),
    somebody('province-office', 'hue.ubnd'),
    somebody('auditor', null),
    // Who is below them, only PostgreSQL knows.
    somebody('agency-head', 'hue.ubnd'),
    somebody('citizen', null),
  ];
  expect(concerned.filter((each) => !mayConcern(each, seen))).toEqual([]);
  const others = [
    somebody('specialist', 'hue.other'),
    somebody('province-office', 'mau.ubnd', 'mau'),
    somebody('agency-head', WARD, 'mau'),
    { ...somebody('citizen', null), user: 'another' as UserId },
  ];
  expect(others.filter((each) => mayConcern(each, seen))).toEqual([]);
});
