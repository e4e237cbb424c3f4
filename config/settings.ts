/** The only reader of the environment. Everything else is handed its settings. */
import { z } from 'zod';
import { type TemporalAccess, temporalSettings } from './temporal-settings.ts';

const port = z.coerce.number().int().min(1).max(65535);

/** As Express takes them; never how many there are: that trusts whoever comes without one. */
const PROXY = /^(loopback|linklocal|uniquelocal|(?=.*[.:])[\da-fA-F:.]+(\/\d{1,3})?)$/;

const Environment = z.object({
  PORT: port.default(8080),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  TEMPORAL_CLI_PATH: z.string().min(1).optional(),
  /** `id:base64key[,id:base64key...]`; the first encrypts, all decrypt. Keys are 32 bytes. */
  PAYLOAD_KEYS: z
    .string()
    .regex(/^[\w-]+:[A-Za-z0-9+/]{43}=(,[\w-]+:[A-Za-z0-9+/]{43}=)*$/)
    .optional(),
  /** With JWKS_URL: tokens of this issuer and audience are taken. Without: the development identity provider. */
  JWKS_URL: z.url().optional(),
  TOKEN_ISSUER: z.string().min(1).default('motcua-dev'),
  TOKEN_AUDIENCE: z.string().min(1).default('motcua'),
  /** Where people sign in with a browser (OpenID Connect). Without it, and without JWKS_URL: the development identity provider. */
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  /** The province in which whoever signs in for the first time becomes a citizen; without it only who was entered before is let in. */
  OIDC_CITIZENS: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/)
    .optional(),
  /** From whom X-Forwarded-For and X-Forwarded-Proto are believed: addresses or networks, comma separated. */
  TRUSTED_PROXIES: z
    .string()
    .refine((list) => list.split(',').every((each) => PROXY.test(each)))
    .optional(),
  WORKER_DEPLOYMENT: z.string().min(1).optional(),
  WORKER_BUILD_ID: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  DEMO: z.enum(['0', '1']).default('1'),
  /** Which addresses webhooks may call: of the internet; also of private networks; in development also this machine, without TLS. */
  WEBHOOK_TARGETS: z.enum(['public', 'private', 'development']).default('public'),
  /** `smtp://` with STARTTLS where the server has it, or `smtps://`; without it no mail goes out. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** From whom mail comes. */
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n<>]*<[^\s<>@]+@[\w.-]+>$|^[^\s<>@]+@[\w.-]+$/)
    .default('Motcua <no-reply@motcua.invalid>'),
  /** Gateways that send short texts to telephones; `file`: into the folder `outbox` of the data folder. */
  SMS_URL: z.union([z.literal('file'), z.url({ protocol: /^https?$/ })]).optional(),
  ZALO_URL: z.union([z.literal('file'), z.url({ protocol: /^https?$/ })]).optional(),
  /** By which the mail server signs what it says of mail that came back. */
  BOUNCE_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/=]{32,}$/)
    .optional(),
  /** Where citizens find this installation: what QR codes and letters lead to. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** The carrier of the public postal service; without CARRIER_URL nothing goes by post. */
  CARRIER_NAME: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/)
    .default('post'),
  CARRIER_URL: z.url({ protocol: /^https?$/ }).optional(),
  CARRIER_ACCOUNT: z.string().min(1).optional(),
  CARRIER_PASSWORD: z.string().min(1).optional(),
  /** `whsec_<base64>` of 24 to 64 bytes, comma separated: while a secret is changed, the old one and the new one. */
  CARRIER_WEBHOOK_SECRETS: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}(,whsec_[A-Za-z0-9+/]{32,86}={0,2}){0,4}$/)
    .optional(),
  /** The payment provider; without PAYMENT_URL fees are paid at the counter and at the door. */
  PAYMENT_NAME: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/)
    .default('bank'),
  PAYMENT_URL: z.url({ protocol: /^https?$/ }).optional(),
  PAYMENT_KEY: z.string().min(1).optional(),
  /** As CARRIER_WEBHOOK_SECRETS. */
  PAYMENT_WEBHOOK_SECRETS: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}(,whsec_[A-Za-z0-9+/]{32,86}={0,2}){0,4}$/)
    .optional(),
  /** Bytes that an uploaded file may have. */
  UPLOAD_MAX_BYTES: z.coerce.number().int().min(1_000).max(2_000_000_000).default(50_000_000),
  /** For how many days it is known which officer looked at which case. */
  READ_LOG_DAYS: z.coerce.number().int().min(30).max(36_500).default(730),
  /** For how many days the calls of other systems are listed, dead letters among them. */
  REQUESTED_DOCUMENT_DAYS: z.coerce.number().int().min(1).max(36_500).default(90),
  WEBHOOK_LOG_DAYS: z.coerce.number().int().min(7).max(36_500).default(90),
  /** Office hours that each week of a calendar must have. */
  CALENDAR_LEAST_WEEKLY_HOURS: z.coerce.number().int().min(1).max(168).default(10),
  /** ClamAV's daemon; without it files are not scanned, and say so. */
  CLAMD_URL: z
    .string()
    .regex(/^(tcp:\/\/[^\s/:@]+:\d{1,5}|tcp:\/\/\[[0-9a-f:]+\]:\d{1,5}|unix:\/\/\/\S+)$/)
    .optional(),
  /** A bucket for files; without it they lie in the data folder. */
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_BUCKET: z.string().min(1).optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  /** What documents are signed with: a file (PKCS #12 or PEM), or a key on a token by its PKCS #11 URI (RFC 7512). */
  SIGNING_KEY: z.string().min(1).optional(),
  SIGNING_CERTIFICATE: z.string().min(1).optional(),
  /** Of the key's file, or the token's PIN. */
  SIGNING_PASSPHRASE_FILE: z.string().min(1).optional(),
  /** A YAML list of keys, each for a province or an agency. */
  SIGNING_SEALS: z.string().min(1).optional(),
  /** A time-stamping authority (RFC 3161). */
  SIGNING_TSA_URL: z.url({ protocol: /^https?$/ }).optional(),
});

/** As the environment gives them; Temporal's own are read by its convention, see `temporal-settings.ts`. */
export const SETTING_NAMES: readonly string[] = Object.keys(Environment.shape);

/** Shown to whoever gave a setting that cannot be used. */
const EXAMPLES: Readonly<Record<keyof typeof Environment.shape, string>> = {
  PORT: '8080',
  DATA_DIR: '.data',
  DATABASE_URL: 'postgres://motcua:secret@localhost:5432/motcua',
  TEMPORAL_CLI_PATH: '/usr/local/bin/temporal',
  PAYLOAD_KEYS: 'k1:<32 random bytes in base64>',
  JWKS_URL: 'https://id.example.vn/jwks.json',
  TOKEN_ISSUER: 'https://id.example.vn',
  TOKEN_AUDIENCE: 'motcua',
  OIDC_ISSUER: 'https://id.example.vn',
  OIDC_CLIENT_ID: 'motcua',
  OIDC_CLIENT_SECRET: '<as the provider gave it>',
  OIDC_CITIZENS: 'hue',
  TRUSTED_PROXIES: 'loopback,10.0.0.0/8',
  WORKER_DEPLOYMENT: 'motcua',
  WORKER_BUILD_ID: '2026-12-01',
  LOG_LEVEL: 'info',
  DEMO: '0',
  WEBHOOK_TARGETS: 'private',
  SMTP_URL: 'smtps://user:password@mail.example.vn',
  MAIL_FROM: 'UBND thành phố Huế <no-reply@hue.example.vn>',
  SMS_URL: 'https://user:password@sms.example.vn/messages',
  ZALO_URL: 'https://user:password@zalo.example.vn/messages',
  BOUNCE_SECRET: 'whsec_<32 random bytes in base64>',
  PUBLIC_URL: 'https://dichvucong.example.vn',
  CARRIER_NAME: 'post',
  CARRIER_URL: 'https://api.post.example.vn',
  CARRIER_ACCOUNT: 'hue',
  CARRIER_PASSWORD: '…',
  CARRIER_WEBHOOK_SECRETS: 'whsec_<32 random bytes in base64>',
  PAYMENT_NAME: 'bank',
  PAYMENT_URL: 'https://pay.example.vn',
  PAYMENT_KEY: '<as the provider gave it>',
  PAYMENT_WEBHOOK_SECRETS: 'whsec_<32 random bytes in base64>',
  UPLOAD_MAX_BYTES: '50000000',
  READ_LOG_DAYS: '730',
  REQUESTED_DOCUMENT_DAYS: '90',
  WEBHOOK_LOG_DAYS: '90',
  CALENDAR_LEAST_WEEKLY_HOURS: '10',
  CLAMD_URL: 'tcp://127.0.0.1:3310',
  S3_ENDPOINT: 'https://objects.example.vn',
  S3_BUCKET: 'motcua',
  S3_REGION: 'us-east-1',
  S3_ACCESS_KEY_ID: '<as the store gave it>',
  S3_SECRET_ACCESS_KEY: '<as the store gave it>',
  SIGNING_KEY: 'pkcs11:token=offices;object=seal?module-path=/usr/lib/softhsm/libsofthsm2.so',
  SIGNING_CERTIFICATE: '/etc/motcua/seal.pem',
  SIGNING_PASSPHRASE_FILE: '/etc/motcua/seal.pass',
  SIGNING_SEALS: '/etc/motcua/seals.yaml',
  SIGNING_TSA_URL: 'http://tsa.example.vn',
};

export interface Settings {
  readonly port: number;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  /** `host:port`; null: nobody's but our own dev server. */
  readonly temporalAddress: string | null;
  readonly temporalNamespace: string;
  readonly temporalAccess: TemporalAccess;
  readonly temporalCliPath: string | null;
  readonly payloadKeys: string | null;
  readonly jwksUrl: string | null;
  readonly oidcIssuer: string | null;
  readonly oidcClientId: string | null;
  readonly oidcClientSecret: string | null;
  /** null: nobody becomes a user by signing in. */
  readonly oidcCitizens: string | null;
  readonly trustedProxies: readonly string[];
  readonly tokenIssuer: string;
  readonly tokenAudience: string;
  readonly workerDeployment: string | null;
  readonly workerBuildId: string | null;
  readonly logLevel: string;
  readonly demo: boolean;
  readonly webhookTargets: 'public' | 'private' | 'development';
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly smsUrl: string | null;
  readonly zaloUrl: string | null;
  readonly bounceSecret: string | null;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  readonly carrier: CarrierSettings;
  readonly payment: PaymentSettings;
  readonly uploadMaxBytes: number;
  readonly readLogDays: number;
  /** For how many days registers, lists, labels and copies that somebody asked for are kept. */
  readonly requestedDocumentDays: number;
  readonly webhookLogDays: number;
  /** Office hours that each week of a calendar must have. */
  readonly leastWeeklyHours: number;
  readonly clamdUrl: string | null;
  /** null: files lie in the data folder. */
  readonly s3: S3Settings | null;
  readonly signingKey: string | null;
  readonly signingCertificate: string | null;
  readonly signingPassphraseFile: string | null;
  readonly signingSeals: string | null;
  readonly signingTsaUrl: string | null;
}

export interface CarrierSettings {
  /** By which postal terms and webhook addresses call it. */
  readonly name: string;
  /** How it is reached; null: nothing goes by post. */
  readonly access: { readonly url: string; readonly account: string; readonly password: string } | null;
  /** Any of them may sign what the carrier tells; none: nothing that it tells is taken. */
  readonly webhookSecrets: readonly string[];
}

export interface PaymentSettings {
  /** By which webhook addresses call it. */
  readonly name: string;
  /** How it is reached; null: nothing is paid by transfer. */
  readonly access: { readonly url: string; readonly key: string } | null;
  /** Any of them may sign what it tells; none: nothing that it tells is taken. */
  readonly webhookSecrets: readonly string[];
}

export interface S3Settings {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** @throws SettingsError that names the variable and gives an example. */
export function readSettings(env: Readonly<Record<string, string | undefined>> = process.env): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = Environment.safeParse(given);
  if (!read.success) {
    const name = String(read.error.issues[0]?.path[0]) as keyof typeof EXAMPLES;
    throw new SettingsError(`The setting ${name} cannot be used. Example: ${name}=${EXAMPLES[name]}`);
  }
  const e = read.data;
  return {
    port: e.PORT,
    dataDir: e.DATA_DIR,
    databaseUrl: e.DATABASE_URL ?? null,
    ...temporalOf(given),
    temporalCliPath: e.TEMPORAL_CLI_PATH ?? null,
    payloadKeys: e.PAYLOAD_KEYS ?? null,
    jwksUrl: e.JWKS_URL ?? null,
    oidcIssuer: oidcIssuerOf(e),
    oidcClientId: e.OIDC_CLIENT_ID ?? null,
    oidcClientSecret: e.OIDC_CLIENT_SECRET ?? null,
    oidcCitizens: oidcCitizensOf(e),
    trustedProxies: e.TRUSTED_PROXIES?.split(',') ?? [],
    tokenIssuer: e.TOKEN_ISSUER,
    tokenAudience: e.TOKEN_AUDIENCE,
    workerDeployment: e.WORKER_DEPLOYMENT ?? null,
    workerBuildId: e.WORKER_BUILD_ID ?? null,
    logLevel: e.LOG_LEVEL,
    demo: e.DEMO === '1',
    webhookTargets: e.WEBHOOK_TARGETS,
    smtpUrl: e.SMTP_URL ?? null,
    mailFrom: e.MAIL_FROM,
    smsUrl: e.SMS_URL ?? null,
    zaloUrl: e.ZALO_URL ?? null,
    bounceSecret: e.BOUNCE_SECRET ?? null,
    publicUrl: (e.PUBLIC_URL ?? `http://localhost:${e.PORT}`).replace(/\/+$/, ''),
    carrier: {
      name: e.CARRIER_NAME,
      access: carrierAccess(e),
      webhookSecrets: e.CARRIER_WEBHOOK_SECRETS?.split(',') ?? [],
    },
    payment: {
      name: e.PAYMENT_NAME,
      access: paymentAccess(e),
      webhookSecrets: e.PAYMENT_WEBHOOK_SECRETS?.split(',') ?? [],
    },
    uploadMaxBytes: e.UPLOAD_MAX_BYTES,
    readLogDays: e.READ_LOG_DAYS,
    requestedDocumentDays: e.REQUESTED_DOCUMENT_DAYS,
    webhookLogDays: e.WEBHOOK_LOG_DAYS,
    leastWeeklyHours: e.CALENDAR_LEAST_WEEKLY_HOURS,
    clamdUrl: e.CLAMD_URL ?? null,
    s3: s3Of(e),
    signingKey: e.SIGNING_KEY ?? null,
    signingCertificate: e.SIGNING_CERTIFICATE ?? null,
    signingPassphraseFile: e.SIGNING_PASSPHRASE_FILE ?? null,
    signingSeals: e.SIGNING_SEALS ?? null,
    signingTsaUrl: e.SIGNING_TSA_URL ?? null,
  };
}

function temporalOf(given: Readonly<Record<string, string | undefined>>) {
  try {
    return temporalSettings(given);
  } catch (error) {
    throw new SettingsError(error instanceof Error ? error.message : String(error));
  }
}

function s3Of(e: z.infer<typeof Environment>): S3Settings | null {
  const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_REGION: region } = e;
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = e;
  if (endpoint === undefined) return null;
  if (bucket === undefined || accessKeyId === undefined || secretAccessKey === undefined)
    throw new SettingsError('S3_ENDPOINT needs S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.');
  return { endpoint, bucket, region, accessKeyId, secretAccessKey };
}

/** Signing in with a provider while anybody may still take a development identity would be no signing in. */
function oidcIssuerOf({
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: client,
  JWKS_URL: jwks,
}: z.infer<typeof Environment>) {
  if (issuer === undefined) return null;
  if (client === undefined || jwks === undefined)
    throw new SettingsError('OIDC_ISSUER needs OIDC_CLIENT_ID, and JWKS_URL: the keys of the same provider.');
  return issuer;
}

/** Whoever may take a development identity is somebody already. */
function oidcCitizensOf({ OIDC_ISSUER: issuer, OIDC_CITIZENS: province }: z.infer<typeof Environment>) {
  if (province === undefined) return null;
  if (issuer === undefined)
    throw new SettingsError('OIDC_CITIZENS needs OIDC_ISSUER: the provider that vouches for citizens.');
  return province;
}

function paymentAccess({ PAYMENT_URL: url, PAYMENT_KEY: key }: z.infer<typeof Environment>) {
  if (url === undefined) return null;
  if (key === undefined)
    throw new SettingsError('PAYMENT_URL needs PAYMENT_KEY: the key that the provider gave.');
  return { url, key };
}

function carrierAccess(e: z.infer<typeof Environment>): CarrierSettings['access'] {
  const { CARRIER_URL: url, CARRIER_ACCOUNT: account, CARRIER_PASSWORD: password } = e;
  if (url === undefined) return null;
  if (account === undefined || password === undefined)
    throw new SettingsError(
      'CARRIER_URL needs CARRIER_ACCOUNT and CARRIER_PASSWORD: the account that the carrier gave.',
    );
  return { url, account, password };
}
