import type { CarrierSettings } from '../../config/settings.ts';
import { httpCarrier } from './http.ts';
import type { Carrier } from './types.ts';

/** The carrier of the settings; null: nothing goes by post here. */
export function carrierOf({ name, access }: CarrierSettings): Carrier | null {
  return access === null ? null : httpCarrier(name, access);
}
