/**
 * `npm test`: every check of the project, each with its time; the last line is `N passed, N failed`. `npm test -- unit smoke` runs only the parts
 * named.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type Environment, environmentWith, withoutTemporal } from '../../config/environment.ts';
import { checkImports } from '../checks/import-rules.ts';
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
  readonly content: string;
  /** What passed at its second try alone, and why it had not at the first. */
  readonly unsteady?: readonly string[];
}

interface TestPart {
  readonly name: string;
  readonly title: string;
  run(): Promise<Outcome>;
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

const PARTS: readonly TestPart[] = [
  {
    name: 'types',
    title: 'types (tsc)',
    run: async () => {
      const of = (project: string) =>
        program([bin('typescript', 'bin', 'tsc'), '-p', project, '--noEmit', '--pretty', 'false'], 5);
      const [server, web] = await Promise.all([of('.'), of('web')]);
      return {
        passed: server.passed + web.passed,
        failed: server.failed + web.failed,
        skipped: 0,
        content: [server.content, web.content].filter(Boolean).join('\n'),
      };
    },
  },
  {
    name: 'lint',
    title: 'lint and format (biome)',
    run: () => program([bin('@biomejs', 'biome', 'bin', 'biome'), 'check', '--diagnostic-level=error'], 5),
  },
  { name: 'imports', title: 'import rules', run: imports },
  {
    name: 'procedures',
    title: 'published procedures',
    run: () => program(['ops/commands/run.mjs', 'procedures', 'check'], 5),
  },
  { name: 'bundle', title: 'workflow bundle', run: () => program(['ops/commands/run.mjs', 'build'], 5) },
  { name: 'unit', title: 'rules (unit, property)', run: unit },
  { name: 'integration', title: 'real servers (integration, replay)', run: integration },
  {
    name: 'smoke',
    title: 'a fresh clone (smoke)',
    run: () => vitest(['--config', 'test/smoke/vitest.config.ts'], 15),
  },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !PARTS.some((part) => part.name === name));
if (unknown.length > 0) {
  console.error(`No part ${unknown.join(', ')}. The parts are: ${PARTS.map((part) => part.name).join(' ')}`);
  process.exit(2);
}
process.exitCode = await runAll(PARTS.filter((part) => wanted.length === 0 || wanted.includes(part.name)));

async function runAll(parts: readonly TestPart[]): Promise<number> {
  const started = Date.now();
  const lines: string[] = [];
  const unsteady: string[] = [];
  let passed = 0;
  let failed = 0;
  for (const [index, part] of parts.entries()) {
    console.log(`\n[${index + 1}/${parts.length}] ${part.title}`);
    const since = Date.now();
    const outcome = await part.run().catch(
      (error): Outcome => ({
        passed: 0,
        failed: 1,
        skipped: 0,
        content: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
    );
    passed += outcome.passed;
    failed += outcome.failed;
    unsteady.push(...(outcome.unsteady ?? []));
    if (outcome.content !== '') console.log(outcome.content);
    const skipped = outcome.skipped > 0 ? `, ${outcome.skipped} skipped` : '';
    const took = `${((Date.now() - since) / 1000).toFixed(1)} s`;
    const line = `${part.title.padEnd(36)} ${outcome.passed} passed, ${outcome.failed} failed${skipped} (${took})`;
    lines.push(line);
    console.log(line);
  }
  console.log(`\n${lines.join('\n')}\nin ${Math.round((Date.now() - started) / 1000)} s`);
  if (unsteady.length > 0)
    console.log(`\nPassed at the second try alone, to be mended:\n${unsteady.join('\n')}\n`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? 1 : 0;
}

async function imports(): Promise<Outcome> {
  const { files, broken, toothless } = await checkImports();
  const content = [
    ...broken,
    ...toothless.map((rule) => `${rule}: nothing in test/import-rules breaks it, so it may not work.`),
    ...(files === 0 ? ['No file was looked at.'] : []),
  ];
  return {
    passed: content.length === 0 ? 1 : 0,
    failed: content.length === 0 ? 0 : 1,
    skipped: 0,
    content: content.join('\n'),
  };
}

async function unit(): Promise<Outcome> {
  await ensureSignatureTools((line) => console.log(line));
  await ensurePdfTools((line) => console.log(line));
  await ensureDocumentTools((line) => console.log(line));
  return vitest(['--project', 'unit'], 15);
}

async function integration(): Promise<Outcome> {
  await ensureSchemathesis((line) => console.log(line));
  await ensureJava((line) => console.log(line));
  await ensureChromium((line) => console.log(line));
  await ensureDocumentTools((line) => console.log(line));
  // Real servers and a browser on a machine that may be busy: what fails is tried once more, and named if it passes then.
  return vitest(['--project', 'integration', '--retry=1'], 45);
}

/** A check that is one program: it passes when that ends with 0. */
async function program(args: readonly string[], minutes: number): Promise<Outcome> {
  const { code, output } = await node(args, minutes, 'quiet');
  return code === 0
    ? { passed: 1, failed: 0, skipped: 0, content: '' }
    : { passed: 0, failed: 1, skipped: 0, content: output.trim() || `it ended with ${code}` };
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
      /** Of a test that passed: of the try before. */
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

async function vitest(args: readonly string[], minutes: number): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'motcua-report-'));
  const file = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const { code } = await node(
      [bin('vitest', 'vitest.mjs'), 'run', ...args, ...reporters],
      minutes,
      'shown',
    );
    const text = await readFile(file, 'utf8').catch(() => null);
    if (text === null)
      return { passed: 0, failed: 1, skipped: 0, content: `vitest gave no report (${code}).` };
    const report = JSON.parse(text) as VitestReport;
    const unread = report.testResults.filter(
      (each) => each.status === 'failed' && each.assertionResults.length === 0,
    );
    const known = report.numFailedTests + unread.length;
    const skipped = report.numPendingTests + report.numTodoTests;
    if (report.numPassedTests + known === 0) {
      return { passed: 0, failed: 1, skipped, content: 'No test was executed.' };
    }
    const failed = known === 0 && code !== 0 ? 1 : known;
    return { passed: report.numPassedTests, failed, skipped, content: '', unsteady: unsteadyIn(report) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function unsteadyIn({ testResults }: VitestReport): string[] {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
      .map(({ fullName, failureMessages }) => {
        const [why = ''] = (failureMessages[0] ?? '').split('\n');
        return `  ${relative(PROJECT, name)} > ${fullName}: ${why}`;
      }),
  );
}

function node(
  args: readonly string[],
  minutes: number,
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
    const limit = setTimeout(() => {
      late = true;
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
    }, minutes * 60_000);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(limit);
      resolve({ code: late ? `no end after ${minutes} minutes` : (code ?? signal ?? 1), output });
    });
  });
}
