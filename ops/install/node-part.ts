import { join } from 'node:path';
import type { Environment } from '../../config/environment.ts';
import { startServerProcess } from './server-process.ts';
import type { Part } from './supervise.ts';

export const PROJECT = join(import.meta.dirname, '../..');

export interface NodePartOptions {
  readonly name: string;
  /** For instance `server.ts`, in the project's folder. */
  readonly script: string;
  readonly args?: readonly string[];
  readonly environment: Environment;
  readonly port?: number;
  readonly logFile: string;
  /** Told the pid at once, before it is ready. */
  readonly onSpawn?: (pid: number) => void;
  readonly isReady: (pid: number) => Promise<boolean>;
  readonly readyWithinMs: number;
  readonly stopWithinMs: number;
}

/** A program of the project as a process of its own. */
export function nodePart(options: NodePartOptions): Part {
  return {
    name: options.name,
    start: () =>
      startServerProcess({
        ...options,
        command: process.execPath,
        args: ['--import', 'tsx', join(PROJECT, options.script), ...(options.args ?? [])],
        cwd: PROJECT,
        stopSignal: 'SIGTERM',
      }),
  };
}
