/** Conditions: each can be read, and reads only facts and answers that exist. */
import { checkFeel, type KnownNames, type KnownType } from './feel.ts';
import { asObject } from './json.ts';
import { type Finding, finding, pathText } from './problem.ts';
import type { FactRule, Procedure } from './types.ts';

export function checkConditions(procedure: Procedure): Finding[] {
  const known = knownNames(procedure);
  return procedure.steps.flatMap((step, index) => {
    const conditions = [{ when: step.when, path: pathText(['steps', index, 'when']) }];
    if (step.parallel !== null) {
      for (const [at, { when }] of step.then.entries()) {
        conditions.push({ when, path: pathText(['steps', index, 'then', at, 'when']) });
      }
    }
    return conditions.flatMap(({ when, path }) => {
      const wrong = when === null ? null : checkFeel(when, known);
      if (wrong === null) return [];
      return finding(
        path,
        'bad-condition',
        { vi: `Điều kiện không dùng được: ${wrong.vi}.`, en: `The condition cannot be used: ${wrong.en}.` },
        {
          vi: 'Viết như "= form.area > 200" hoặc "= results.tax = \\"disagree\\"", chỉ với dữ kiện đã khai trong facts.',
          en: 'Write it like "= form.area > 200" or "= results.tax = \\"disagree\\"", with facts that are declared.',
        },
      );
    });
  });
}

/** What conditions of this procedure may name, and of what type it is. */
export function knownNames(procedure: Procedure): KnownNames {
  const properties = asObject(procedure.form.properties);
  const branches = procedure.steps.flatMap((step) => step.parallel?.branches ?? []);
  return {
    form: Object.fromEntries(
      procedure.facts.map((fact) => [fact.name, typeOfFact(fact, asObject(properties[fact.name]).enum)]),
    ),
    results: Object.fromEntries(
      branches.map(({ id, outcomes }) => [id, { type: 'text', choices: Object.keys(outcomes) }]),
    ),
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
