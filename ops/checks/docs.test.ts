import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROUTES } from '../../api/http/app.ts';
import { devRoutes } from '../../api/sign-in/dev.ts';
import { SETTING_NAMES } from '../../config/settings.ts';
import { ACTIONS } from '../../domain/vocabulary/actions.ts';
import { PROJECT } from '../install/node-part.ts';
import { quotedInColumn, repositoryOf, untrueIn } from './docs.ts';
import { projectFiles } from './project-files.ts';

const read = (file: string): string => readFileSync(join(PROJECT, file), 'utf8');
const MANIFEST = JSON.parse(read('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
};
const FILES = projectFiles();
const REPOSITORY = repositoryOf(FILES, {
  scripts: new Set(Object.keys(MANIFEST.scripts)),
  addresses: [
    ...[...ROUTES, ...devRoutes].map(({ path }) => path),
    ...ACTIONS.map((name) => `/v1/cases/{case}/actions/${name}`),
  ],
});
const DOCUMENTS = FILES.filter((file) => file.endsWith('.md'));

test('all documents are looked at', () => {
  expect(DOCUMENTS).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'docs/architecture.md']));
  expect(DOCUMENTS.length).toBeGreaterThan(30);
});

test.each(DOCUMENTS)('%s: links, paths, commands and addresses lead somewhere', (document) => {
  expect(untrueIn(document, read(document), REPOSITORY)).toEqual([]);
});

test('what leads nowhere is found', () => {
  const text = [
    'See [there](gone.md), [here](architecture.md#rooms) and [the web](https://example.org/gone.md).',
    'First `domain/gone.ts`, then `domain/cases/{rules,gone}`, `db/migrations/*.gone` and `api/cases/actions/<name>.ts`.',
    'Of no room of ours: `application/json`, `and/or`. `npm run gone` after `npm run migrate`.',
    '`GET /v1/cases/{any}/history` and `POST /v1/cases/{any}/gone`',
    '```sh\nnpm test -- unit domain/gone.test.ts\n```',
  ].join('\n');
  expect(untrueIn('docs/fixture.md', text, REPOSITORY)).toEqual([
    'docs/fixture.md: gone.md',
    'docs/fixture.md: domain/gone.test.ts',
    'docs/fixture.md: domain/gone.ts',
    'docs/fixture.md: domain/cases/gone',
    'docs/fixture.md: db/migrations/*.gone',
    'docs/fixture.md: npm run gone',
    'docs/fixture.md: /v1/cases/{any}/gone',
  ]);
});

test('the runbook lists every setting, and no other', () => {
  const listed = quotedInColumn(read('docs/runbook.md'), 'Settings', 1).filter(
    // Read by Temporal's own convention, not by name.
    (name) => !/^TEMPORAL_(?!CLI_PATH$)/.test(name),
  );
  expect(listed.toSorted()).toEqual([...SETTING_NAMES].toSorted());
});

test('ADR 2 names every package that is installed, and no other', () => {
  const installed = Object.keys({
    ...MANIFEST.dependencies,
    ...MANIFEST.devDependencies,
    ...MANIFEST.optionalDependencies,
  });
  const listed = quotedInColumn(read('docs/adr/0002-dependencies.md'), 'Every package', 2);
  expect(listed.toSorted()).toEqual(installed.toSorted());
});

test('the index of decisions names each, by its title', () => {
  const decisions = DOCUMENTS.filter((file) => /^docs\/adr\/\d/.test(file)).toSorted();
  const index = [...read('docs/adr/README.md').matchAll(/^\| (\d+) \| \[(.+?)\]\((\S+)\) \| \S.* \|$/gm)];
  expect(index.map(([, number, title, file]) => `docs/adr/${file}: # ${number}. ${title}`)).toEqual(
    decisions.map((file) => `${file}: ${read(file).split('\n', 1)[0]}`),
  );
});

test('the README has a line for every folder at the top', () => {
  const folders = [...new Set(FILES.flatMap((file) => file.match(/^[^./][^/]*(?=\/)/) ?? []))];
  expect(folders.length).toBeGreaterThan(10);
  const listed = quotedInColumn(read('README.md'), 'How it is made', 1).filter((each) => each.endsWith('/'));
  expect(listed.map((each) => each.slice(0, -1)).toSorted()).toEqual(folders.toSorted());
});

test('the pages of docs/desk.md are those of the desk, or of the server', () => {
  const pages = [...read('docs/desk.md').matchAll(/^\| `(\/[a-z]+)/gm)].map(([, page = '']) => page);
  expect(pages.length).toBeGreaterThan(15);
  const served = [
    'web/routes.tsx',
    'api/http/app.ts',
    'api/counter/queue-page.ts',
    'api/public/track-page.ts',
  ]
    .map(read)
    .join('\n');
  expect(pages.filter((page) => !new RegExp(`['"\`]${page}['"\`/]`).test(served))).toEqual([]);
});
