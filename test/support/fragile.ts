import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { environmentWith } from '../../config/environment.ts';
import type { Engine } from './engine.ts';

/** A worker of the engine's in a process of its own, which kills itself at that moment: see `fragile-worker.ts`. */
export async function startFragileWorker(
  { settings, keys, taskQueue }: Engine,
  moment: 'before' | 'after' | 'made' | 'never',
): Promise<ChildProcess> {
  const { access, name } = settings.carrier;
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL('./fragile-worker.ts', import.meta.url)), taskQueue, moment],
    {
      env: environmentWith({
        DATABASE_URL: settings.databaseUrl,
        TEMPORAL_ADDRESS: settings.temporalAddress,
        PAYLOAD_KEYS: keys.map(({ id, key }) => `${id}:${key.toString('base64')}`).join(','),
        DATA_DIR: settings.dataDir,
        SMTP_URL: settings.smtpUrl,
        MAIL_FROM: settings.mailFrom,
        CARRIER_NAME: name,
        CARRIER_URL: access?.url ?? null,
        CARRIER_ACCOUNT: access?.account ?? null,
        CARRIER_PASSWORD: access?.password ?? null,
        TZ: 'UTC',
      }) as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  await once(child.stdout ?? child, 'data');
  return child;
}
