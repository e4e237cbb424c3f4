/** Conditions: each can be read, and reads only facts and answers that exist. */
import { checkFeel, type KnownNames, type KnownType } from '../language/feel.ts';
import { waysOf } from '../language/flow.ts';
import { asObject } from '../language/json.ts';
import { type Finding, finding, pathText } from '../language/problem.ts';
import type { Branch, FactRule, Feel, Procedure } from '../language/types.ts';

export function checkConditions(procedure: Procedure): Finding[] {
  return [...stepConditions(procedure), ...feeConditions(procedure)];
}

/** A fee is reckoned at filing, when no answers are there. */
function feeConditions(procedure: Procedure): Finding[] {
  const { items = [], reductions = [] } = procedure.fee ?? {};
  const conditions = [
    ...items.map(({ when = null }, at) => ({ when, path: pathText(['fee', 'items', at, 'when']) })),
    ...reductions.map(({ when }, at) => ({ when, path: pathText(['fee', 'reductions', at, 'when']) })),
  ];
  return conditions.flatMap(({ when, path }) => badCondition(procedure, when, path, []));
}

function stepConditions(procedure: Procedure): Finding[] {
  return procedure.steps.flatMap((step, index) => {
    const conditions: { when: Feel | null; path: string; answers: readonly Branch[] }[] = [
      {
        when: step.when,
        path: pathText(['steps', index, 'when']),
        answers: answersOnEntering(procedure, step.id),
      },
    ];
    if (step.parallel !== null) {
      for (const [at, { when }] of step.then.entries()) {
        const path = pathText(['steps', index, 'then', at, 'when']);
        conditions.push({ when, path, answers: step.parallel.branches });
      }
    }
    return conditions.flatMap(({ when, path, answers }) => badCondition(procedure, when, path, answers));
  });
}

function badCondition(
  procedure: Procedure,
  when: Feel | null,
  path: string,
  answers: readonly Branch[],
): Finding[] {
  const wrong = when === null ? null : checkFeel(when, knownNames(procedure, answers));
  if (wrong === null) return [];
  return [
    finding(
      path,
      'bad-condition',
      { vi: `Điều kiện không dùng được: ${wrong.vi}.`, en: `The condition cannot be used: ${wrong.en}.` },
      {
        vi: 'Viết như "= form.area > 200" với dữ kiện khai trong facts; results.… chỉ đọc được ngay sau bước song song đã hỏi.',
        en: 'Write it like "= form.area > 200" with declared facts; results.… can be read only directly after the parallel step.',
      },
    ),
  ];
}

/**
 * The branches whose answers are known whenever a step is entered: answers are there for what directly follows the
 * join that collected them, also past skipped steps, and for nothing later.
 */
function answersOnEntering(procedure: Procedure, target: string): readonly Branch[] {
  const ways = waysOf(procedure);
  const arrivals: (readonly Branch[])[] = [];
  const seen = new Set([target]);
  for (const id of seen) {
    if (procedure.steps[0]?.id === id) arrivals.push([]);
    for (const { to, from, kind } of ways) {
      if (to !== id) continue;
      if (kind === 'otherwise') seen.add(from);
      else arrivals.push(procedure.steps.find((step) => step.id === from)?.parallel?.branches ?? []);
    }
  }
  const [first = [], ...others] = arrivals;
  const onEvery = first.filter(({ id }) =>
    others.every((branches) => branches.some((branch) => branch.id === id)),
  );
  return arrivals.flat().filter(({ id }) => onEvery.some((branch) => branch.id === id));
}

/** What a condition may name, and of what type it is; `answers`: the branches that have been asked. */
function knownNames(procedure: Procedure, answers: readonly Branch[]): KnownNames {
  const properties = asObject(procedure.form.properties);
  const results: Record<string, KnownType> = {};
  for (const { id } of answers) {
    const choices = answers
      .filter((branch) => branch.id === id)
      .flatMap(({ outcomes }) => Object.keys(outcomes));
    results[id] = { type: 'text', choices };
  }
  return {
    form: Object.fromEntries(
      procedure.facts.map((fact) => [fact.name, typeOfFact(fact, asObject(properties[fact.name]).enum)]),
    ),
    results,
    case: {
      channel: { type: 'text', choices: procedure.channels },
      urgency: { type: 'text', choices: ['normal', 'urgent'] },
    },
  };
}

function typeOfFact(fact: FactRule, choices: unknown): KnownType {
  switch (fact.type) {
    case 'number':
    case 'boolean':
      return { type: fact.type };
    case 'date':
      return { type: 'date-text' };
    case 'choice':
      return { type: 'text', choices: Array.isArray(choices) ? choices.map(String) : null };
  }
}
