/** What `npm test -- …` asks for. */

export interface TestRequest {
  /** Begin again at every change of a file, until stopped. */
  readonly watch: boolean;
  readonly parts: readonly {
    readonly name: string;
    /** Files and folders, if only these; for Vitest. */
    readonly paths: readonly string[];
    /** Handed on to Vitest. */
    readonly options: readonly string[];
  }[];
}

export type ReadTestArguments =
  | { readonly ok: true; readonly request: TestRequest }
  | { readonly ok: false; readonly why: string };

export interface KnownTests {
  readonly parts: readonly string[];
  /** Those of them that are run by Vitest. */
  readonly vitest: readonly string[];
  /** The test files at a path, or below it; null where nothing is. */
  testsAt(path: string): readonly string[] | null;
}

const WATCH = ['--watch', '-w'];
/** `file.test.ts:12`: the test that stands there. */
const LINE = /:\d+$/;
const KIND = /\.(\w+)\.test\.tsx?$/;

export const isTestFile = (path: string): boolean => /\.test\.tsx?$/.test(path);

/** Names of parts and paths of tests, in any order; from the first option on, all is for Vitest. */
export function readTestArguments(args: readonly string[], known: KnownTests): ReadTestArguments {
  const watch = args.some((each) => WATCH.includes(each));
  const content = args.filter((each) => !WATCH.includes(each));
  const first = content.findIndex((each) => each.startsWith('-'));
  const named = first < 0 ? content : content.slice(0, first);
  const options = first < 0 ? [] : content.slice(first);
  const parts = named.filter((each) => known.parts.includes(each));
  const paths = named.filter((each) => !known.parts.includes(each));

  const byPart = new Map<string, string[]>(parts.map((name) => [name, []]));
  for (const path of paths) {
    const tests = known.testsAt(path.replace(LINE, ''));
    if (tests === null)
      return refused(`No part and no file is called ${path}. The parts are: ${known.parts.join(' ')}`);
    const owners = new Set(tests.map((test) => partOf(test, known)));
    const wanted = parts.length === 0 ? [...owners] : parts.filter((name) => owners.has(name));
    if (wanted.length === 0)
      return refused(
        owners.size === 0
          ? `There are no tests in ${path}.`
          : `${path} belongs to ${[...owners].join(', ')}.`,
      );
    for (const name of wanted) byPart.set(name, [...(byPart.get(name) ?? []), path]);
  }
  const chosen = [...byPart.keys()];
  if (options.length > 0 || paths.length > 0 || watch) {
    const others = chosen.filter((name) => !known.vitest.includes(name));
    if (others.length > 0) return refused(`${others.join(', ')}: takes no files and no options.`);
    if (chosen.length === 0) return refused('Say first which part or which file the options are for.');
  }
  if (watch && chosen.length > 1) return refused(`Watch one part at a time: ${chosen.join(' or ')}.`);
  const all = chosen.length === 0 ? known.parts : known.parts.filter((name) => chosen.includes(name));
  return {
    ok: true,
    request: { watch, parts: all.map((name) => ({ name, paths: byPart.get(name) ?? [], options })) },
  };
}

/** `x.integration.test.ts` belongs to the part `integration`; a name that says nothing, to `unit`. */
function partOf(test: string, { vitest }: KnownTests): string {
  const kind = KIND.exec(test)?.[1] ?? '';
  return vitest.includes(kind) ? kind : 'unit';
}

const refused = (why: string): ReadTestArguments => ({ ok: false, why });
