/** What stands at the head of an agency's paper (Decree 30/2020/NĐ-CP). */
import type { Agency } from '../agencies/types.ts';
import type { AgencyId, Localised } from '../ids.ts';

export interface Letterhead {
  /** Under whose seal it goes out. */
  readonly issuer: AgencyId;
  readonly agency: Localised;
  /** A People's Committee stands for itself; others name the one above. */
  readonly above: Localised | null;
  /** The commune or province in whose name it is dated; null: not told by any name. */
  readonly place: Localised | null;
}

type Named = Pick<Agency, 'id' | 'name' | 'parent'>;

const COMMITTEE = /^(?:Ủy|Uỷ) ban nhân dân /i;
const KIND = /^(?:phường|xã|đặc khu|thành phố|tỉnh) /i;
const COMMITTEE_EN = /^(?:The )?People[’']s Committee of (?:the )?/i;
const KIND_EN = / (?:Ward|Commune|City|Province)$/;

export function letterheadOf(id: AgencyId, agencies: ReadonlyMap<AgencyId, Named>): Letterhead {
  const own = agencies.get(id);
  const above = own?.parent == null ? undefined : agencies.get(own.parent);
  const isCommittee = own !== undefined && COMMITTEE.test(own.name.vi);
  return {
    issuer: id,
    agency: own?.name ?? { vi: id, en: id },
    above: isCommittee ? null : (above?.name ?? null),
    place: placeOf(own, agencies),
  };
}

function placeOf(agency: Named | undefined, agencies: ReadonlyMap<AgencyId, Named>): Localised | null {
  const seen = new Set<AgencyId>();
  for (let each = agency; each !== undefined && !seen.has(each.id); ) {
    seen.add(each.id);
    const { vi, en } = each.name;
    if (COMMITTEE.test(vi))
      return {
        vi: vi.replace(COMMITTEE, '').replace(KIND, ''),
        en: en.replace(COMMITTEE_EN, '').replace(KIND_EN, ''),
      };
    each = each.parent === null ? undefined : agencies.get(each.parent);
  }
  return null;
}
