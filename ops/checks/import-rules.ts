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
  const { default: rules, bundle } = (await import(join(PROJECT, '.dependency-cruiser.mjs'))) as {
    default: RuleSet;
    bundle: RuleSet;
  };
  const broken: string[] = [];
  const toothless: string[] = [];
  let files = 0;
  for (const [set, tsPreCompilationDeps] of [
    [rules, true],
    [bundle, false],
  ] as const) {
    const options = { ...rules.options, tsPreCompilationDeps };
    const real = await run(PROJECT, set, options);
    files = Math.max(files, real.summary.totalCruised);
    broken.push(...real.summary.violations.map((each) => `${each.rule.name}: ${each.from} → ${each.to}`));
    const { exclude: _, ...everything } = options;
    const caught = new Set(
      (await run(FIXTURE, set, everything)).summary.violations.map((each) => each.rule.name),
    );
    toothless.push(...set.forbidden.map((rule) => rule.name).filter((name) => !caught.has(name)));
  }
  return { files, broken, toothless };
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
