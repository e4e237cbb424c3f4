/** The values that fill a template: read when the message is sent, by the worker alone, and kept nowhere else. */
import { transferWhy } from '../../contracts/texts/fees.ts';
import { fill } from '../../contracts/texts/index.ts';
import { MESSAGE_TEXTS } from '../../contracts/texts/messages.ts';
import { type CaseRecord, findCase } from '../../db/cases/queries.ts';
import { adviceOf } from '../../db/cases/submissions.ts';
import type { Queryable, Session } from '../../db/core/client.ts';
import {
  agencyNames,
  clockDue,
  type Occasion,
  plainText,
  provinceName,
  reasonBefore,
  taskPlaces,
} from '../../db/messages/occasions.ts';
import { userPerson } from '../../db/messages/preferences.ts';
import { refundReasonId, type Transfer } from '../../db/payments/queries.ts';
import { findShipment } from '../../db/shipments/queries.ts';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import { isResponseClock, SUPPLEMENT_CLOCK, taskOfClock } from '../../domain/cases/state/evolve.ts';
import type { Task } from '../../domain/cases/state/state.ts';
import { decisionsBehind, isMoved } from '../../domain/cases/views/moved.ts';
import type { AgencyId } from '../../domain/ids.ts';
import { deliveryFailureOf } from '../../domain/messages/delivery-failures.ts';
import type { Values } from '../../domain/messages/template.ts';
import { momentText, moneyText, termEndText } from '../../domain/messages/values.ts';
import type { Procedure } from '../../domain/procedures/language/types.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import type { Topic } from '../../domain/vocabulary/topics.ts';

/** What is not known is left out, and with it the sentence that speaks of it. */
type Maybe = { readonly [key in keyof Values]: string | null | undefined };

export async function valuesOf(
  db: Session,
  topic: Topic,
  about: Occasion,
  name: string | null,
  language: Language,
  person: string | null = null,
): Promise<Values> {
  const { record, procedure, event } = about;
  const task = movedTask(about, person) ?? (await taskOf(db.sql, about));
  const agency =
    event.type === 'escalation-level-reached' && isResponseClock({ id: event.clock })
      ? record.counter
      : (task?.agency ?? record.owner);
  return known({
    name,
    ...(await ofCase(db, record, agency, language)),
    step: task === null || procedure === null ? null : stepText(procedure, task, language),
    ...(await ofEvent(db, topic, about, language)),
    ...(topic === 'deadline-moved' ? ofMovedTask(about, person) : {}),
  });
}

/** Of the tasks whose deadline a calendar moved, the one that they hold; to a deputy, the first. */
function movedTask({ record, event }: Occasion, person: string | null): Task | null {
  if (event.type !== 'calendar-changed') return null;
  const held = record.state.tasks.filter((task) => task.assignee !== null && isMoved(event, task.clock));
  const isTheirs = ({ assignee }: Task) => assignee !== null && userPerson(assignee) === person;
  return held.find(isTheirs) ?? held[0] ?? null;
}

function ofMovedTask(about: Occasion, person: string | null): Maybe {
  const { event } = about;
  const task = movedTask(about, person);
  const moved = event.type === 'calendar-changed' && task !== null ? event.moved[task.clock] : undefined;
  if (moved?.before == null || moved.after === null) return {};
  return { before: momentText(moved.before), due: momentText(moved.after) };
}

/** Of money that went back though no event of the case says so. */
export async function valuesOfRefund(
  db: Session,
  record: CaseRecord,
  { id, amount, why }: Transfer,
  name: string | null,
  language: Language,
): Promise<Values> {
  const given = why === 'ordered' ? await plainText(db.sql, refundReasonId(record.id, id)) : null;
  return known({
    name,
    ...(await ofCase(db, record, record.owner, language)),
    amount: moneyText(amount, language),
    reason: given ?? (why === null ? null : transferWhy(why, language)),
  });
}

async function ofCase(db: Session, record: CaseRecord, agency: AgencyId, language: Language): Promise<Maybe> {
  const names = await agencyNames(db.sql, [agency, record.counter]);
  return {
    code: record.code,
    procedure: record.procedureName?.[language] ?? record.procedure,
    agency: names.get(agency)?.[language],
    counter: names.get(record.counter)?.[language],
    province: (await provinceName(db.sql, record.province))?.[language],
  };
}

function known(values: Maybe): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value != null && value !== ''));
}

async function ofEvent(db: Session, topic: Topic, about: Occasion, language: Language): Promise<Maybe> {
  const { record, event, procedure } = about;
  const texts = MESSAGE_TEXTS[language];
  const at = (instant: Instant | null) => (instant === null ? null : momentText(instant));
  const ends = (instant: Instant | null) => (instant === null ? null : termEndText(instant));
  const typed = (ref: { readonly id: string } | null) => (ref === null ? null : plainText(db.sql, ref.id));
  const money = (amount: number) => moneyText(amount, language);
  switch (event.type) {
    case 'case-filed':
    case 'case-accepted':
      return {
        due: at(record.appointmentAt ?? record.dueAt),
        amount: event.type === 'case-filed' && event.fee !== null ? money(event.fee) : null,
      };
    case 'case-not-accepted':
      return { reason: await typed(event.reason) };
    case 'supplement-requested':
      return {
        reason: await typed(event.reason),
        missing: documentsText(
          procedure,
          event.missing,
          language,
          (event.advice === undefined ? null : await adviceOf(db, record.id, event.seq)) ?? {},
        ),
        due: ends(await clockDue(db.sql, record.id, SUPPLEMENT_CLOCK)),
      };
    case 'deadline-extended':
      return {
        reason: await typed(event.reason),
        before: at(event.letter.from),
        due: at(event.letter.to),
      };
    case 'calendar-changed':
      return {
        before: at(event.appointment?.before ?? null),
        due: at(record.appointmentAt ?? record.dueAt),
        reason: decisionsBehind(event),
      };
    case 'case-decided':
      return topic === 'fee-due'
        ? { amount: record.state.fee === null ? null : money(record.state.fee.amount) }
        : { reason: await reasonBefore(db.sql, record.id, event.seq) };
    case 'fee-paid':
      return { amount: money(event.amount), receipt: event.receipt };
    case 'fee-refunded':
      return { amount: money(event.amount), reason: await typed(event.reason) };
    case 'shipment-moved':
    case 'shipment-late':
      return ofShipment(db, about, event, language);
    case 'case-merged':
      return { into: (await findCase(db, event.into))?.code };
    case 'result-published':
      return { news: texts.news.published };
    case 'case-closed':
      return { news: texts.news.closed };
    case 'case-disputed':
      return { news: texts.news.disputed };
    case 'task-assigned':
      return { due: at((await taskOf(db.sql, about))?.dueAt ?? null) };
    case 'escalation-level-reached': {
      const sort =
        taskOfClock(event.clock) !== null
          ? 'task'
          : isResponseClock({ id: event.clock })
            ? 'response'
            : 'case';
      const times = event.times === undefined ? null : String(event.times);
      return { due: at(event.dueAt), clock: texts.clocks[sort], times };
    }
    default:
      return {};
  }
}

async function ofShipment(
  db: Session,
  { record }: Occasion,
  event: CaseEvent & { type: 'shipment-moved' | 'shipment-late' },
  language: Language,
): Promise<Maybe> {
  const { parcels, failures } = MESSAGE_TEXTS[language];
  const ordered = record.state.shipments.find(({ id }) => id === event.shipment);
  const failure = deliveryFailureOf(event, record.state);
  const known: Maybe = {
    tracking: ordered?.tracking,
    parcel: ordered === undefined ? null : parcels[ordered.direction],
    failure: failure === null ? null : failures[failure],
  };
  if (event.type === 'shipment-late') return { ...known, due: momentText(event.dueAt) };
  const { status, attempts, short } = event;
  const kept = status === 'held' ? ((await findShipment(db.sql, event.shipment))?.heldUntil ?? null) : null;
  const dong = status === 'handed-over' ? ordered?.cod : short;
  return {
    ...known,
    attempts: attempts > 0 ? String(attempts) : null,
    keptUntil: kept === null ? null : momentText(kept),
    amount: dong === undefined ? null : moneyText(dong, language),
  };
}

/** The task that the event is about; null: none. */
async function taskOf(db: Queryable, { record, event }: Occasion) {
  const id =
    event.type === 'task-assigned'
      ? event.taskId
      : event.type === 'escalation-level-reached'
        ? taskOfClock(event.clock)
        : null;
  return id === null ? null : ((await taskPlaces(db, record.id, id))[0] ?? null);
}

export function stepText(
  { steps }: Pick<Procedure, 'steps'>,
  { step, branch }: { readonly step: string; readonly branch: string | null },
  language: Language,
): string {
  const found = steps.find(({ id }) => id === step);
  const within = found?.parallel?.branches.find(({ id }) => id === branch);
  return (within ?? found)?.name[language] ?? step;
}

function documentsText(
  procedure: Procedure | null,
  rules: readonly string[],
  language: Language,
  advice: Readonly<Record<string, string>>,
): string {
  return rules
    .map((rule) => {
      const name = procedure?.documents.find(({ id }) => id === rule)?.name[language] ?? rule;
      return advice[rule] === undefined ? name : `${name} (${advice[rule]})`;
    })
    .join(', ');
}

/** A line of the daily digest. */
export function itemText(
  item: { readonly code: string; readonly step: string; readonly dueAt: Instant | null },
  language: Language,
): string {
  const { item: dated, itemUndated } = MESSAGE_TEXTS[language];
  const { code, step, dueAt } = item;
  return dueAt === null
    ? fill(itemUndated, { code, step })
    : fill(dated, { code, step, due: momentText(dueAt) });
}
