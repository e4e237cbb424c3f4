import type { AgencyId, Localised, ProvinceId } from '../ids.ts';
import type { BankAccount } from '../payments/vietqr.ts';
import type { AgencyLevel, AssignHow } from '../vocabulary/agencies.ts';

/**
 * An office in a province's tree. Two levels of government since July 2025: the province with its departments, and
 * the communes (wards, communes, special zones).
 */
export interface Agency {
  readonly id: AgencyId;
  readonly province: ProvinceId;
  readonly parent: AgencyId | null;
  readonly level: AgencyLevel;
  readonly name: Localised;
  /** Identifier printed in case codes, for instance `H57.12`. */
  readonly code: string;
  /** Functions that procedures may call it by: `commune`, `counter`, `tax`, `ward-police`, `construction`, ... */
  readonly fulfils: readonly string[];
  /** The commune whose area it serves; null: the whole province. */
  readonly area: string | null;
  /** The calendar by which it works instead of the procedure's; null or absent: as everywhere. */
  readonly calendar?: string | null;
  /** Who gets its tasks where the procedure does not say; null or absent: nobody, until somebody claims them. */
  readonly assign?: AssignHow | null;
  /** Where its fees are transferred to; null or absent: where its parent's are. */
  readonly account?: BankAccount | null;
}
