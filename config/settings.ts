/** The only reader of the environment. Everything else is handed its settings. */
import { z } from 'zod';

const port = z.coerce.number().int().min(1).max(65535);

const Environment = z.object({
  PORT: port.default(8080),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^:/]+:\d+$/)
    .optional(),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  TEMPORAL_API_KEY: z.string().min(1).optional(),
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
  WORKER_DEPLOYMENT: z.string().min(1).optional(),
  WORKER_BUILD_ID: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  DEMO: z.enum(['0', '1']).default('1'),
  /** Which addresses webhooks may call: of the internet; also of private networks; in development also this machine, without TLS. */
  WEBHOOK_TARGETS: z.enum(['public', 'private', 'development']).default('public'),
});

const EXAMPLES: Record<string, string> = {
  PORT: '8080',
  DATA_DIR: '.data',
  DATABASE_URL: 'postgres://motcua:secret@localhost:5432/motcua',
  TEMPORAL_ADDRESS: 'localhost:7233',
  TEMPORAL_NAMESPACE: 'default',
  PAYLOAD_KEYS: 'k1:<32 random bytes in base64>',
  JWKS_URL: 'https://id.example.vn/jwks.json',
  LOG_LEVEL: 'info',
  DEMO: '0',
  WEBHOOK_TARGETS: 'private',
};

export interface Settings {
  readonly port: number;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly temporalAddress: string | null;
  readonly temporalNamespace: string;
  readonly temporalApiKey: string | null;
  readonly temporalCliPath: string | null;
  readonly payloadKeys: string | null;
  readonly jwksUrl: string | null;
  readonly tokenIssuer: string;
  readonly tokenAudience: string;
  readonly workerDeployment: string | null;
  readonly workerBuildId: string | null;
  readonly logLevel: string;
  readonly demo: boolean;
  readonly webhookTargets: 'public' | 'private' | 'development';
}

export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** @throws SettingsError that names the variable and gives an example. */
export function readSettings(env: Readonly<Record<string, string | undefined>> = process.env): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = Environment.safeParse(given);
  if (!read.success) {
    const name = String(read.error.issues[0]?.path[0] ?? '');
    throw new SettingsError(`The setting ${name} cannot be used. Example: ${name}=${EXAMPLES[name] ?? '…'}`);
  }
  const e = read.data;
  return {
    port: e.PORT,
    dataDir: e.DATA_DIR,
    databaseUrl: e.DATABASE_URL ?? null,
    temporalAddress: e.TEMPORAL_ADDRESS ?? null,
    temporalNamespace: e.TEMPORAL_NAMESPACE,
    temporalApiKey: e.TEMPORAL_API_KEY ?? null,
    temporalCliPath: e.TEMPORAL_CLI_PATH ?? null,
    payloadKeys: e.PAYLOAD_KEYS ?? null,
    jwksUrl: e.JWKS_URL ?? null,
    tokenIssuer: e.TOKEN_ISSUER,
    tokenAudience: e.TOKEN_AUDIENCE,
    workerDeployment: e.WORKER_DEPLOYMENT ?? null,
    workerBuildId: e.WORKER_BUILD_ID ?? null,
    logLevel: e.LOG_LEVEL,
    demo: e.DEMO === '1',
    webhookTargets: e.WEBHOOK_TARGETS,
  };
}
