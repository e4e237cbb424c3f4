/** What a document says of this repository, as far as a program can hold it to that. */
import { dirname, join, normalize } from 'node:path';

export interface Repository {
  /** Files and folders, relative to the root. */
  readonly paths: ReadonlySet<string>;
  readonly scripts: ReadonlySet<string>;
  /** Of the API, with `{name}` for what differs. */
  readonly addresses: readonly string[];
}

/** Folders follow from the files in them. */
export function repositoryOf(files: readonly string[], others: Omit<Repository, 'paths'>): Repository {
  const paths = new Set(files);
  for (const file of files)
    for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) paths.add(folder);
  return { paths, ...others };
}

/** Links, paths and commands that lead nowhere, each as a line for whoever mends it. */
export function untrueIn(document: string, text: string, repository: Repository): string[] {
  const named = [
    ...linksOf(text).map((link) => ({ said: link, leads: leadsTo(document, link, repository) })),
    ...pathsOf(text, repository).map((path) => ({ said: path, leads: isThere(path, repository) })),
    ...scriptsOf(text).map((script) => ({
      said: `npm run ${script}`,
      leads: repository.scripts.has(script),
    })),
    ...addressesOf(text).map((address) => ({ said: address, leads: isAnswered(address, repository) })),
  ];
  return named.filter(({ leads }) => !leads).map(({ said }) => `${document}: ${said}`);
}

/** Of Markdown, also of a picture; not those to other places, and not those within the document. */
function linksOf(text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^([a-z][a-z\d+.-]*:|#)/i.test(link));
}

function leadsTo(document: string, link: string, { paths }: Repository): boolean {
  const [file = ''] = link.split('#');
  return paths.has(normalize(join(dirname(document), file)).replace(/\/$/, ''));
}

/** What is quoted as a path from the root: it begins with the name of something there, and a slash follows. */
function pathsOf(text: string, { paths }: Repository): string[] {
  return quotedIn(text)
    .flatMap((quoted) => quoted.split(/\s+/))
    .map((word) => word.replace(/[,;:.)]+$/, ''))
    .filter((word) => /^[\w.@-]+\/[\w./@*<>{},-]*$/.test(word))
    .filter((word) => paths.has(word.slice(0, word.indexOf('/'))))
    .flatMap(alternativesOf);
}

/** Code within a line, and lines of code. */
function quotedIn(text: string): string[] {
  const FENCED = /^```.*\n([\s\S]*?)^```$/gm;
  const lines = [...text.matchAll(FENCED)].map(([, code = '']) => code);
  return [...lines, ...[...text.replace(FENCED, '').matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code)];
}

/** `a/{b,c}.ts` is `a/b.ts` and `a/c.ts`. */
function alternativesOf(path: string): string[] {
  const braces = path.match(/^(.*?)\{([^}]*)\}(.*)$/);
  if (braces === null) return [path];
  const [, before = '', inner = '', after = ''] = braces;
  return inner.split(',').flatMap((each) => alternativesOf(`${before}${each}${after}`));
}

/** `*` and `<name>` stand for a part of a name: something has to fit. */
function isThere(path: string, { paths }: Repository): boolean {
  const exact = path.replace(/\/$/, '');
  if (!/[*<]/.test(exact)) return paths.has(exact);
  const parts = exact.split(/(\*+|<[^>]*>)/);
  const pattern = parts.map((part, index) => (index % 2 === 1 ? '[^/]+' : part.replace(/[.+]/g, '\\$&')));
  const fits = new RegExp(`^${pattern.join('')}$`);
  return [...paths].some((each) => fits.test(each));
}

function scriptsOf(text: string): string[] {
  return [...text.matchAll(/\bnpm run ([a-z][\w:-]*)/g)].map(([, script = '']) => script);
}

function addressesOf(text: string): string[] {
  return [...text.matchAll(/(?<!\/api)\/v1\/[\w/{}<>$.-]+/g)].map(([address]) =>
    address.replace(/[./]+$/, ''),
  );
}

/** What is to be filled in has any name: `{case}`, `<code>`, `$CASE`. */
function isAnswered(address: string, { addresses }: Repository): boolean {
  const parts = address.split('/');
  return addresses.some((each) => {
    const of = each.split('/');
    return (
      of.length === parts.length &&
      of.every(
        (part, index) =>
          part === parts[index] || (/^\{/.test(part) && /^[{<$]|^[A-Z]/.test(parts[index] ?? '')),
      )
    );
  });
}

/** What stands quoted in one column (from 1) of the table below a heading. */
export function quotedInColumn(text: string, heading: string, column: number): string[] {
  const section = text.split(/^## /m).find((each) => each.startsWith(`${heading}\n`)) ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .flatMap((line) => [...(line.split(' | ')[column - 1] ?? '').matchAll(/`([^`]+)`/g)])
    .map(([, quoted = '']) => quoted);
}
