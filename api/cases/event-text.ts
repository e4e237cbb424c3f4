/** An event as a sentence in the reader's language, with the names that the procedure gives to steps and outcomes, and people to each other and to offices. */
import { fill, TEXTS } from '../../contracts/texts/index.ts';
import { completionsOf } from '../../domain/cases/rules/completions.ts';
import { FOLLOW_UP } from '../../domain/cases/rules/routing.ts';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import {
  isCaseClock,
  isResponseClock,
  SUPPLEMENT_CLOCK,
  taskOfClock,
} from '../../domain/cases/state/evolve.ts';
import { momentText, moneyText } from '../../domain/messages/values.ts';
import type { Procedure } from '../../domain/procedures/language/types.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import type { Names } from '../http/names.ts';
import { stepName } from './case-view.ts';

export function eventText(event: CaseEvent, procedure: Procedure, language: Language, names: Names): string {
  const texts = TEXTS[language];
  const given = event as unknown as Readonly<Record<string, unknown>>;
  const named = (names: Readonly<Record<string, string>>, value: unknown) =>
    typeof value === 'string' && Object.hasOwn(names, value) ? names[value] : value;
  const [step = '', , branch = null] = typeof given.taskId === 'string' ? given.taskId.split('.') : [];
  const sentence = fill(texts.events[event.type], {
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
    assignee: typeof given.assignee === 'string' ? names.person(given.assignee) : undefined,
    agency: typeof given.agency === 'string' ? names.agency(given.agency) : undefined,
    from: nameOf(given.from, names),
    to: nameOf(given.to, names),
    clock:
      typeof given.clock === 'string' ? clockText(procedure, given.clock, language, texts.clocks) : undefined,
    amount: typeof given.amount === 'number' ? moneyText(given.amount, language) : given.amount,
    newDate: event.type === 'deadline-extended' ? newDateIn(event.letter.to, language) : undefined,
    // People count escalation levels from one.
    escalationLevel:
      typeof given.escalationLevel === 'number' ? given.escalationLevel + 1 : given.escalationLevel,
  });
  return sentence.charAt(0).toLocaleUpperCase(language) + sentence.slice(1);
}

/** null: the clock stands still, and is due at no instant. */
function newDateIn(at: Instant | null, language: Language): string {
  return at === null ? TEXTS[language].noDate : momentText(at);
}

function taskText(procedure: Procedure, step: string, branch: string | null, language: Language): string {
  if (step === FOLLOW_UP) return TEXTS[language].followUpAlone;
  return `“${stepName(procedure, step, branch, language)}”`;
}

/** What a clock measures; of a task, what the task is about. */
function clockText(
  procedure: Procedure,
  clock: string,
  language: Language,
  texts: (typeof TEXTS)[Language]['clocks'],
): string {
  if (isCaseClock({ id: clock })) return texts.case;
  if (isResponseClock({ id: clock })) return texts.response;
  if (clock === SUPPLEMENT_CLOCK) return texts.supplement;
  const task = taskOfClock(clock);
  if (task === null) return texts.closing;
  const [step = '', , branch = null] = task.split('.');
  return fill(texts.task, { task: taskText(procedure, step, branch, language) });
}

/** Offices are named by their ids, procedures by their codes. */
function nameOf(value: unknown, names: Names): unknown {
  if (typeof value === 'string') return names.agency(value);
  return typeof value === 'object' && value !== null && 'code' in value
    ? names.procedure(String(value.code))
    : value;
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
