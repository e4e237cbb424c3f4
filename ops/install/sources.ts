/** Which of our programs is made of a source, for whoever changes it while they run. */
import { relative } from 'node:path';
import { PROJECT } from './node-part.ts';

export type Program = 'worker' | 'API';

/** What watches files; Vite's own. */
export interface FileWatcher {
  add(paths: readonly string[]): unknown;
  on(event: 'all', heard: (event: string, file: string) => void): unknown;
}

const SHARED = ['domain', 'contracts', 'db', 'integrations', 'temporal', 'config'];
const MADE_OF: Readonly<Record<Program, readonly string[]>> = {
  worker: [...SHARED, 'workflows', 'activities', 'worker.ts'],
  API: [...SHARED, 'api', 'server.ts'],
};
/** An editor writes a file in more than one go, and several at once. */
const SETTLED_MS = 200;

/** The programs that a file, named from the project's folder, is a part of. */
export function sourcesOf(file: string): readonly Program[] {
  const [room = ''] = file.split('/');
  if (!/\.(ts|cjs|sql|json)$/.test(file) || /\.test\.ts$/.test(file)) return [];
  return (Object.keys(MADE_OF) as Program[]).filter((program) => MADE_OF[program].includes(room));
}

/** Tells of each burst of changes once, by one file of each set of programs that it concerns. */
export function watchSources(watcher: FileWatcher, changed: (file: string) => void): void {
  const pending = new Map<string, string>();
  let settled: NodeJS.Timeout | undefined;
  watcher.add([...new Set(Object.values(MADE_OF).flat())].map((room) => `${PROJECT}/${room}`));
  watcher.on('all', (event, path) => {
    const file = relative(PROJECT, path).replaceAll('\\', '/');
    const programs = sourcesOf(file).join();
    if (!['add', 'change', 'unlink'].includes(event) || programs === '') return;
    pending.set(programs, file);
    clearTimeout(settled);
    settled = setTimeout(() => {
      for (const each of pending.values()) changed(each);
      pending.clear();
    }, SETTLED_MS);
  });
}
