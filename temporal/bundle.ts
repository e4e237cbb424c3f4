/** The workflow bundle, built ahead: workers start at once, and a Node import in a workflow fails the build. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';
import { FAILURE_CONVERTER_PATH } from './data-converter.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(PROJECT, 'dist');

export interface Bundle {
  readonly codePath: string;
  /** Names what the workflows are made of: the same sources, the same id. */
  readonly buildId: string;
}

/** The bundle of the present sources; built when there is none. */
export async function workflowBundle(say: (line: string) => void = () => undefined): Promise<Bundle> {
  const buildId = sourcesHash();
  const codePath = join(DIST, `workflows-${buildId}.js`);
  if (!existsSync(codePath)) {
    say('building the workflow bundle');
    const { code } = await bundleWorkflowCode({
      workflowsPath: join(PROJECT, 'workflows', 'index.ts'),
      failureConverterPath: FAILURE_CONVERTER_PATH,
      logger: silent,
    });
    mkdirSync(DIST, { recursive: true });
    const fresh = `${codePath}.${process.pid}`;
    writeFileSync(fresh, code);
    renameSync(fresh, codePath);
    for (const old of readdirSync(DIST)) {
      if (/^workflows-.*\.js$/.test(old) && old !== `workflows-${buildId}.js`) rmSync(join(DIST, old));
    }
  }
  return { codePath, buildId };
}

const silent = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/** Of everything that goes into the bundle: our own sources, and the lockfile for everybody else's. */
function sourcesHash(): string {
  const hash = createHash('sha256');
  const sources = ['workflows', 'domain', 'contracts', 'temporal']
    .flatMap((folder) =>
      readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        join(folder, file),
      ),
    )
    .filter((file) => /\.(ts|cjs)$/.test(file) && !/\.test\.ts$/.test(file))
    .sort();
  for (const file of [...sources, 'package-lock.json'])
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(PROJECT, file)))
      .update('\0');
  return hash.digest('hex').slice(0, 12);
}
