/** What somebody may ask to have printed: decided under their own rights, so that the worker prints nothing that they may not read. */
import type { DocumentRequest } from '../../contracts/http/generated-documents.ts';
import { MOST_REGISTERED } from '../../contracts/http/generated-documents.ts';
import { findAgency } from '../../db/agencies/queries.ts';
import type { Session } from '../../db/core/client.ts';
import { findGeneratedDocument } from '../../db/documents/generated.ts';
import type { FormRequest } from '../../db/documents/generated-tables.ts';
import { casesToRegister, knownCases, worksFor } from '../../db/documents/lists.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import type { ShipmentId } from '../../domain/cases/state/state.ts';
import type { AgencyId, CaseId } from '../../domain/ids.ts';
import { numberOfDay } from '../../domain/time/civil.ts';
import type { Instant, PlainDay } from '../../domain/time/instant.ts';
import type { FormName } from '../../domain/vocabulary/documents.ts';
import { demandStaff } from '../administration/administration.ts';
import { Problem } from '../http/problem.ts';

export interface Wanted {
  readonly form: FormName;
  readonly caseId: CaseId | null;
  readonly request: FormRequest;
}

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 366;
/** Days are those of Vietnam. */
const AHEAD_MS = 7 * 3_600_000;

/** Call it as the actor. @throws Problem not-found, not-permitted, no-such-agency, invalid-input, too-many-cases */
export async function wantedDocument(
  session: Session,
  actor: Actor,
  given: DocumentRequest,
): Promise<Wanted> {
  if (given.form === 'copy') return copyOf(session, given.document);
  demandStaff(actor);
  switch (given.form) {
    case 'control-sheet': {
      const caseId = await knownCase(session, given.case);
      return { form: 'control-sheet', caseId, request: { form: 'control-sheet', case: caseId } };
    }
    case 'delivery-label': {
      const caseId = await knownCase(session, given.case);
      const shipment = given.shipment as ShipmentId;
      return { form: 'delivery-label', caseId, request: { form: 'delivery-label', case: caseId, shipment } };
    }
    case 'register': {
      const agency = await ownAgency(session, actor, given.agency);
      const [from, until] = [given.from as PlainDay, given.until as PlainDay];
      const cases = await registered(session, agency, from, until);
      return { form: 'register', caseId: null, request: { form: 'register', agency, from, until, cases } };
    }
    case 'handover-list': {
      const from = await ownAgency(session, actor, given.from);
      const to = given.to === null ? null : await agencyOf(session, actor, given.to);
      const cases = await knownOnly(session, given.cases);
      return { form: 'handover-list', caseId: null, request: { form: 'handover-list', from, to, cases } };
    }
  }
}

async function copyOf(session: Session, id: string): Promise<Wanted> {
  const document = await findGeneratedDocument(session.sql, id);
  if (document === null || document.caseId === null || document.request !== null)
    throw new Problem('not-found');
  return {
    form: document.form,
    caseId: document.caseId,
    request: { form: 'copy', case: document.caseId, document: document.id },
  };
}

async function knownCase(session: Session, idOrCode: string): Promise<CaseId> {
  const [known] = await knownCases(session.sql, [idOrCode]);
  if (known === undefined) throw new Problem('not-found');
  return known.id;
}

async function knownOnly(session: Session, given: readonly string[]): Promise<readonly CaseId[]> {
  const known = await knownCases(session.sql, given);
  const unknown = given.flatMap((each, n) =>
    known.some(({ id, code }) => id === each || code === each)
      ? []
      : [{ pointer: `/cases/${n}`, kind: 'unknown' as const }],
  );
  if (unknown.length > 0) throw new Problem('invalid-input', {}, unknown);
  return known.map(({ id }) => id);
}

async function agencyOf(session: Session, { province }: Actor, id: string): Promise<AgencyId> {
  const found = await findAgency(session, id as AgencyId);
  if (found === null || found.province !== province) throw new Problem('no-such-agency', { agency: id });
  return found.id;
}

/** Of another office's documents nobody makes lists but who answers for the province. */
async function ownAgency(session: Session, actor: Actor, id: string): Promise<AgencyId> {
  const agency = await agencyOf(session, actor, id);
  if (!(await worksFor(session.sql, agency))) throw new Problem('not-permitted', { action: 'report' });
  return agency;
}

async function registered(
  session: Session,
  agency: AgencyId,
  from: PlainDay,
  until: PlainDay,
): Promise<readonly CaseId[]> {
  const [first, last] = [numberOfDay(from), numberOfDay(until)];
  if (last < first || last - first >= LONGEST_DAYS)
    throw new Problem('bad-period', {}, [{ pointer: '/until', kind: 'wrong', message: until }]);
  const begins = (day: number) => (day * DAY_MS - AHEAD_MS) as Instant;
  const cases = await casesToRegister(session.sql, agency, begins(first), begins(last + 1), MOST_REGISTERED);
  if (cases.length > MOST_REGISTERED) throw new Problem('too-many-cases', { most: MOST_REGISTERED });
  return cases;
}
