/** `npm run migrate`: brings the database of DATABASE_URL (or of the running installation) to this release's schema. */
import { readSettings } from '../../config/settings.ts';
import { migrateDatabase } from '../../db/core/migrate.ts';
import { databaseUrlOf } from '../install/database-url.ts';
import { progressTo } from '../install/progress.ts';

async function main(): Promise<void> {
  const url = await databaseUrlOf(readSettings());
  await progressTo(process.stderr).step('Database schema', () => migrateDatabase(url));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
