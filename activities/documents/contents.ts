/** What each form of a case says, read off the case's record as it was. */
import { DOCUMENT_TEXTS } from '../../contracts/texts/documents.ts';
import type { CaseFile } from '../../db/cases/form-data.ts';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import { isCaseClock, SUPPLEMENT_CLOCK } from '../../domain/cases/state/evolve.ts';
import type { TextContentRef } from '../../domain/cases/state/state.ts';
import { appointmentOf } from '../../domain/cases/views/appointment.ts';
import { decisionsBehind } from '../../domain/cases/views/moved.ts';
import { formAnswers } from '../../domain/documents/answers.ts';
import { formNumber } from '../../domain/documents/frames.ts';
import { type Hands, handingsOver } from '../../domain/documents/handovers.ts';
import { letterheadOf } from '../../domain/documents/letterhead.ts';
import type { AgencyId, Localised } from '../../domain/ids.ts';
import { readClock } from '../../domain/time/clocks.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { FormName } from '../../domain/vocabulary/documents.ts';
import type { CaseSheet, FormContents, HandOver, Person, Side } from '../../integrations/pdf/types.ts';

export type CaseForm = Exclude<FormName, 'register' | 'handover-list' | 'delivery-label'>;

export interface About {
  /** Where citizens find the installation, without a slash at its end. */
  readonly publicUrl: string;
  /** The text of the VietQR code by which the fee of a case is paid; null: none. */
  readonly paymentCode: string | null;
}

/** null: the event calls for no such form in this procedure. */
type Builder<F extends CaseForm> = (file: CaseFile, about: About) => FormContents[F] | null;

const BUILDERS: { readonly [F in CaseForm]: Builder<F> } = {
  receipt: (file, about) => {
    const { state, event, procedure } = file;
    return {
      ...sheetOf('receipt', counterOf(file), file, about),
      applicant: applicantOf(file),
      documents: documentsIn(file),
      sets: setsOf(file),
      channel: state.channel,
      filedAt: state.filedAt,
      acceptedAt: event.at,
      term: procedure.sla.total,
      dueAt: appointmentIn(file),
      receiver: officerOf(file, event),
      result: procedure.result?.name ?? null,
      delivery: state.delivery === null ? [] : [state.delivery],
      fee:
        state.fee === null || state.fee.amount === 0
          ? null
          : { ...state.fee, ...(about.paymentCode === null ? {} : { paymentCode: about.paymentCode }) },
    };
  },
  'supplement-request': (file, about) => {
    const { event, events } = file;
    if (event.type !== 'supplement-requested') return null;
    const opened = events.find((each) => each.type === 'task-opened' && each.task.id === event.taskId);
    const agency = opened?.type === 'task-opened' ? opened.task.agency : counterOf(file);
    return {
      ...sheetOf('supplement-request', agency, file, about),
      applicant: applicantOf(file),
      missing: missingIn(file, event),
      reason: said(file, event.reason),
      until: readClock(event.clock, file.calendars, event.at).dueAt,
      officer: officerOf(file, event),
    };
  },
  refusal: (file, about) => {
    const { state, event } = file;
    const decided = event.type === 'case-decided';
    return {
      ...sheetOf('refusal', decided ? ownerOf(file) : counterOf(file), file, about),
      applicant: applicantOf(file),
      decided,
      filedAt: state.filedAt,
      reason: said(file, event.type === 'case-not-accepted' ? event.reason : reasonBehind(file)),
      officer: officerOf(file, event),
    };
  },
  apology: (file, about) => {
    const given = newAppointment(file);
    if (given === null) return null;
    return {
      ...sheetOf('apology', ownerOf(file), file, about),
      applicant: applicantOf(file),
      acceptedAt: file.state.acceptedAt,
      ...given,
      officer: officerOf(file, file.event),
    };
  },
  'stop-notice': (file, about) => {
    const { state, event } = file;
    const isLate = sameOrder(file).some(({ type }) => type === 'supplement-expired');
    const awaited = file.clocks.find(({ id }) => id === SUPPLEMENT_CLOCK)?.dueAt ?? null;
    return {
      ...sheetOf('stop-notice', state.acceptedAt === null ? counterOf(file) : ownerOf(file), file, about),
      applicant: applicantOf(file),
      filedAt: state.filedAt,
      acceptedAt: state.acceptedAt,
      because: isLate ? { documentsAwaitedUntil: awaited } : { reason: said(file, reasonBehind(file)) },
      officer: officerOf(file, event),
    };
  },
  'control-sheet': (file, about) => ({
    ...sheetOf('control-sheet', ownerOf(file), file, about),
    applicant: applicantOf(file),
    acceptedAt: file.state.acceptedAt,
    dueAt: dueOf(file),
    decidedAt: file.state.decidedAt,
    handOvers: wayOf(file),
  }),
  'complaint-acknowledgement': (file, about) => ({
    ...sheetOf('complaint-acknowledgement', counterOf(file), file, about),
    ...complaintOf(file),
    filedAt: file.state.filedAt,
    dueAt: dueOf(file),
  }),
  'complaint-answer': (file, about) => {
    const { state, event } = file;
    const isTaken = event.type !== 'case-not-accepted';
    const content =
      event.type === 'result-published' ? event.content : 'reason' in event ? event.reason : null;
    return {
      ...sheetOf('complaint-answer', isTaken ? ownerOf(file) : counterOf(file), file, about),
      ...complaintOf(file),
      filedAt: state.filedAt,
      handler: agencyName(file, isTaken ? ownerOf(file) : counterOf(file)),
      ending: state.ending === 'resolved' || state.ending === 'rejected' ? state.ending : 'other',
      answer: said(file, content),
    };
  },
  result: (file, about) => {
    const { state, event, procedure } = file;
    if (procedure.result === null) return null;
    return {
      ...sheetOf('result', ownerOf(file), file, about),
      applicant: applicantOf(file),
      document: procedure.result.name,
      legalBasis: procedure.legalBasis,
      filedAt: state.filedAt,
      decidedAt: event.at,
      answers: formAnswers(procedure.form, file.content.get(filingForm(file))),
      signer: officerOf(file, event),
    };
  },
  'fee-receipt': (file, about) => {
    const { event } = file;
    if (event.type !== 'fee-paid') return null;
    return {
      ...sheetOf('fee-receipt', counterOf(file), file, about),
      payer: applicantOf(file),
      amount: event.amount,
      paidAt: event.at,
      receipt: event.receipt,
      collector: officerOf(file, event),
    };
  },
};

export function contentsOf<F extends CaseForm>(
  form: F,
  file: CaseFile,
  about: About,
): FormContents[F] | null {
  return BUILDERS[form](file, about);
}

function sheetOf(form: FormName, issuer: AgencyId, file: CaseFile, { publicUrl }: About): CaseSheet {
  const { state, event, head, procedure } = file;
  const code = state.code ?? codeOf(file);
  return {
    ...letterheadOf(issuer, file.agencies),
    at: event.at,
    source: { seq: event.seq, head },
    formNumber: state.kind === 'dossier' ? formNumber(form, state.filedAt) : null,
    code,
    trackUrl: `${publicUrl}/track/${code}`,
    trackProof: file.party?.proof ?? null,
    procedure: { code: procedure.code, name: procedure.name },
  };
}

function codeOf({ events }: CaseFile): string {
  const [filed] = events;
  return filed?.type === 'case-filed' ? (filed.code ?? '') : '';
}

const counterOf = ({ state }: CaseFile): AgencyId => state.agencies.counter as AgencyId;
const ownerOf = (file: CaseFile): AgencyId => file.state.agencies.owner ?? counterOf(file);

export function agencyName({ agencies }: Pick<CaseFile, 'agencies'>, id: AgencyId): Localised {
  return agencies.get(id)?.name ?? { vi: id, en: id };
}

function officerOf({ officers }: CaseFile, { by }: CaseEvent): string | null {
  return officers.get(by) ?? null;
}

export function applicantOf({ party }: Pick<CaseFile, 'party'>): Person {
  const { name = null, address = null, phone = null, email = null, idNumber = null } = party ?? {};
  const { representing = null } = party ?? {};
  return { name, address, phone, email, idNumber, ...(representing === null ? {} : { representing }) };
}

/** The appointment, as it stood at the event. */
function dueOf({ state, calendars, event, clocks }: CaseFile): Instant | null {
  const open = state.clocks.find(isCaseClock);
  if (open !== undefined) return readClock(open, calendars, event.at).dueAt;
  return clocks.findLast(isCaseClock)?.dueAt ?? null;
}

function appointmentIn(file: CaseFile): Instant | null {
  const { state, procedure, calendars } = file;
  const due = dueOf(file);
  return due && appointmentOf(state, due, { procedure, calendars });
}

/** By an extension, or by a calendar that moved the old one; null: there is none. */
function newAppointment(file: CaseFile) {
  const { event } = file;
  if (event.type === 'deadline-extended')
    return { from: event.letter.from, to: event.letter.to, reason: said(file, event.reason) };
  if (event.type !== 'calendar-changed' || event.appointment === undefined) return null;
  return { from: event.appointment.before, to: event.appointment.after, reason: decisionsBehind(event) };
}

function said({ content }: CaseFile, ref: TextContentRef | null): string {
  const text = ref === null ? null : content.get(ref.id);
  return typeof text === 'string' ? text : '–';
}

function sameOrder({ events, event }: CaseFile): readonly CaseEvent[] {
  return events.filter(({ order }) => order.id === event.order.id);
}

/** Why it was decided so: the words of whoever completed the last task. */
function reasonBehind(file: CaseFile): TextContentRef | null {
  const completed = sameOrder(file).findLast(({ type }) => type === 'task-completed');
  return completed?.type === 'task-completed' ? completed.reason : null;
}

function ruleName({ procedure }: CaseFile, rule: string): Localised {
  return (
    procedure.documents.find(({ id }) => id === rule)?.name ?? { vi: 'Giấy tờ khác', en: 'Other documents' }
  );
}

/** Each kind of paper once, with how many there are of it; of several versions the newest alone counts. */
function documentsIn(file: CaseFile): FormContents['receipt']['documents'] {
  const counted = new Map<string, number>();
  const ids = new Set(file.state.documents.map(({ id }) => id));
  const replaced = new Set(file.documents.filter(({ id }) => ids.has(id)).map(({ replaces }) => replaces));
  for (const { id, rule } of file.state.documents)
    if (!replaced.has(id)) counted.set(rule, (counted.get(rule) ?? 0) + 1);
  return [...counted].map(([rule, copies]) => ({ name: ruleName(file, rule), copies }));
}

function setsOf({ events }: CaseFile): number | null {
  const [filed] = events;
  return filed?.type === 'case-filed' ? (filed.filing.sets ?? null) : null;
}

function missingIn(
  file: CaseFile,
  { missing, advice }: Extract<CaseEvent, { readonly type: 'supplement-requested' }>,
): FormContents['supplement-request']['missing'] {
  const said: unknown = advice === undefined ? undefined : file.content.get(advice.id);
  const about = new Map(Object.entries(typeof said === 'object' && said !== null ? said : {}));
  return missing.map((rule) => {
    const text: unknown = about.get(rule);
    return { name: ruleName(file, rule), advice: typeof text === 'string' ? text : null };
  });
}

function filingForm({ events }: CaseFile): string {
  const [filed] = events;
  return filed?.type === 'case-filed' ? filed.filing.form.id : '';
}

/** What was reported and where; who did stays unsaid. */
function complaintOf(file: CaseFile): { readonly subject: string; readonly spot: string | null } {
  const form = file.content.get(filingForm(file));
  const text = (name: string): string | null => {
    const value = typeof form === 'object' && form !== null ? Object.entries(form) : [];
    const found = value.find(([key]) => key === name)?.[1];
    return typeof found === 'string' && found.trim() !== '' ? found : null;
  };
  return { subject: text('description') ?? '–', spot: text('address') };
}

function wayOf(file: CaseFile): readonly HandOver[] {
  const clocks = new Map(file.clocks.map((clock) => [clock.id, clock]));
  return handingsOver(file.events, clocks).map(({ at, from, to, step, outcome, dueAt, result, why }) => ({
    at,
    from: side(file, from),
    to: side(file, to),
    step: step === null ? null : stepName(file, step),
    dueAt,
    result,
    note: noteOf(file, step, outcome, why),
  }));
}

function side(file: CaseFile, hands: Hands | null): Side {
  if (hands === null) return { office: null, person: null };
  return {
    office: agencyName(file, hands.agency),
    person: hands.user === null ? null : (file.officers.get(hands.user) ?? null),
  };
}

type StepPlace = { readonly id: string; readonly branch: string | null };

function stepName({ procedure }: CaseFile, { id, branch }: StepPlace): Localised {
  const found = procedure.steps.find((step) => step.id === id);
  const within = found?.parallel?.branches.find((each) => each.id === branch);
  return within?.name ?? found?.name ?? { vi: id, en: id };
}

function noteOf(
  { procedure }: CaseFile,
  step: StepPlace | null,
  outcome: string | null,
  why: ReturnType<typeof handingsOver>[number]['why'],
): Localised | null {
  if (step === null || outcome === null)
    return { vi: DOCUMENT_TEXTS.vi.handings[why], en: DOCUMENT_TEXTS.en.handings[why] };
  const found = procedure.steps.find(({ id }) => id === step.id);
  const outcomes =
    found?.parallel === null
      ? found.outcomes
      : found?.parallel.branches.find(({ id }) => id === step.branch)?.outcomes;
  return outcomes?.[outcome]?.name ?? null;
}
