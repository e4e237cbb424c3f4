/**
 * A worker that is killed (SIGKILL, by itself) at a chosen moment of its first recording: `before` anything is written,
 * or `after` PostgreSQL has committed and before Temporal hears of it.
 */
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { readSettings } from '../../config/settings.ts';
import { workflowBundle } from '../../temporal/bundle.ts';
import { readPayloadKeys } from '../../temporal/keys.ts';
import { startWorker } from '../../worker.ts';

const [, , taskQueue = '', moment = ''] = process.argv;
Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
const settings = readSettings();
const die = () => process.kill(process.pid, 'SIGKILL');
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
