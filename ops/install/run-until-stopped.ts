/** `npm start` and `npm run dev`: brings an installation up, waits until it is to stop, and takes it down in good order. */
import { parseArgs } from 'node:util';
import { npmScript } from '../../config/environment.ts';
import { readSettings, type Settings, SettingsError } from '../../config/settings.ts';
import { StartProblem } from './data-folder.ts';
import { Installation, type InstallationOptions } from './installation.ts';
import { progressTo } from './progress.ts';
import { listenForStop } from './stoppable.ts';

/** Gives the exit code. */
export async function runUntilStopped(usage: string, options: InstallationOptions): Promise<number> {
  const stop = listenForStop(npmScript() !== null);
  const progress = progressTo(process.stdout);
  let reset: boolean;
  let settings: Settings;
  try {
    const { values } = parseArgs({ options: { reset: { type: 'boolean' }, help: { type: 'boolean' } } });
    if (values.help) {
      progress.say(usage);
      return 0;
    }
    reset = values.reset ?? false;
    settings = readSettings();
  } catch (error) {
    process.stderr.write(error instanceof SettingsError ? `${error.message}\n` : usage);
    return 2;
  }

  const installation = new Installation(settings, progress, options);
  const work = installation.bringUp(reset);
  stop.onInsisted(() => {
    installation.kill();
    process.exit(130);
  });
  try {
    const cause = await Promise.race([work.then(() => stop.requested), stop.requested]);
    progress.say(`\nStopping (${cause}) …`);
    work.catch(() => undefined);
    await installation.takeDown();
    progress.say('Stopped; the data are kept.');
    return 0;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    process.stderr.write(`\nMotcua cannot start: ${why}\n`);
    if (!(error instanceof StartProblem) && settings.logLevel === 'debug') console.error(error);
    await installation.takeDown();
    return 1;
  }
}
