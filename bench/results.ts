/** The sections of RESULTS.md: each benchmark replaces its own and leaves the others. */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

const FILE = fileURLToPath(new URL('./RESULTS.md', import.meta.url));
const TITLE =
  '# Measured\n\nRatios are taken side by side in one run; absolute numbers are of the machine named.\n';

export function machine(): string {
  return `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
}

/** `text` begins with its heading. */
export function writeSection(text: string): void {
  let before = TITLE;
  try {
    before = readFileSync(FILE, 'utf8');
  } catch {
    // The first results.
  }
  const heading = text.slice(0, text.indexOf('\n'));
  const sections = before.trimEnd().split(/\n(?=## )/);
  const at = sections.findIndex((section) => section.startsWith(`${heading}\n`));
  if (at < 0) sections.push(text.trimEnd());
  else sections[at] = text.trimEnd();
  writeFileSync(FILE, `${sections.map((section) => section.trimEnd()).join('\n\n')}\n`);
  console.log(text);
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
}

/** Median, and the smallest and largest. */
export const spread = (values: readonly number[], digits: number) =>
  `${quantile(values, 0.5).toFixed(digits)} (${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)})`;
