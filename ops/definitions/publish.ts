/** What publishing a province's files would do to what is in force. */
import { canonicalJson } from '../../db/core/digest.ts';
import type { RoutingRules } from '../../domain/complaints/routing.ts';
import { finding, type Problem } from '../../domain/procedures/language/problem.ts';
import type { Procedure } from '../../domain/procedures/language/types.ts';
import type { LoadedProcedure } from './procedure-files.ts';

/** The version of a procedure that new cases start with. */
export interface Published {
  readonly code: string;
  readonly version: number;
  readonly hash: string;
  readonly procedure: Procedure;
}

/** The record of versions, by province. */
export interface PublishedProcedures {
  current(province: string): Promise<readonly Published[]>;
  /** The routing rules in force; null: none. */
  routing(province: string): Promise<RoutingRules | null>;
  /** All or none; `routing` null: the rules stay as they are. */
  publish(
    province: string,
    procedures: readonly LoadedProcedure[],
    routing: RoutingRules | null,
    by: string,
  ): Promise<void>;
  close(): Promise<void>;
}

export interface Plan {
  readonly fresh: readonly LoadedProcedure[];
  readonly unchanged: number;
  readonly problems: readonly Problem[];
}

/**
 * A published version never changes: another content needs a higher number. The same content again is left alone, so
 * publishing twice does nothing the second time.
 */
export function planPublication(files: readonly LoadedProcedure[], current: readonly Published[]): Plan {
  const fresh: LoadedProcedure[] = [];
  const problems: Problem[] = [];
  let unchanged = 0;
  for (const loaded of files) {
    const { procedure, hash, file } = loaded;
    const inForce = current.find(({ code }) => code === procedure.code);
    if (inForce?.hash === hash) unchanged += 1;
    else if (inForce === undefined || procedure.version > inForce.version) fresh.push(loaded);
    else {
      problems.push({
        file,
        ...versionNotRaised(inForce.version),
      });
    }
  }
  return { fresh, unchanged, problems };
}

export interface RoutingPlan {
  /** null: what is in force stays. */
  readonly fresh: RoutingRules | null;
  readonly problems: readonly Problem[];
}

/** The same for the routing rules of a province. */
export function planRouting(
  rules: RoutingRules | null,
  inForce: RoutingRules | null,
  file: string,
): RoutingPlan {
  if (rules === null || canonicalJson(rules) === canonicalJson(inForce)) return { fresh: null, problems: [] };
  if (inForce === null || rules.version > inForce.version) return { fresh: rules, problems: [] };
  return { fresh: null, problems: [{ file, ...versionNotRaised(inForce.version) }] };
}

function versionNotRaised(version: number) {
  return finding(
    'version',
    'version-not-raised',
    {
      vi: `Nội dung đã đổi, nhưng phiên bản ${version} đã công bố không được sửa.`,
      en: `The content has changed, but version ${version} is published and never changes.`,
    },
    { vi: `Ghi version: ${version + 1}.`, en: `Write version: ${version + 1}.` },
  );
}
