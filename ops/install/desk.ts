/** The desk, built ahead: `npm start` and `npm run build` make it where its sources have changed. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { PROJECT } from './node-part.ts';

export const DESK_FOLDER = join(PROJECT, 'dist', 'desk');
/** Says of which sources the folder was made. */
const MARK = join(DESK_FOLDER, 'build-id');
/** There while somebody builds. */
const TURN = `${DESK_FOLDER}-building`;
const TURN_MS = 180_000;
const WAIT_MS = 250;

/** Gives the id of the build. */
export async function buildDesk(say: (line: string) => void = () => undefined): Promise<string> {
  const id = sourcesHash();
  const isBuilt = () => existsSync(MARK) && readFileSync(MARK, 'utf8') === id;
  if (isBuilt()) return id;
  await takeTurn();
  try {
    if (!isBuilt()) await makeDesk(id, say);
  } finally {
    rmSync(TURN, { recursive: true, force: true });
  }
  return id;
}

/** Whoever builds empties the folder first: tests side by side build one after the other. */
async function takeTurn(): Promise<void> {
  mkdirSync(dirname(TURN), { recursive: true });
  for (;;) {
    try {
      mkdirSync(TURN);
      return;
    } catch {
      const since = statSync(TURN, { throwIfNoEntry: false })?.mtimeMs ?? 0;
      // Left by somebody who was killed.
      if (since > 0 && Date.now() - since > TURN_MS) rmSync(TURN, { recursive: true, force: true });
      await sleep(WAIT_MS);
    }
  }
}

async function makeDesk(id: string, say: (line: string) => void): Promise<void> {
  say('building the desk');
  const { build } = await import('vite');
  const before = process.env.NODE_ENV;
  // Whoever builds it, for instance a test: what is built is for people.
  process.env.NODE_ENV = 'production';
  try {
    await build({ configFile: join(PROJECT, 'web', 'vite.config.ts'), logLevel: 'warn' });
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
  packFiles();
  writeFileSync(MARK, id);
}

/** Packed once and well, instead of at every answer. */
function packFiles(): void {
  const assets = join(DESK_FOLDER, 'assets');
  for (const name of readdirSync(assets).filter((each) => /\.(js|css)$/.test(each))) {
    const bytes = readFileSync(join(assets, name));
    writeFileSync(join(assets, `${name}.br`), brotliCompressSync(bytes));
    writeFileSync(join(assets, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
}

/** Of our own sources, and the lockfile for everybody else's. */
function sourcesHash(): string {
  const hash = createHash('sha256');
  const files = ['web', 'domain', 'contracts']
    .flatMap((folder) =>
      readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        join(folder, file),
      ),
    )
    .filter((file) => /\.(tsx?|js|css|html|svg|json)$/.test(file) && !/\.test\.tsx?$/.test(file))
    .sort();
  for (const file of [...files, 'package-lock.json'])
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(PROJECT, file)))
      .update('\0');
  return hash.digest('hex').slice(0, 12);
}
