/** What is wrong with a file that an office wrote, said so that its author can mend it. */
import type { Localised } from '../../ids.ts';

export interface Problem {
  readonly file: string;
  /** Where in the file: `steps[2].outcomes.refuse.to`; empty: the file as a whole. */
  readonly path: string;
  /** From 1, where it is known. */
  readonly line?: number;
  /** Stable name of the rule that was broken, for instance `unknown-target`. */
  readonly code: string;
  readonly message: Localised;
  /** What to write instead. */
  readonly mend: Localised;
}

/** A problem before it is known in which file it stands. */
export type Finding = Omit<Problem, 'file' | 'line'>;

export function finding(path: string, code: string, message: Localised, mend: Localised): Finding {
  return { path, code, message, mend };
}

/** Writes a path as `steps[2].outcomes.refuse.to`; keys that are no plain names stand in quotes. */
export function pathText(keys: readonly PropertyKey[]): string {
  let text = '';
  for (const key of keys) {
    if (typeof key === 'number') text += `[${key}]`;
    else if (/^[A-Za-z_][\w-]*$/.test(String(key))) text += text === '' ? String(key) : `.${String(key)}`;
    else text += `[${JSON.stringify(String(key))}]`;
  }
  return text;
}

/** Turns `steps[2].outcomes.refuse.to` back into its keys. */
export function pathKeys(path: string): (string | number)[] {
  const keys: (string | number)[] = [];
  for (const part of path.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([A-Za-z_][\w-]*)/g)) {
    if (part[1] !== undefined) keys.push(Number(part[1]));
    else if (part[2] !== undefined) keys.push(JSON.parse(part[2]) as string);
    else if (part[3] !== undefined) keys.push(part[3]);
  }
  return keys;
}
