/** What a new installation finds in its record. */
import { join } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { publishDefinitions } from './definitions.ts';
import { PROJECT } from './node-part.ts';
import type { Progress } from './progress.ts';

export async function prepareData(
  settings: Settings,
  databaseUrl: string,
  { step, say }: Progress,
): Promise<void> {
  const { differing } = await step(
    'Definitions',
    () => publishDefinitions(databaseUrl, join(PROJECT, 'procedures'), settings.demo),
    ({ fresh }) => (fresh === 0 ? 'as published before' : `${fresh} published`),
  );
  for (const line of differing) say(`    left as it is: ${line}`);
}
