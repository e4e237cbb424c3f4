/** The desk, built ahead: `npm start` and `npm run build` make it where its sources have changed. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { waitForLock } from './lock-file.ts';
import { PROJECT } from './node-part.ts';

export const DESK_FOLDER = join(PROJECT, 'dist', 'desk');
/** Says of which sources the folder was made. */
const MARK_NAME = 'build-id';
const MARK = join(DESK_FOLDER, MARK_NAME);
/** Taken while somebody builds. */
const TURN = `${DESK_FOLDER}.lock`;

/** Gives the id of the build. */
export async function buildDesk(say: (line: string) => void = () => undefined): Promise<string> {
  const id = sourcesHash();
  const isBuilt = () => existsSync(MARK) && readFileSync(MARK, 'utf8') === id;
  if (isBuilt()) return id;
  const turn = await waitForLock(TURN, (pid) => say(`process ${pid} is building the desk`));
  try {
    if (!isBuilt()) await makeDesk(id, say);
  } finally {
    await turn.release();
  }
  return id;
}

/** Made beside and put in place whole: what is being served stays whole until then. */
async function makeDesk(id: string, say: (line: string) => void): Promise<void> {
  say('building the desk');
  const { build } = await import('vite');
  const fresh = `${DESK_FOLDER}.making`;
  const before = process.env.NODE_ENV;
  // Whoever builds it, for instance a test: what is built is for people.
  process.env.NODE_ENV = 'production';
  try {
    await build({
      configFile: join(PROJECT, 'web', 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: fresh },
    });
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
  packFiles(join(fresh, 'assets'));
  writeFileSync(join(fresh, MARK_NAME), id);
  rmSync(DESK_FOLDER, { recursive: true, force: true });
  renameSync(fresh, DESK_FOLDER);
}

/** Packed once and well, instead of at every answer. */
function packFiles(assets: string): void {
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
