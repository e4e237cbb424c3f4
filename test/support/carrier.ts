/** A simulated carrier of one test, with the settings by which the product reaches it. */
import { randomBytes } from 'node:crypto';
import type { CarrierSettings } from '../../config/settings.ts';
import { httpCarrier } from '../../integrations/carrier/http.ts';
import { type Control, startCarrierSimulator } from '../../integrations/carrier/simulator/index.ts';
import type { Faults, SimulatorOptions } from '../../integrations/carrier/simulator/options.ts';
import type { Address, Carrier, ShipmentOrder } from '../../integrations/carrier/types.ts';

export interface TestCarrier {
  readonly url: string;
  /** As the product reaches it, with little patience. */
  readonly carrier: Carrier;
  readonly settings: CarrierSettings;
  readonly control: Control;
  /** Scans are reported to this API. */
  reportTo(apiUrl: string): void;
  close(): Promise<void>;
}

const NAME = 'post';
const WITHIN_MS = 500;
const RETRY_MS = 50;

/** Without a life that is named, shipments have only the scans that `control.scan` makes. */
export async function startCarrier(
  options: Partial<Omit<SimulatorOptions, 'faults'>> & { readonly faults?: Partial<Faults> } = {},
): Promise<TestCarrier> {
  const simulator = await startCarrierSimulator({ life: 'manual', retryMs: RETRY_MS, ...options });
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const { account = 'motcua', password = 'motcua' } = options;
  const access = { url: simulator.url, account, password };
  return {
    url: simulator.url,
    carrier: httpCarrier(NAME, access, { withinMs: WITHIN_MS }),
    settings: { name: NAME, access, webhookSecrets: [secret] },
    control: simulator.control,
    reportTo: (apiUrl) => simulator.control.listen({ url: `${apiUrl}/v1/carriers/${NAME}/scans`, secret }),
    close: () => simulator.close(),
  };
}

export const COUNTER_ADDRESS: Address = {
  name: 'Bộ phận Một cửa phường Thuận Hóa',
  phone: '02343822000',
  address: '1 Lê Lợi, phường Thuận Hóa, Huế',
};
export const CITIZEN_ADDRESS: Address = {
  name: 'Nguyễn Văn Lợi',
  phone: '0905123456',
  address: '12 Lê Lợi, phường Thuận Hóa, Huế',
};

export function resultOrder(change: Partial<ShipmentOrder> = {}): ShipmentOrder {
  return {
    customer: 'HUE-HCC',
    orderNumber: 'H57.12-261123-0001',
    direction: 'result',
    sender: COUNTER_ADDRESS,
    receiver: CITIZEN_ADDRESS,
    cod: null,
    ...change,
  };
}
