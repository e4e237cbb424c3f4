/** Steps, outcomes and joins: every target exists, every step is reached, and from every step there is a way out. */
import { COMPLAINT_ENDS, DOSSIER_ENDS } from '../../vocabulary/endings.ts';
import { endsOf, readsResults, type Way, waysFrom, waysOf } from '../language/flow.ts';
import { type Finding, finding, pathText } from '../language/problem.ts';
import type { Procedure, Step } from '../language/types.ts';

export function checkFlow(procedure: Procedure): Finding[] {
  const shape = [
    ...stepIds(procedure),
    ...procedure.steps.flatMap(outcomesAndJoin),
    ...branchIds(procedure),
    ...targets(procedure),
    ...procedure.steps.flatMap(skipping),
    ...procedure.steps.flatMap(following),
  ];
  // A graph with holes in it would only repeat the same complaint in other words.
  if (shape.length > 0) return shape;
  return [...unreached(procedure), ...skipCycles(procedure), ...trapped(procedure), ...goodEnd(procedure)];
}

function stepIds({ steps }: Procedure): Finding[] {
  const ends: readonly string[] = [...DOSSIER_ENDS, ...COMPLAINT_ENDS];
  return steps.flatMap(({ id }, index) => {
    const path = pathText(['steps', index, 'id']);
    if (ends.includes(id)) {
      return finding(
        path,
        'step-named-as-end',
        { vi: `“${id}” là tên của một kết thúc.`, en: `“${id}” is the name of an end.` },
        { vi: 'Đặt tên khác cho bước này.', en: 'Give this step another id.' },
      );
    }
    if (steps.findIndex((other) => other.id === id) === index) return [];
    return finding(
      path,
      'duplicate-step',
      { vi: `Có hai bước cùng tên “${id}”.`, en: `Two steps have the id “${id}”.` },
      { vi: 'Mỗi bước cần một id riêng.', en: 'Give each step an id of its own.' },
    );
  });
}

/** Conditions speak of an answer as `results.<branch>`. */
function branchIds({ steps }: Procedure): Finding[] {
  return steps.flatMap((step, index) => {
    const ids = step.parallel?.branches.map(({ id }) => id) ?? [];
    return ids.flatMap((id, at) =>
      ids.indexOf(id) === at
        ? []
        : finding(
            pathText(['steps', index, 'parallel', 'branches', at]),
            'duplicate-branch',
            { vi: `Có hai nhánh cùng tên “${id}”.`, en: `Two branches have the id “${id}”.` },
            {
              vi: 'Thêm id riêng cho nhánh này, ví dụ id: tax-second.',
              en: 'Add an id of its own to this branch, for instance id: tax-second.',
            },
          ),
    );
  });
}

function outcomesAndJoin(step: Step, index: number): Finding[] {
  const none = (path: string): Finding =>
    finding(
      path,
      'no-outcome',
      { vi: 'Không có kết quả nào để chọn.', en: 'There is no outcome to choose.' },
      { vi: 'Thêm ít nhất một kết quả.', en: 'Add at least one outcome.' },
    );
  if (step.parallel === null) {
    return Object.keys(step.outcomes).length > 0 ? [] : [none(pathText(['steps', index, 'outcomes']))];
  }
  const { need, branches } = step.parallel;
  const found = branches.flatMap((branch, at) =>
    Object.keys(branch.outcomes).length > 0
      ? []
      : [none(pathText(['steps', index, 'parallel', 'branches', at, 'outcomes']))],
  );
  if (need >= 1 && need <= branches.length) return found;
  return [
    ...found,
    finding(
      pathText(['steps', index, 'parallel', 'join']),
      'join-out-of-range',
      {
        vi: `Cần ${need} ý kiến nhưng chỉ có ${branches.length} nhánh.`,
        en: `${need} answers are needed of ${branches.length} branches.`,
      },
      { vi: `Dùng số từ 1 đến ${branches.length}.`, en: `Use a number from 1 to ${branches.length}.` },
    ),
  ];
}

function targets(procedure: Procedure): Finding[] {
  const ids = procedure.steps.map(({ id }) => id);
  const ends = endsOf(procedure.kind);
  const all: readonly string[] = [...DOSSIER_ENDS, ...COMPLAINT_ENDS];
  return waysOf(procedure).flatMap(({ to, path }) => {
    if (ids.includes(to) || ends.includes(to)) return [];
    const mend = {
      vi: `Dùng một bước (${ids.join(', ')}) hoặc một kết thúc (${ends.join(', ')}).`,
      en: `Use a step (${ids.join(', ')}) or an end (${ends.join(', ')}).`,
    };
    return all.includes(to)
      ? finding(
          path,
          'end-of-other-kind',
          {
            vi: `“${to}” không phải kết thúc của loại ${procedure.kind}.`,
            en: `“${to}” is no end of a ${procedure.kind}.`,
          },
          mend,
        )
      : finding(
          path,
          'unknown-target',
          { vi: `Không có bước hay kết thúc “${to}”.`, en: `There is no step or end “${to}”.` },
          mend,
        );
  });
}

function skipping(step: Step, index: number): Finding[] {
  const path = pathText(['steps', index, 'otherwise']);
  if (step.when !== null && step.otherwise === null) {
    return [
      finding(
        path,
        'otherwise-missing',
        {
          vi: 'Bước cuối có điều kiện nhưng không nói hồ sơ đi đâu khi điều kiện sai.',
          en: 'The last step has a condition, but nothing says where the case goes when it does not hold.',
        },
        { vi: 'Thêm otherwise: với một bước hoặc kết thúc.', en: 'Add otherwise: with a step or an end.' },
      ),
    ];
  }
  if (step.when === null && step.otherwise !== null) {
    return [
      finding(
        path,
        'otherwise-without-when',
        { vi: 'Có otherwise nhưng không có when.', en: 'There is an otherwise without a when.' },
        { vi: 'Thêm when hoặc bỏ otherwise.', en: 'Add when, or remove otherwise.' },
      ),
    ];
  }
  return [];
}

function following(step: Step, index: number): Finding[] {
  if (step.parallel === null) return [];
  const { then } = step;
  return then.flatMap(({ when }, at) => {
    const last = at === then.length - 1;
    const path = pathText(['steps', index, 'then', at, 'when']);
    if (last && when !== null) {
      return finding(
        path,
        'then-without-default',
        {
          vi: 'Hướng cuối cùng có điều kiện, nên hồ sơ có thể không còn đường đi.',
          en: 'The last way on has a condition, so a case could be left without one.',
        },
        { vi: 'Thêm một mục cuối {to: …} không có when.', en: 'Add a last entry {to: …} without when.' },
      );
    }
    if (!last && when === null) {
      return finding(
        path,
        'then-never-asked',
        {
          vi: 'Mục này luôn được chọn nên các mục sau không bao giờ được xét.',
          en: 'This entry always applies, so those after it are never reached.',
        },
        { vi: 'Thêm when, hoặc đặt mục này cuối cùng.', en: 'Add when, or put this entry last.' },
      );
    }
    return [];
  });
}

function unreached(procedure: Procedure): Finding[] {
  const first = procedure.steps[0];
  if (first === undefined) return [];
  const ways = waysOf(procedure);
  const reached = new Set([first.id]);
  for (const id of reached) {
    for (const way of ways) if (way.from === id) reached.add(way.to);
  }
  return procedure.steps.flatMap(({ id }, index) =>
    reached.has(id)
      ? []
      : finding(
          pathText(['steps', index]),
          'unreachable-step',
          { vi: `Không có đường nào đến bước “${id}”.`, en: `No way leads to the step “${id}”.` },
          {
            vi: `Cho một kết quả dẫn đến ${id}, hoặc bỏ bước này.`,
            en: `Let an outcome lead to ${id}, or remove the step.`,
          },
        ),
  );
}

/** Steps that are skipped into each other: the engine would turn for ever without a task that anyone could do. */
function skipCycles({ steps }: Procedure): Finding[] {
  const skips = new Map(steps.map(({ id, otherwise }) => [id, otherwise]));
  return steps.flatMap(({ id }, index) => {
    let at = skips.get(id) ?? null;
    for (let count = 0; at !== null && at !== id && count < steps.length; count += 1)
      at = skips.get(at) ?? null;
    return at === id
      ? finding(
          pathText(['steps', index, 'otherwise']),
          'skip-cycle',
          {
            vi: `Khi điều kiện sai, bước “${id}” lại dẫn về chính nó.`,
            en: `When conditions do not hold, the step “${id}” leads back to itself.`,
          },
          {
            vi: 'Cho một otherwise trong vòng này dẫn đến bước không có điều kiện hoặc một kết thúc.',
            en: 'Let one otherwise of this circle lead to a step without condition, or to an end.',
          },
        )
      : [];
  });
}

/**
 * Steps from which no end can be reached, and those that have a way out only while a fact of the form allows it. A
 * fact does not change while agencies work, so for a condition on facts every answer must leave a way out; one on
 * `results` can be answered otherwise the next time, so for it one answer is enough.
 */
function trapped(procedure: Procedure): Finding[] {
  const hopeful = escaping(procedure, (_, ways, isOut) => ways.some(({ to }) => isOut(to)));
  const certain = escaping(procedure, escapesWhatever);
  return procedure.steps.flatMap(({ id }, index) => {
    const path = pathText(['steps', index]);
    if (!hopeful.has(id)) {
      return finding(
        path,
        'no-way-out',
        {
          vi: `Từ bước “${id}” không đến được kết thúc nào.`,
          en: `From the step “${id}” no end can be reached.`,
        },
        {
          vi: `Cho một kết quả của vòng này dẫn đến ${endsOf(procedure.kind).join(', ')}.`,
          en: `Let an outcome of this circle lead to ${endsOf(procedure.kind).join(', ')}.`,
        },
      );
    }
    if (certain.has(id)) return [];
    return finding(
      path,
      'no-way-out-on-condition',
      {
        vi: `Từ bước “${id}” chỉ thoát được khi biểu mẫu có giá trị thích hợp.`,
        en: `From the step “${id}” there is a way out only for some values of the form.`,
      },
      {
        vi: 'Thêm một kết quả dẫn đến kết thúc mà không qua điều kiện về form hoặc case.',
        en: 'Add an outcome that leads to an end through no condition on form or case.',
      },
    );
  });
}

type IsOut = (target: string) => boolean;

/** The steps that escape by the rule given, grown from the ends backwards. */
function escaping(
  procedure: Procedure,
  escapes: (step: Step, ways: readonly Way[], isOut: IsOut) => boolean,
): ReadonlySet<string> {
  const ends = endsOf(procedure.kind);
  const out = new Set<string>();
  const isOut: IsOut = (target) => ends.includes(target) || out.has(target);
  for (let grown = true; grown; ) {
    grown = false;
    for (const [index, step] of procedure.steps.entries()) {
      if (out.has(step.id) || !escapes(step, waysFrom(step, index), isOut)) continue;
      out.add(step.id);
      grown = true;
    }
  }
  return out;
}

/** Whether a step leads out whatever the form holds: entered and skipped, unless people choose which of the two. */
function escapesWhatever(step: Step, ways: readonly Way[], isOut: IsOut): boolean {
  const leadsOut = ({ to }: Way): boolean => isOut(to);
  const entered = ways.filter(({ kind }) => kind !== 'otherwise');
  const skipped = ways.filter(({ kind }) => kind === 'otherwise');
  const chosen = entered.some(
    ({ kind, when }) => kind === 'outcome' || (when !== null && readsResults(when)),
  );
  const byEntering = chosen ? entered.some(leadsOut) : entered.every(leadsOut);
  if (skipped.length === 0) return byEntering;
  const bySkipping = skipped.every(leadsOut);
  return step.when !== null && readsResults(step.when) ? byEntering || bySkipping : byEntering && bySkipping;
}

function goodEnd(procedure: Procedure): Finding[] {
  const good = procedure.kind === 'dossier' ? 'granted' : 'resolved';
  if (waysOf(procedure).some(({ to }) => to === good)) return [];
  return [
    finding(
      'steps',
      'no-good-end',
      { vi: `Không kết quả nào dẫn đến “${good}”.`, en: `No outcome leads to “${good}”.` },
      { vi: `Cho một kết quả dẫn đến ${good}.`, en: `Let an outcome lead to ${good}.` },
    ),
  ];
}
