import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { PROJECT } from './node-part.ts';
import { sourcesOf, watchSources } from './sources.ts';

test.for([
  ['domain/cases/rules/decide.ts', ['worker', 'API']],
  ['workflows/cases/case.ts', ['worker']],
  ['api/cases/routes.ts', ['API']],
  ['server.ts', ['API']],
  ['db/migrations/0001.sql', ['worker', 'API']],
  ['api/routes/cases.test.ts', []],
  ['web/inbox/inbox.tsx', []],
  ['README.md', []],
] as const)('%s is a part of %j', ([file, programs]) => {
  expect(sourcesOf(file)).toEqual(programs);
});

test('a burst of changes starts each program anew once', async () => {
  let hear = (_event: string, _file: string): void => undefined;
  const watched: string[] = [];
  const changed: string[] = [];
  watchSources(
    {
      add: (paths) => watched.push(...paths),
      on: (_, heard) => {
        hear = heard;
      },
    },
    (file) => changed.push(file),
  );
  for (const file of ['domain/a.ts', 'domain/b.ts', 'api/c.ts', 'web/d.tsx', 'domain/a.ts'])
    hear('change', join(PROJECT, file));
  hear('addDir', join(PROJECT, 'domain/e.ts'));
  await pause(400);
  expect(changed).toEqual(['domain/a.ts', 'api/c.ts']);
  expect(watched).toContain(join(PROJECT, 'workflows'));
});
