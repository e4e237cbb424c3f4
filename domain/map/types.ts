import type { Localised } from '../ids.ts';
import type { AreaKind, LineKind } from '../vocabulary/maps.ts';

/** WGS 84, degrees: latitude, longitude. */
export type LatLon = readonly [number, number];

/** What a province's map is drawn of, where no tiles from elsewhere are wanted: enough to find one's way. */
export interface ProvinceMap {
  readonly version: number;
  /** Where it comes from, as it is shown on the map. */
  readonly source: Localised;
  /** What is shown first. */
  readonly view: { readonly from: LatLon; readonly to: LatLon };
  /** `area` as agencies name it. */
  readonly wards: readonly { readonly area: string; readonly name: Localised; readonly at: LatLon }[];
  readonly lines: readonly {
    readonly kind: LineKind;
    readonly name?: Localised;
    readonly points: readonly LatLon[];
  }[];
  readonly areas: readonly {
    readonly kind: AreaKind;
    readonly name?: Localised;
    readonly points: readonly LatLon[];
  }[];
}
