import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { PROJECT } from '../../ops/install/node-part.ts';

/** What takes a minute and more, the longest first. Begun last, one of them would run alone while the other workers have nothing to do. */
const LONG = [
  'test/contract/',
  'workflows/shipments/',
  'test/desk/dossier',
  'test/desk/inbox',
  'ops/demo/',
  'workflows/cases/faults',
  'test/desk/',
  'workflows/',
  'api/reports/',
];

/** Files as Vitest would have them, but for the long ones. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId }: TestSpecification): number => {
      const rank = LONG.findIndex((beginning) => relative(PROJECT, moduleId).startsWith(beginning));
      return rank === -1 ? LONG.length : rank;
    };
    return (await super.sort(files)).sort((a, b) => rankOf(a) - rankOf(b));
  }
}
