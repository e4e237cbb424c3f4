import { describe, expect, it } from 'vitest';
import { procedureHash } from '../../db/core/digest.ts';
import { permit } from '../../domain/procedures/checks/example.fixture.ts';
import { planPublication } from './publish.ts';

const loaded = (...edits: readonly (readonly [from: string, to: string])[]) => {
  const procedure = permit(...edits);
  return { file: 'town/permit.yaml', procedure, hash: procedureHash(procedure) };
};
const published = (...edits: readonly (readonly [from: string, to: string])[]) => {
  const { procedure, hash } = loaded(...edits);
  return { code: procedure.code, version: procedure.version, hash, procedure };
};
const RAISED = ['version: 1', 'version: 2'] as const;
const CHANGED = ['100000', '120000'] as const;

describe('publishing the files of a province', () => {
  it('publishes what is not there yet', () => {
    expect(planPublication([loaded()], [])).toMatchObject({
      fresh: [{ file: 'town/permit.yaml' }],
      problems: [],
    });
  });

  it('changes nothing when it is done again', () => {
    expect(planPublication([loaded()], [published()])).toEqual({ fresh: [], unchanged: 1, problems: [] });
  });

  it('publishes a changed procedure under a higher version', () => {
    expect(planPublication([loaded(RAISED, CHANGED)], [published()])).toMatchObject({
      fresh: [{}],
      problems: [],
    });
  });

  it('refuses to change a version that is published, or to go back behind it', () => {
    for (const [now, before] of [
      [loaded(CHANGED), published()],
      [loaded(), published(RAISED)],
    ] as const) {
      const { fresh, problems } = planPublication([now], [before]);
      expect(fresh).toEqual([]);
      expect(problems).toMatchObject([
        { file: 'town/permit.yaml', path: 'version', code: 'version-not-raised' },
      ]);
      expect(problems[0]?.mend.en).toContain(String(before.version + 1));
    }
  });

  it('names a version by its content, whatever the order of keys, the comments and the defaults written out', () => {
    const same = permit(
      ['version: 1', '# a comment\nversion: 1'],
      ['{amount: 100000, currency: VND, due: before-result}', '{due: before-result, amount: 100000}'],
      ['steps:', 'transfer: {clock: keep, max: 2}\nsteps:'],
    );
    expect(procedureHash(same)).toBe(procedureHash(permit()));
    expect(procedureHash(permit(['reason: true', 'reason: false']))).not.toBe(procedureHash(permit()));
  });
});
