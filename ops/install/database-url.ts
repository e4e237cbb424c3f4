import type { Settings } from '../../config/settings.ts';
import { readRunning, StartProblem } from './data-folder.ts';

/** The database of DATABASE_URL, or else of the installation that runs in DATA_DIR. @throws StartProblem when there is neither. */
export async function databaseUrlOf(settings: Settings): Promise<string> {
  const url = settings.databaseUrl ?? (await readRunning(settings.dataDir))?.databaseUrl;
  if (url === undefined)
    throw new StartProblem(
      `No database: nothing runs in ${settings.dataDir}, and DATABASE_URL is not set. Run "npm start" in another terminal, or set it.`,
    );
  return url;
}
