/** `npm start`: a whole installation on one machine, from nothing to a URL; and its orderly end. */
import { parseArgs } from 'node:util';
import { npmScript } from '../../config/environment.ts';
import { readSettings, type Settings, SettingsError } from '../../config/settings.ts';
import { StartProblem } from '../install/data-folder.ts';
import { Installation } from '../install/installation.ts';
import { type Progress, progressTo } from '../install/progress.ts';
import { listenForStop, type StopRequest } from '../install/stoppable.ts';

const USAGE = `Starts Motcua on this machine: npm start [-- --reset]

  --reset   first throws away what earlier starts made in DATA_DIR; a DATABASE_URL is never touched

Settings: PORT (8080), DATA_DIR (.data), DATABASE_URL, TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_CLI_PATH,
DEMO=0 (no demonstration cases). docs/runbook.md says more.
`;

const stop = listenForStop(npmScript() !== null);
const progress = progressTo(process.stdout);
process.exit(await start(stop, progress));

/** Runs until it is stopped; gives the exit code. */
async function start(stop: StopRequest, progress: Progress): Promise<number> {
  let reset: boolean;
  let settings: Settings;
  try {
    const { values } = parseArgs({ options: { reset: { type: 'boolean' }, help: { type: 'boolean' } } });
    if (values.help) {
      progress.say(USAGE);
      return 0;
    }
    reset = values.reset ?? false;
    settings = readSettings();
  } catch (error) {
    process.stderr.write(error instanceof SettingsError ? `${error.message}\n` : USAGE);
    return 2;
  }

  const installation = new Installation(settings, progress);
  const work = installation.bringUp(reset);
  stop.onInsisted(() => {
    installation.kill();
    process.exit(130);
  });
  try {
    const cause = await Promise.race([work.then(() => stop.asked), stop.asked]);
    progress.say(`\nStopping (${cause}) …`);
    work.catch(() => undefined);
    await installation.takeDown();
    progress.say('Stopped; the data are kept.');
    return 0;
  } catch (error) {
    const reported = error instanceof Error ? error.message : String(error);
    process.stderr.write(`\nMotcua cannot start: ${reported}\n`);
    if (!(error instanceof StartProblem) && settings.logLevel === 'debug') console.error(error);
    await installation.takeDown();
    return 1;
  }
}
