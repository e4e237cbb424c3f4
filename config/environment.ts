import { homedir } from 'node:os';
import { join } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What a child process is started with: ours, with some settings of its own; null takes one away. */
export function environmentWith(changes: Readonly<Record<string, string | null>> = {}): Environment {
  const environment: Record<string, string | undefined> = { ...process.env };
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) delete environment[name];
    else environment[name] = value;
  }
  return environment;
}

/** Takes away whatever says where Temporal is: for tests, and for what runs beside a server of its own. */
export function withoutTemporal(): Readonly<Record<string, null>> {
  const names = Object.keys(process.env).filter(
    (name) => name.startsWith('TEMPORAL_') && name !== 'TEMPORAL_CLI_PATH',
  );
  return Object.fromEntries(names.map((name) => [name, null]));
}

/** This user's cache of programs that are expensive to get; outside `node_modules`, so that `npm ci` keeps it. */
export function cacheFolder(): string {
  const given = process.env.XDG_CACHE_HOME;
  return join(given !== undefined && given !== '' ? given : join(homedir(), '.cache'), 'motcua');
}

/** The process that npm runs a script in, as npm itself says; null when npm did not start us. */
export function npmScript(): string | null {
  return process.env.npm_lifecycle_event ?? null;
}
