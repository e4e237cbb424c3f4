/**
 * `npm test`: every check of the project, each with its time; the last line is `N passed, N failed`.
 *
 *   npm test -- unit smoke          only these parts
 *   npm test -- FILE                a test file, or all below a folder, by the part that it belongs to
 *   npm test -- unit FILE -t NAME   what follows is for Vitest
 *   npm test -- --watch FILE        again at every change
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { type Environment, environmentWith, withoutTemporal } from '../../config/environment.ts';
import { checkImports } from '../checks/import-rules.ts';
import { isTestFile, readTestArguments, type TestRequest } from '../checks/test-arguments.ts';
import {
  ensureChromium,
  ensureDocumentTools,
  ensureJava,
  ensurePdfTools,
  ensureSchemathesis,
  ensureSignatureTools,
} from '../checks/test-tools.ts';
import { PROJECT } from '../install/node-part.ts';

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Shown when something failed. */
  readonly output: string;
  /** What passed at its second try alone, and why it had not at the first. */
  readonly unsteady?: readonly string[];
}

/** What Vitest reported, with the files in which a test failed. */
interface Reported extends Outcome {
  readonly files: readonly FailedFile[];
}

interface FailedFile {
  readonly path: string;
  /** Tests of it that passed, and that were not tried. */
  readonly passed: number;
  readonly skipped: number;
  /** Each test that failed, and the first line of why. */
  readonly why: readonly string[];
}

interface TestPart {
  readonly name: string;
  readonly title: string;
  readonly run: Check | VitestRun;
}

type Check = () => Promise<Outcome>;

interface VitestRun {
  readonly args: readonly string[];
  readonly minutes: number;
  /** Real servers and a browser on a machine that may be busy: files in which a test failed are tried once more, whole and by themselves, and what passes then is named. */
  readonly again?: true;
  /** Brings the programs that these tests need, or says which are missing. */
  readonly prepare?: () => Promise<void>;
}

const bin = (...path: string[]): string => join(PROJECT, 'node_modules', ...path);

/** The tests bring their own servers: what this machine is set to must not reach them. */
const ENVIRONMENT: Environment = environmentWith({
  DATABASE_URL: null,
  ...withoutTemporal(),
  PORT: null,
  DATA_DIR: null,
  PAYLOAD_KEYS: null,
  JWKS_URL: null,
  OIDC_ISSUER: null,
  DEMO: null,
  CLAMD_URL: null,
  S3_ENDPOINT: null,
  SIGNING_KEY: null,
  SIGNING_SEALS: null,
  SIGNING_TSA_URL: null,
  NO_COLOR: '1',
});

const say = (line: string): void => console.log(line);

/** What is checked without running the product: each is quiet, and ends within the time that the tests beside it take. */
const STATIC: readonly TestPart[] = [
  {
    name: 'types',
    title: 'types (tsc)',
    run: async () => {
      const of = (project: string) =>
        program([bin('typescript-native', 'bin', 'tsc'), '-p', project, '--noEmit', '--pretty', 'false'], 10);
      return together([await of('.'), await of('web')]);
    },
  },
  {
    name: 'lint',
    title: 'lint and format (biome)',
    run: () => program([bin('@biomejs', 'biome', 'bin', 'biome'), 'check', '--diagnostic-level=error'], 10),
  },
  { name: 'imports', title: 'import rules', run: imports },
  {
    name: 'procedures',
    title: 'published procedures',
    run: () => program(['ops/commands/run.mjs', 'procedures', 'check'], 10),
  },
];

const TESTS: readonly TestPart[] = [
  { name: 'bundle', title: 'workflow bundle', run: () => program(['ops/commands/run.mjs', 'build'], 10) },
  {
    name: 'unit',
    title: 'rules (unit, property)',
    run: { args: ['--project', 'domain', '--project', 'unit'], minutes: 15 },
  },
  {
    name: 'tools',
    title: 'judged by programs not ours (tools)',
    run: {
      args: ['--project', 'tools'],
      minutes: 15,
      again: true,
      prepare: async () => {
        await ensureSignatureTools(say);
        await ensurePdfTools(say);
        await ensureDocumentTools(say);
      },
    },
  },
  {
    name: 'integration',
    title: 'real servers (integration, replay)',
    run: {
      args: ['--project', 'integration'],
      minutes: 45,
      again: true,
      prepare: async () => {
        await ensureSchemathesis(say);
        await ensureJava(say);
        await ensureChromium(say);
        await ensureDocumentTools(say);
      },
    },
  },
  {
    name: 'smoke',
    title: 'a fresh clone (smoke)',
    run: { args: ['--config', 'test/smoke/vitest.config.ts'], minutes: 15, again: true },
  },
];

/** Side by side; within each, one after the other. */
const LANES = [STATIC, TESTS];
const PARTS = LANES.flat();

const selection = readTestArguments(process.argv.slice(2), {
  parts: PARTS.map(({ name }) => name),
  vitest: PARTS.filter(({ run }) => typeof run !== 'function').map(({ name }) => name),
  testsAt,
});
if (selection.ok) process.exitCode = await runAll(selection.request);
else {
  console.error(selection.why);
  process.exitCode = 2;
}

/** Vitest takes a part of a path for all that have it: below a folder is meant, and in the project. */
function whole(path: string): string {
  const place = resolve(path);
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() ? `${place}/` : place;
}

function testsAt(path: string): string[] | null {
  if (!existsSync(path)) return null;
  if (!statSync(path).isDirectory()) return isTestFile(path) ? [path] : [];
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).filter(
    (each) => isTestFile(each) && !each.includes('node_modules'),
  );
}

async function runAll({ watch, parts }: TestRequest): Promise<number> {
  const started = Date.now();
  const outcomes = new Map<TestPart, Outcome & { readonly line: string }>();
  const runLane = async (lane: readonly TestPart[]) => {
    for (const part of lane) {
      const wanted = parts.find(({ name }) => name === part.name);
      if (wanted === undefined) continue;
      const since = Date.now();
      console.log(`\n${part.title} …`);
      const outcome = await runPart(part, [...wanted.paths.map(whole), ...wanted.options], watch);
      const { passed, failed, output } = outcome;
      const skipped = outcome.skipped > 0 ? `, ${outcome.skipped} skipped` : '';
      const took = `${((Date.now() - since) / 1000).toFixed(1)} s`;
      const line = `${part.title.padEnd(36)} ${passed} passed, ${failed} failed${skipped} (${took})`;
      outcomes.set(part, { ...outcome, line });
      console.log([output, line].filter(Boolean).join('\n'));
    }
  };
  await Promise.all(LANES.map(runLane));
  const all = PARTS.flatMap((part) => outcomes.get(part) ?? []);
  const { passed, failed, unsteady = [] } = together(all);
  console.log(
    `\n${all.map(({ line }) => line).join('\n')}\nin ${Math.round((Date.now() - started) / 1000)} s`,
  );
  if (unsteady.length > 0)
    console.log(`\nPassed at the second try alone, to be mended:\n${unsteady.join('\n')}\n`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? 1 : 0;
}

async function runPart({ run }: TestPart, more: readonly string[], watch: boolean): Promise<Outcome> {
  try {
    if (typeof run === 'function') return await run();
    await run.prepare?.();
    const first = await vitest(run, more, watch);
    if (run.again === undefined || watch || first.files.length === 0) return first;
    console.log(`\n${first.files.length} of these files once more, by themselves …`);
    const second = await vitest(
      { ...run, args: [...run.args, ...first.files.map(({ path }) => path)] },
      [],
      false,
    );
    return seconded(first, second);
  } catch (error) {
    const output = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { passed: 0, failed: 1, skipped: 0, output };
  }
}

function together(outcomes: readonly Outcome[]): Outcome {
  const sum = (of: (outcome: Outcome) => number) => outcomes.reduce((total, each) => total + of(each), 0);
  return {
    passed: sum(({ passed }) => passed),
    failed: sum(({ failed }) => failed),
    skipped: sum(({ skipped }) => skipped),
    output: outcomes
      .map(({ output }) => output)
      .filter(Boolean)
      .join('\n'),
    unsteady: outcomes.flatMap(({ unsteady = [] }) => unsteady),
  };
}

async function imports(): Promise<Outcome> {
  const { files, broken, toothless } = await checkImports();
  const output = [
    ...broken,
    ...toothless.map((rule) => `${rule}: nothing in test/import-rules breaks it, so it may not work.`),
    ...(files === 0 ? ['No file was looked at.'] : []),
  ];
  return {
    passed: output.length === 0 ? 1 : 0,
    failed: output.length === 0 ? 0 : 1,
    skipped: 0,
    output: output.join('\n'),
  };
}

/** A check that is one program: it passes when that ends with 0. */
async function program(args: readonly string[], minutes: number): Promise<Outcome> {
  const { code, output } = await node(args, minutes, 'quiet');
  return code === 0
    ? { passed: 1, failed: 0, skipped: 0, output: '' }
    : { passed: 0, failed: 1, skipped: 0, output: output.trim() || `it ended with ${code}` };
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly name: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

async function vitest(
  { args, minutes }: VitestRun,
  more: readonly string[],
  watch: boolean,
): Promise<Reported> {
  const folder = await mkdtemp(join(tmpdir(), 'motcua-report-'));
  const file = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const { code } = await node(
      [bin('vitest', 'vitest.mjs'), watch ? 'watch' : 'run', ...args, ...reporters, ...more],
      watch ? null : minutes,
      'shown',
    );
    const text = await readFile(file, 'utf8').catch(() => null);
    if (text === null)
      return { passed: 0, failed: 1, skipped: 0, output: `vitest gave no report (${code}).`, files: [] };
    const report = JSON.parse(text) as VitestReport;
    const files = failedIn(report);
    const known = report.numFailedTests + files.filter(({ why }) => why.length === 0).length;
    const skipped = report.numPendingTests + report.numTodoTests;
    if (report.numPassedTests + known === 0)
      return { passed: 0, failed: 1, skipped, output: 'No test was executed.', files: [] };
    // What ended otherwise than its tests did is no matter of a file.
    if (known === 0 && code !== 0)
      return {
        passed: report.numPassedTests,
        failed: 1,
        skipped,
        output: `vitest ended with ${code}.`,
        files,
      };
    return { passed: report.numPassedTests, failed: known, skipped, output: '', files };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function failedIn({ testResults }: VitestReport): FailedFile[] {
  return testResults
    .filter(({ status }) => status === 'failed')
    .map(({ name, assertionResults }) => ({
      path: name,
      passed: assertionResults.filter(({ status }) => status === 'passed').length,
      skipped: assertionResults.filter(({ status }) => ['skipped', 'pending', 'todo'].includes(status))
        .length,
      why: assertionResults
        .filter(({ status }) => status === 'failed')
        .map(({ fullName, failureMessages }) => `${fullName}: ${failureMessages[0]?.split('\n')[0] ?? ''}`),
    }));
}

/** The second try stands for the files that it tried; a test that failed in both has failed. */
function seconded(first: Reported, second: Reported): Outcome {
  const again = new Set(second.files.map(({ path }) => path));
  const before = (of: (file: FailedFile) => number) => first.files.reduce((sum, file) => sum + of(file), 0);
  return {
    passed: first.passed - before(({ passed }) => passed) + second.passed,
    failed: second.failed,
    skipped: first.skipped - before(({ skipped }) => skipped) + second.skipped,
    output: second.output,
    unsteady: first.files
      .filter(({ path }) => !again.has(path))
      .flatMap(({ path, why }) =>
        (why.length === 0 ? ['as a whole'] : why).map((each) => `  ${relative(PROJECT, path)} > ${each}`),
      ),
  };
}

/** With `minutes` null, for as long as it likes. */
function node(
  args: readonly string[],
  minutes: number | null,
  how: 'quiet' | 'shown',
): Promise<{ code: number | string; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: PROJECT,
      env: ENVIRONMENT as NodeJS.ProcessEnv,
      stdio: how === 'shown' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    let late = false;
    const end = (): void => {
      late = true;
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
    };
    const limit = minutes === null ? undefined : setTimeout(end, minutes * 60_000);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(limit);
      resolve({ code: late ? `no end after ${minutes} minutes` : (code ?? signal ?? 1), output });
    });
  });
}
