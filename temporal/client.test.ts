import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { freePort } from '../ops/install/free-port.ts';
import { openTemporal } from './client.ts';

test('closing while a call waits to be tried again ends the call, and throws nothing afterwards', async () => {
  const uncaught: unknown[] = [];
  const sync = (error: unknown) => void uncaught.push(error);
  process.prependListener('uncaughtException', sync);
  const temporal = openTemporal(
    { temporalAddress: `127.0.0.1:${await freePort()}`, temporalNamespace: 'default', temporalAccess: {} },
    [{ id: 'k', key: Buffer.alloc(32) }],
  );
  const call = temporal.connection.workflowService.getClusterInfo({}).catch((error: Error) => error.message);
  await pause(400);
  await temporal.close();
  expect(await call).toMatch(/UNAVAILABLE|connect/);
  await pause(1_000);
  process.removeListener('uncaughtException', sync);
  expect(uncaught).toEqual([]);
});
