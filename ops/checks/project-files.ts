import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { PROJECT } from '../install/node-part.ts';

/** Not of the repository: packages, what is built, data, the tools' own. */
const OTHERS = /^(node_modules|dist|\.data|\.git|shared)$/;

/** The files of the project, committed or not, named from its folder. */
export function projectFiles(): string[] {
  return [...filesBelow(PROJECT)];
}

function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (OTHERS.test(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield relative(PROJECT, path);
  }
}
