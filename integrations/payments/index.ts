import type { PaymentSettings } from '../../config/settings.ts';
import { httpProvider } from './http.ts';
import type { PaymentProvider } from './types.ts';

/** The provider of the settings; null: fees are paid at the counter and at the door. */
export function providerOf({ name, access }: PaymentSettings): PaymentProvider | null {
  return access === null ? null : httpProvider(name, access);
}
