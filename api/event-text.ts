/** An event as a sentence in the reader's language, with the names that the procedure gives to steps and outcomes. */
import { fill, type Language, TEXTS } from '../contracts/texts/index.ts';
import { completionsOf } from '../domain/cases/completions.ts';
import type { CaseEvent } from '../domain/cases/events.ts';
import { FOLLOW_UP } from '../domain/cases/routing.ts';
import type { Procedure } from '../domain/procedures/types.ts';
import { stepName } from './case-view.ts';

export function eventText(event: CaseEvent, procedure: Procedure, language: Language): string {
  const texts = TEXTS[language];
  const given = event as unknown as Readonly<Record<string, unknown>>;
  const named = (names: Readonly<Record<string, string>>, value: unknown) =>
    typeof value === 'string' && Object.hasOwn(names, value) ? names[value] : value;
  const [step = '', , branch = null] = typeof given.taskId === 'string' ? given.taskId.split('.') : [];
  return fill(texts.events[event.type], {
    ...given,
    step: typeof given.step === 'string' ? stepName(procedure, given.step, null, language) : given.step,
    taskId: step === '' ? given.taskId : taskText(procedure, step, branch, language),
    outcome: outcomeName(procedure, step, branch, given.outcome, language),
    ending: named(texts.endings, given.ending),
    urgency: named(texts.urgencies, given.urgency),
    role: named(texts.roles, given.role),
    rating: named(texts.ratings, given.rating),
    way: named(texts.ways, given.way),
    direction: named(texts.shipments.directions, given.direction),
    shipmentStatus: named(texts.shipments.statuses, given.status),
    colour: named(texts.colours, given.colour),
    from: codeOf(given.from),
    to: codeOf(given.to),
    // People count rungs from one.
    rung: typeof given.rung === 'number' ? given.rung + 1 : given.rung,
  });
}

function taskText(procedure: Procedure, step: string, branch: string | null, language: Language): string {
  if (step === FOLLOW_UP) return fill(TEXTS[language].followUp, { step: '…' });
  return `“${stepName(procedure, step, branch, language)}”`;
}

/** Of a procedure its code; an agency's id as it is. */
function codeOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'code' in value ? value.code : value;
}

function outcomeName(
  procedure: Procedure,
  step: string,
  branch: string | null,
  outcome: unknown,
  language: Language,
): unknown {
  const outcomes = completionsOf(procedure, { step, branch });
  return typeof outcome === 'string' && Object.hasOwn(outcomes, outcome)
    ? outcomes[outcome]?.name[language]
    : outcome;
}
