/** A case as this caller may see it. */
import { fill, TEXTS } from '../../contracts/texts/index.ts';
import { type CaseRecord, type CaseSummary, findCase } from '../../db/cases/queries.ts';
import { adviceOf, documentsOf, partyOf, textContentsOf } from '../../db/cases/submissions.ts';
import { mergedInto, mergedOf, spamByReporter } from '../../db/complaints/queries.ts';
import type { Session } from '../../db/core/client.ts';
import { asActor } from '../../db/core/reader.ts';
import { tasksOf } from '../../db/inbox/queries.ts';
import { isWatched } from '../../db/inbox/views.ts';
import { calendarsAt, definitionOf } from '../../db/procedures/queries.ts';
import { clocksOf } from '../../db/reports/sla.ts';
import { isOutsider } from '../../domain/cases/rules/permissions.ts';
import { FOLLOW_UP } from '../../domain/cases/rules/routing.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import { type CaseState, owedOf } from '../../domain/cases/state/state.ts';
import type { ClockRow, TaskRow } from '../../domain/cases/state/transition.ts';
import { portalStatus } from '../../domain/cases/views/portal-status.ts';
import type { Localised } from '../../domain/ids.ts';
import type { Procedure } from '../../domain/procedures/language/types.ts';
import { type Instant, isoOf } from '../../domain/time/instant.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import type { Context } from '../http/context.ts';
import { actorShown } from '../http/names.ts';
import { readShipments, shipmentViews } from '../shipments/shipment-view.ts';
import { offeredActions } from './offering.ts';
import { pastCase } from './past.ts';

export function iso(at: Instant | null): string | null {
  return at === null ? null : isoOf(at);
}

/**
 * null where there is no such case, or none for this caller. `asOf`: as it stood then, with nothing to be done; null too
 * where it was not filed yet.
 */
export async function caseView(
  context: Context,
  actor: Actor,
  idOrCode: string,
  language: Language,
  asOf: Instant | null = null,
) {
  const read = await asActor(context.db, actor, async (session) => {
    const present = await findCase(session, idOrCode);
    const past = present === null || asOf === null ? null : await pastCase(session, present, asOf);
    const found = asOf === null ? present : (past?.found ?? null);
    if (found === null) return null;
    return {
      found,
      tasks: past?.tasks ?? (await tasksOf(session, found.id)),
      clocks: past?.clocks ?? (await clocksOf(session, found.id)),
      documents: await documentsOf(session, found.id),
      content: await textContentsOf(session, found.id),
      shipments: await readShipments(session, found.id),
      party: await partyOf(session, found.id),
      advice:
        found.state.missing.length === 0
          ? {}
          : ((await adviceOf(session, found.id, found.state.version)) ?? {}),
      watched: !isOutsider(actor) && (await isWatched(session, actor.user, found.id)),
      ...(found.kind === 'complaint' ? await companyOf(session, found) : ALONE),
      calendars: past?.calendars ?? (await calendarsAt(session, found.province, found.state.calendars)),
    };
  });
  if (read === null) return null;
  const { found, party } = read;
  const { state } = found;
  const published = await context.definitions.procedure(found.province, found.procedureHash);
  const definition = definitionOf(published, read.calendars);
  const now = asOf ?? (context.now() as Instant);
  // Of a document handed in or made later nothing was known; what the offices make is no part of the case's own state.
  const documents =
    asOf === null
      ? read.documents
      : read.documents.filter(
          ({ id, origin, createdAt }) =>
            state.documents.some((each) => each.id === id) || (origin !== 'upload' && createdAt <= asOf),
        );
  return {
    ...summary(found, language, actor),
    portalStatus: portalStatus(state),
    acceptedAt: iso(found.acceptedAt),
    decidedAt: iso(found.decidedAt),
    deliveredAt: iso(found.deliveredAt),
    form: read.content.find(({ kind }) => kind === 'form')?.content ?? null,
    applicant:
      party === null
        ? null
        : {
            name: party.name,
            phone: party.phone,
            email: party.email,
            address: party.address,
            idNumber: party.idNumber,
            representing: party.representing ?? null,
          },
    fee: feeView(state.fee),
    missing: state.missing,
    advice: read.advice,
    tasks: read.tasks.map((task) => taskView(task, published.procedure, actor, language)),
    clocks: read.clocks.map((clock) => clockView(clock, now)),
    documents: documents.map(({ id, rule, name, mediaType, size, digest, object, ...rest }) => ({
      id,
      rule,
      name,
      mediaType,
      size,
      sha256: digest,
      origin: rest.origin,
      stored: object !== null,
      scanned: rest.scanned,
      replaces: rest.replaces,
    })),
    shipments: shipmentViews(state, asOf === null ? read.shipments : [], read.content, language, now),
    mergedInto: read.mergedInto,
    merged: read.merged,
    watched: read.watched,
    spamByReporter: read.spam,
    actions:
      found.imported || asOf !== null
        ? []
        : await offeredActions({ context, actor, state, definition, language, documents }),
  };
}

const ALONE = { mergedInto: null, merged: [], spam: null };

/** What a complaint has to do with others. */
async function companyOf(session: Session, { id, state }: CaseRecord) {
  return {
    mergedInto: state.mergedInto === null ? null : await mergedInto(session, state.mergedInto),
    merged: await mergedOf(session, id),
    spam: await spamByReporter(session, id),
  };
}

function feeView(fee: CaseState['fee']) {
  if (fee === null) return null;
  const { amount, paid } = fee;
  return { amount, currency: 'VND' as const, paid, owed: paid ? 0 : owedOf(fee) };
}

/** To whom filed it a case is due when they were asked to come; to an office, when its term ends. */
export function summary(found: CaseSummary, language: Language, reader: Pick<Actor, 'roles'>) {
  const { id, code, kind, status, ending, urgency, channel, counter, owner, version } = found;
  return {
    id,
    code,
    kind,
    procedure: {
      code: found.procedure,
      version: found.procedureVersion,
      name: named(found.procedureName, found.procedure, language),
    },
    status,
    statusText: TEXTS[language].statuses[status],
    ending,
    urgency,
    channel,
    counter,
    owner,
    filedAt: iso(found.filedAt),
    dueAt: iso(isOutsider(reader) ? (found.appointmentAt ?? found.dueAt) : found.dueAt),
    phase: found.clockPhase,
    closedAt: iso(found.closedAt),
    version,
  };
}

export function named(name: Localised | null, otherwise: string, language: Language): string {
  return name?.[language] ?? otherwise;
}

export function stepName(
  procedure: Procedure,
  step: string,
  branch: string | null,
  language: Language,
): string {
  const found = procedure.steps.find(({ id }) => id === step);
  const within = found?.parallel?.branches.find(({ id }) => id === branch);
  return named(within?.name ?? found?.name ?? null, step, language);
}

/** What a task is about; one beside the work itself asks what holds that up. */
export function taskName(
  procedure: Procedure,
  { id, step, branch }: Pick<TaskRow, 'id' | 'step' | 'branch'>,
  language: Language,
): string {
  const name = stepName(procedure, step, branch, language);
  return id.startsWith(`${FOLLOW_UP}.`) ? fill(TEXTS[language].followUp, { step: name }) : name;
}

function taskView(task: TaskRow, procedure: Procedure, reader: Actor, language: Language) {
  const { id, step, branch, agency, role, assignee, outcome } = task;
  return {
    id,
    step,
    name: taskName(procedure, task, language),
    branch,
    agency,
    role,
    assignee: assignee === null ? null : actorShown(assignee, null, reader),
    openedAt: iso(task.openedAt),
    dueAt: iso(task.dueAt),
    closedAt: iso(task.closedAt),
    outcome,
  };
}

/** By its instants, as everywhere: late when it was due before it stopped, or before now. */
function clockView(clock: ClockRow, now: Instant) {
  return {
    id: clock.id,
    taskId: clock.taskId,
    phase: clock.phase,
    pausedFor: clock.pausedFor,
    budgetMinutes: clock.budget,
    consumedMinutes: clock.consumed,
    startedAt: iso(clock.startedAt),
    dueAt: iso(clock.dueAt),
    stoppedAt: iso(clock.stoppedAt),
    missedAt: iso(clock.missedAt),
    breached: clock.missedAt !== null || (clock.dueAt !== null && clock.dueAt < (clock.stoppedAt ?? now)),
  };
}
