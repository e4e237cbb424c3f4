import { chmod, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { type CliSearch, cachedCli, findTemporalCli } from './cli.ts';

let folder: string;
let said: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'motcua-cli-'));
  said = [];
});

/** A program that answers as the CLI does. */
async function program(path: string, script: string): Promise<string> {
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}
const bringing = (server: string): string => `echo "temporal version 1.5.1 (Server ${server}, UI 2.42.1)"`;

/** A machine with only these programs on its PATH, and no way out to download anything. */
function search(given: Partial<CliSearch> = {}): CliSearch {
  const nowhere = 'http://127.0.0.1:9';
  return {
    path: null,
    cacheDir: join(folder, 'cache'),
    environment: { PATH: `${folder}/path:/bin`, HTTPS_PROXY: nowhere, https_proxy: nowhere },
    say: (line) => said.push(line),
    ...given,
  };
}

/** Builds what it is asked for, and notes each build. */
const fakeGo = (built: string): Promise<string> =>
  program(
    join(folder, 'path', 'go'),
    `[ "$1" = version ] && exit 0
     echo built >> ${folder}/builds
     echo some/package >&2
     sleep 0.5
     mkdir -p "$GOBIN"
     printf '#!/bin/sh\\n%s\\n' '${built}' > "$GOBIN/temporal"
     chmod 755 "$GOBIN/temporal"`,
  );

test('TEMPORAL_CLI_PATH comes before everything, and is an error where it leads nowhere', async () => {
  const path = await program(join(folder, 'mine'), bringing('1.29.1'));
  expect(await findTemporalCli(search({ path }))).toBe(path);
  await expect(findTemporalCli(search({ path: join(folder, 'none') }))).rejects.toThrow(
    /TEMPORAL_CLI_PATH=.*none is no usable Temporal CLI: there is no such file/,
  );
});

test('a CLI on PATH comes before the cached one', async () => {
  const onPath = await program(join(folder, 'path', 'temporal'), bringing('1.30.0'));
  await program(cachedCli(join(folder, 'cache')), bringing('1.29.1'));
  expect(await findTemporalCli(search())).toBe(onPath);
});

test('a CLI on PATH whose server is too old, or that does not run, is passed over', async () => {
  const cached = await program(cachedCli(join(folder, 'cache')), bringing('1.29.1'));
  await program(join(folder, 'path', 'temporal'), bringing('1.20.0'));
  expect(await findTemporalCli(search())).toBe(cached);
  await program(join(folder, 'path', 'temporal'), 'exit 3');
  expect(await findTemporalCli(search())).toBe(cached);
});

test('a cached program that does not run is built anew, once for two that want it at once', async () => {
  await program(cachedCli(join(folder, 'cache')), 'exit 1');
  await fakeGo(bringing('1.29.1'));
  const found = await Promise.all([findTemporalCli(search()), findTemporalCli(search())]);
  expect(new Set(found)).toEqual(new Set([cachedCli(join(folder, 'cache'))]));
  expect(await readFile(join(folder, 'builds'), 'utf8')).toBe('built\n');
  expect(said.join('\n')).toMatch(
    /building the Temporal CLI v1\.5\.1 by Go.*waiting for process|waiting for process/s,
  );
});

test('a build that brings something else is not kept', async () => {
  await fakeGo(bringing('1.10.0'));
  await expect(findTemporalCli(search())).rejects.toThrow('it could not be built (it brings Server 1.10.0)');
  await expect(readFile(cachedCli(join(folder, 'cache')))).rejects.toThrow('ENOENT');
});

test('where nothing leads to a CLI, one sentence names every way', async () => {
  await expect(findTemporalCli(search())).rejects.toThrow(
    /TEMPORAL_ADDRESS.*TEMPORAL_CLI_PATH.*on PATH.*cache.*download failed.*Go is not installed/s,
  );
});
