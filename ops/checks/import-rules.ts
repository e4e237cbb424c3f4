/** Checks the imports of the whole project, and that each rule can fail. */
import { join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import { PROJECT } from '../install/node-part.ts';

/** A small tree that breaks every rule once. */
const FIXTURE = join(PROJECT, 'test', 'import-rules');

interface RuleSet {
  readonly forbidden: readonly { readonly name: string; readonly comment: string }[];
  readonly options?: ICruiseOptions;
}

export interface ImportRulesOutcome {
  readonly files: number;
  /** `rule: from → to (comment)` for each import that breaks one. */
  readonly broken: readonly string[];
  /** Rules that the fixture, made to break them, does not break. */
  readonly toothless: readonly string[];
}

export async function checkImports(): Promise<ImportRulesOutcome> {
  const real = await checkTree(PROJECT);
  const { faults, rules } = await checkTree(FIXTURE);
  const toothless = rules.filter((rule) => !faults.some((fault) => fault.startsWith(`${rule}: `)));
  return { files: real.files, broken: real.faults, toothless };
}

/** What breaks a rule in the tree below this folder. The project and every proof are looked at by the very same options. */
export async function checkTree(folder: string) {
  const { default: usual, bundle } = (await import(join(PROJECT, '.dependency-cruiser.mjs'))) as {
    default: RuleSet;
    bundle: RuleSet;
  };
  const faults: string[] = [];
  let files = 0;
  for (const [set, tsPreCompilationDeps] of [
    [usual, true],
    [bundle, false],
  ] as const) {
    const { summary } = await run(folder, set, { ...usual.options, tsPreCompilationDeps });
    files = Math.max(files, summary.totalCruised);
    faults.push(...summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`));
  }
  return { files, faults, rules: [...usual.forbidden, ...bundle.forbidden].map(({ name }) => name) };
}

async function run(baseDir: string, rules: RuleSet, options: ICruiseOptions): Promise<ICruiseResult> {
  const before = process.cwd();
  process.chdir(baseDir);
  try {
    const ruleSet = { forbidden: rules.forbidden } as NonNullable<ICruiseOptions['ruleSet']>;
    const result = await cruise(['.'], { ...options, baseDir, ruleSet, validate: true });
    return result.output as ICruiseResult;
  } finally {
    process.chdir(before);
  }
}
