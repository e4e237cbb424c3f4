/**
 * A worker that is killed (SIGKILL, by itself) at a chosen moment: of its first recording `before` anything is written, or
 * `after` PostgreSQL has committed and before Temporal hears of it; or when a carrier has `made` a shipment, and nobody
 * has heard of that yet. `never`: somebody else kills it.
 */
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { readSettings } from '../../config/settings.ts';
import { PATHS } from '../../integrations/carrier/wire.ts';
import { workflowBundle } from '../../temporal/bundle.ts';
import { readPayloadKeys } from '../../temporal/keys.ts';
import { startWorker } from '../../worker.ts';

const [, , taskQueue = '', moment = ''] = process.argv;
Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
const settings = readSettings();
const die = () => process.kill(process.pid, 'SIGKILL');
if (moment === 'made') {
  const call = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const answer = await call(input, init);
    if (init?.method === 'POST' && String(input).endsWith(PATHS.orders)) die();
    return answer;
  };
}
await startWorker({
  settings,
  keys: readPayloadKeys(settings),
  bundle: await workflowBundle(),
  taskQueue,
  wrap: (activities) => ({
    ...activities,
    recordTransition: async (transition) => {
      if (moment === 'before') die();
      const recorded = await activities.recordTransition(transition);
      if (moment === 'after') die();
      return recorded;
    },
  }),
});
process.stdout.write('ready\n');
