/** What a new installation finds in its record. */
import { join } from 'node:path';
import type { Settings } from '../../config/settings.ts';
import { publishDefinitions } from '../definitions/definitions.ts';
import { importHistory } from '../demo/demo.ts';
import { PROJECT } from './node-part.ts';
import type { Progress } from './progress.ts';

export async function prepareData(
  settings: Settings,
  databaseUrl: string,
  { step, say }: Progress,
): Promise<void> {
  const { differing } = await step(
    'Definitions',
    () =>
      publishDefinitions(databaseUrl, join(PROJECT, 'procedures'), settings.demo, settings.leastWeeklyHours),
    ({ fresh }) => (fresh === 0 ? 'as published before' : `${fresh} published`),
  );
  for (const line of differing) say(`    left as it is: ${line}`);
  if (settings.demo)
    await step(
      'Demonstration history',
      (report) =>
        importHistory(databaseUrl, (done, total, label) =>
          report(`${done} of ${total} ended cases: ${label}`),
        ),
      (fresh) => (fresh === 0 ? 'there before' : `${fresh} ended cases imported`),
    );
}
