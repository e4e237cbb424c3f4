/**
 * The world outside a demonstration: a carrier, a bank and everybody's mailbox, simulated in one process. `npm start` runs it where the
 * settings name none. What it is to listen on, and the secrets, come as one JSON argument from who starts it.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { startCarrierSimulator } from '../../integrations/carrier/simulator/index.ts';
import { startMailbox } from '../../integrations/mailbox/index.ts';
import { startPaymentSimulator } from '../../integrations/payments/simulator.ts';

/** An hour of the post in a second: a shipment is at the door within a minute. */
const HOUR_A_SECOND = 3_600;

export const Outside = z.strictObject({
  motcua: z.url(),
  folder: z.string(),
  carrier: z
    .strictObject({ port: z.int(), name: z.string(), password: z.string(), secret: z.string() })
    .nullable(),
  bank: z.strictObject({ port: z.int(), name: z.string(), key: z.string(), secret: z.string() }).nullable(),
  /** `texts`: where the worker's file adapters write. */
  mailbox: z.strictObject({ port: z.int(), smtpPort: z.int(), texts: z.string() }).nullable(),
});
export type Outside = z.infer<typeof Outside>;

async function main(): Promise<void> {
  const { motcua, folder, carrier, bank, mailbox } = Outside.parse(JSON.parse(process.argv[2] ?? ''));
  mkdirSync(folder, { recursive: true });
  const running: { close(): Promise<void> }[] = [];
  if (carrier !== null) {
    const { port, name, password, secret } = carrier;
    running.push(
      await startCarrierSimulator({
        port,
        password,
        speed: HOUR_A_SECOND,
        file: join(folder, 'carrier.json'),
        firstSerial: Math.floor(Date.now() / 1000) % 100_000_000,
        listener: { url: `${motcua}/v1/carriers/${name}/scans`, secret },
      }),
    );
  }
  if (bank !== null) {
    const { port, name, key, secret } = bank;
    const listener = `${motcua}/v1/payments/notifications/${name}`;
    running.push(
      await startPaymentSimulator({ port, key, secret, listener, file: join(folder, 'bank.json') }),
    );
  }
  if (mailbox !== null) running.push(await startMailbox({ ...mailbox, folder: join(folder, 'mail') }));
  const close = () => Promise.all(running.map((each) => each.close())).then(() => process.exit(0));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close());
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
