/** What a demonstration finds around it: where the simulated carrier, bank and mailbox listen, and by which secrets they are known. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Settings } from '../../config/settings.ts';
import type { DataFolder } from './data-folder.ts';
import { freePort } from './free-port.ts';
import type { Outside } from './outside.ts';

export interface Surroundings {
  /** For `ops/install/outside.ts`; null: nothing is to be simulated. */
  readonly args: readonly string[] | null;
  /** Answers when it is there. */
  readonly ready: string;
  /** By which worker and API find it. */
  readonly environment: Readonly<Record<string, string>>;
  /** The simulated carrier of a demonstration that is paid and posted by simulators; null: there is no such. */
  readonly carrier: string | null;
  /** To look at, by name. */
  readonly pages: Readonly<Record<string, string>>;
}

export async function surroundingsFor(
  { demo, carrier, payment, smtpUrl, smsUrl, zaloUrl }: Settings,
  folder: DataFolder,
  motcua: string,
): Promise<Surroundings> {
  const outside: Outside = {
    motcua,
    folder: join(folder.path, 'outside'),
    carrier:
      !demo || carrier.access !== null
        ? null
        : { port: await freePort(), name: carrier.name, password: secret(), secret: webhookSecret() },
    bank:
      !demo || payment.access !== null
        ? null
        : { port: await freePort(), name: payment.name, key: secret(), secret: webhookSecret() },
    mailbox:
      !demo || smtpUrl !== null
        ? null
        : {
            port: await freePort(),
            smtpPort: await freePort(),
            texts: join(folder.path, 'outbox'),
          },
  };
  const carrierUrl = `http://localhost:${outside.carrier?.port}`;
  const bankUrl = `http://localhost:${outside.bank?.port}`;
  const mailboxUrl = `http://localhost:${outside.mailbox?.port}`;
  const pages = {
    ...(outside.mailbox === null ? {} : { 'Mailbox (trial)': mailboxUrl }),
    ...(outside.carrier === null ? {} : { 'Post (trial)': carrierUrl }),
    ...(outside.bank === null ? {} : { 'Bank (trial)': bankUrl }),
  };
  const [first] = Object.values(pages);
  return {
    args: first === undefined ? null : [JSON.stringify(outside)],
    ready: `${first}/`,
    environment: {
      ...(outside.carrier === null
        ? {}
        : {
            CARRIER_URL: carrierUrl,
            CARRIER_ACCOUNT: 'motcua',
            CARRIER_PASSWORD: outside.carrier.password,
            CARRIER_WEBHOOK_SECRETS: outside.carrier.secret,
          }),
      ...(outside.mailbox === null
        ? {}
        : {
            SMTP_URL: `smtp://127.0.0.1:${outside.mailbox.smtpPort}`,
            SMS_URL: smsUrl ?? 'file',
            ZALO_URL: zaloUrl ?? 'file',
          }),
      ...(outside.bank === null
        ? {}
        : {
            PAYMENT_URL: bankUrl,
            PAYMENT_KEY: outside.bank.key,
            PAYMENT_WEBHOOK_SECRETS: outside.bank.secret,
          }),
    },
    carrier: outside.carrier === null || outside.bank === null ? null : carrierUrl,
    pages,
  };
}

const secret = () => randomBytes(18).toString('base64url');
const webhookSecret = () => `whsec_${randomBytes(32).toString('base64')}`;
