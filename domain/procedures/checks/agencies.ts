/** Agencies: for every office that may decide such a case, each agency that its steps name can be found. */
import { AGENCY_KEYS_OF, GIVEN_KEYS, resolveAgencies } from '../../agencies/directory.ts';
import type { Agency } from '../../agencies/types.ts';
import { type Finding, finding, pathText } from '../language/problem.ts';
import type { Procedure } from '../language/types.ts';

export function checkAgencies(procedure: Procedure, directory: readonly Agency[] | null): Finding[] {
  const given = ownerIsFunction(procedure);
  if (directory === null || given.length > 0) return given;
  const owners = directory.filter(({ fulfils }) => fulfils.includes(procedure.owner));
  if (owners.length === 0) {
    return [unfulfilled('owner', procedure.owner)];
  }
  const lacking = new Map<string, string[]>();
  for (const owner of owners) {
    const resolution = resolveAgencies(directory, procedure, owner.id, owner.id);
    for (const key of resolution.ok ? [] : resolution.missing) {
      lacking.set(key, [...(lacking.get(key) ?? []), owner.id]);
    }
  }
  return AGENCY_KEYS_OF(procedure).flatMap((key) => {
    const without = lacking.get(key);
    if (without === undefined) return [];
    const path = pathOf(procedure, key);
    if (!directory.some(({ fulfils }) => fulfils.includes(key))) return unfulfilled(path, key);
    const some = without.slice(0, 3).join(', ') + (without.length > 3 ? ', …' : '');
    return finding(
      path,
      'agency-not-everywhere',
      {
        vi: `Không cơ quan nào đảm nhiệm “${key}” cho ${without.length} nơi giải quyết: ${some}.`,
        en: `No agency has the function “${key}” for ${without.length} of the deciding agencies: ${some}.`,
      },
      {
        vi: `Trong agencies.yaml, thêm “${key}” vào fulfils của một cơ quan cùng địa bàn, hoặc của một cơ quan cấp tỉnh có area: null.`,
        en: `In agencies.yaml, add “${key}” to fulfils of an agency of the same area, or of one of the province with area: null.`,
      },
    );
  });
}

function ownerIsFunction({ owner }: Procedure): Finding[] {
  if (!GIVEN_KEYS.includes(owner)) return [];
  return [
    finding(
      'owner',
      'owner-not-a-function',
      {
        vi: `“${owner}” không nói cơ quan nào quyết định.`,
        en: `“${owner}” does not say which agency decides.`,
      },
      {
        vi: 'Ghi chức năng, ví dụ commune hoặc construction.',
        en: 'Write a function, for instance commune or construction.',
      },
    ),
  ];
}

function unfulfilled(path: string, key: string): Finding {
  return finding(
    path,
    'unknown-agency',
    { vi: `Không cơ quan nào đảm nhiệm “${key}”.`, en: `No agency has the function “${key}”.` },
    {
      vi: `Sửa tên, hoặc thêm “${key}” vào fulfils của một cơ quan trong agencies.yaml.`,
      en: `Correct the name, or add “${key}” to fulfils of an agency in agencies.yaml.`,
    },
  );
}

/** Where the procedure first names the agency. */
function pathOf({ steps }: Procedure, key: string): string {
  for (const [index, step] of steps.entries()) {
    if (step.parallel === null) {
      if (step.agency === key) return pathText(['steps', index, 'agency']);
      continue;
    }
    const at = step.parallel.branches.findIndex(({ agency }) => agency === key);
    if (at >= 0) return pathText(['steps', index, 'parallel', 'branches', at, 'agency']);
  }
  return 'steps';
}
