import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { checkTree } from './import-rules.ts';

let folder: string | null = null;
afterEach(async () => {
  if (folder !== null) await rm(folder, { recursive: true });
  folder = null;
});

async function treeOf(files: Readonly<Record<string, string>>): Promise<string> {
  folder = await mkdtemp(join(tmpdir(), 'motcua-imports-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

const RULE = {
  'domain/rule.ts': 'export const rule = 1;\n',
  'db/core/client.ts': "export { rule as client } from '../../domain/rule.ts';\n",
};

test('a file of the desk that imports the database turns the check of imports red', async () => {
  const tree = await treeOf({
    ...RULE,
    'web/data.ts': "export { client } from '../db/core/client.ts';\n",
    'web/page.tsx': "import { client } from '../db/core/client.ts';\nexport const page = <p>{client}</p>;\n",
  });
  expect((await checkTree(tree)).faults.sort()).toEqual([
    'web-imports: web/data.ts → db/core/client.ts',
    'web-imports: web/page.tsx → db/core/client.ts',
  ]);
});

test('one that imports a rule does not', async () => {
  const tree = await treeOf({
    ...RULE,
    'web/page.tsx': "import { rule } from '../domain/rule.ts';\nexport const page = <p>{rule}</p>;\n",
  });
  expect((await checkTree(tree)).faults).toEqual([]);
});

test('names that workflows share may not be checked by Zod, and schemas of the API may', async () => {
  const zod = "export { z } from 'zod';\n";
  const tree = await treeOf({
    'contracts/temporal/cases.ts': zod,
    'contracts/http/cases.ts': zod,
    'node_modules/zod/package.json':
      '{ "name": "zod", "version": "4.0.0", "type": "module", "exports": "./index.js" }\n',
    'node_modules/zod/index.js': 'export const z = 1;\n',
  });
  expect((await checkTree(tree)).faults.filter((fault) => fault.startsWith('bundle-without-zod'))).toEqual([
    'bundle-without-zod: contracts/temporal/cases.ts → node_modules/zod/index.js',
  ]);
});
