/** What somebody asked for, which no event calls for: lists over many cases, labels, copies. */

import { DOCUMENT_TEXTS } from '../../contracts/texts/documents.ts';
import { TEXTS } from '../../contracts/texts/index.ts';
import { agenciesById, caseFileAt } from '../../db/cases/form-data.ts';
import type { Database } from '../../db/core/client.ts';
import { findGeneratedDocument, type GeneratedDocument } from '../../db/documents/generated.ts';
import type { FormRequest } from '../../db/documents/generated-tables.ts';
import { type ListedCase, listedCases, shipmentsAmong } from '../../db/documents/lists.ts';
import { postalTermsAt } from '../../db/shipments/postal-terms.ts';
import type { Agency } from '../../domain/agencies/types.ts';
import { formNumber } from '../../domain/documents/frames.ts';
import { letterheadOf } from '../../domain/documents/letterhead.ts';
import type { AgencyId, Localised } from '../../domain/ids.ts';
import type { FormName } from '../../domain/vocabulary/documents.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import type { FormContents, Sheet } from '../../integrations/pdf/types.ts';
import { agencyName, type CaseForm, contentsOf } from './contents.ts';

/** What was asked for cannot be made: there is no such shipment any more, or it has no number yet. */
export class DocumentImpossible extends Error {
  override readonly name = 'DocumentImpossible';
  readonly why: string;
  constructor(why: string) {
    super(why);
    this.why = why;
  }
}

const PUBLIC_POST: Localised = {
  vi: DOCUMENT_TEXTS.vi.labels.publicPost,
  en: DOCUMENT_TEXTS.en.labels.publicPost,
};

type Agencies = ReadonlyMap<AgencyId, Agency>;
type Contents = { readonly form: FormName; readonly contents: FormContents[FormName] };
type RequestFor<F extends FormRequest['form']> = Extract<FormRequest, { readonly form: F }>;

/** @throws PaperImpossible */
export async function requestedContents(
  db: Database,
  document: GeneratedDocument,
  publicUrl: string,
): Promise<Contents> {
  const { request } = document;
  if (request === null) throw new DocumentImpossible('not-request');
  const agencies = await agenciesById(db, document.province);
  switch (request.form) {
    case 'control-sheet': {
      const file = await caseFileAt(db, request.case, null);
      return whole('control-sheet', contentsOf('control-sheet', file, { publicUrl, paymentCode: null }));
    }
    case 'copy': {
      const original = await findGeneratedDocument(db.pool, request.document);
      if (original === null || original.seq === null || original.request !== null)
        throw new DocumentImpossible('no-such-document');
      const file = await caseFileAt(db, request.case, original.seq);
      const form = original.form as CaseForm;
      return whole(form, contentsOf(form, file, { publicUrl, paymentCode: null }));
    }
    case 'register':
      return { form: 'register', contents: await registerOf(db, document, request, agencies) };
    case 'handover-list':
      return { form: 'handover-list', contents: await handoverListOf(db, document, request, agencies) };
    case 'delivery-label':
      return { form: 'delivery-label', contents: await labelOf(db, document, request, agencies) };
  }
}

function whole<F extends CaseForm>(form: F, contents: FormContents[F] | null): Contents {
  if (contents === null) throw new DocumentImpossible('not-due');
  return { form, contents };
}

function sheetOf(
  form: FormName,
  issuer: AgencyId,
  agencies: Agencies,
  { requestedAt }: GeneratedDocument,
): Sheet {
  return {
    ...letterheadOf(issuer, agencies),
    at: requestedAt,
    source: null,
    formNumber: formNumber(form, requestedAt),
  };
}

async function registerOf(
  db: Database,
  document: GeneratedDocument,
  { agency, from, until, cases }: RequestFor<'register'>,
  agencies: Agencies,
): Promise<FormContents['register']> {
  const rows = await listedCases(db.pool, cases);
  return {
    ...sheetOf('register', agency, agencies, document),
    from,
    until,
    rows: rows.map((row) => ({
      code: row.code,
      procedure: nameOf(row),
      applicant: row.applicant,
      contact: [row.address, row.phone].filter(Boolean).join(', ') || null,
      decider: agencyName({ agencies }, row.owner),
      channel: row.channel,
      filedAt: row.filedAt,
      dueAt: row.dueAt,
      decidedAt: row.decidedAt,
      deliveredAt: row.deliveredAt,
      statusText: statusTextOf(row),
    })),
  };
}

async function handoverListOf(
  db: Database,
  document: GeneratedDocument,
  { from, to, cases }: RequestFor<'handover-list'>,
  agencies: Agencies,
): Promise<FormContents['handover-list']> {
  const rows = await listedCases(db.pool, cases);
  const shipments = to === null ? await shipmentsAmong(db.pool, cases) : [];
  return {
    ...sheetOf('handover-list', from, agencies, document),
    number: document.id.slice(0, 8).toUpperCase(),
    from: agencyName({ agencies }, from),
    to: to === null ? PUBLIC_POST : agencyName({ agencies }, to),
    rows: rows.map((row) => {
      const shipment = shipments.find(({ caseId }) => caseId === row.id);
      return {
        code: row.code,
        tracking: shipment?.tracking ?? null,
        applicant: row.applicant,
        content: nameOf(row)[document.language],
        documents: row.documents,
        cod: shipment?.cod ?? null,
      };
    }),
  };
}

async function labelOf(
  db: Database,
  document: GeneratedDocument,
  request: RequestFor<'delivery-label'>,
  agencies: Agencies,
): Promise<FormContents['delivery-label']> {
  const [shipment] = await shipmentsAmong(db.pool, [request.case], request.shipment);
  const [row] = await listedCases(db.pool, [request.case]);
  if (shipment === undefined || row === undefined) throw new DocumentImpossible('no-such-shipment');
  if (shipment.tracking === null) throw new DocumentImpossible('no-tracking-number');
  const { contact } = await postalTermsAt(db, document.province, shipment.termsVersion);
  const office = { name: agencyName({ agencies }, shipment.counter)[document.language], ...contact };
  const isResult = shipment.direction === 'result';
  return {
    ...sheetOf('delivery-label', shipment.counter, agencies, document),
    tracking: shipment.tracking,
    carrier: PUBLIC_POST[document.language],
    service: isResult ? 'return' : 'fetch',
    sender: isResult ? office : shipment.address,
    recipient: isResult ? shipment.address : office,
    code: row.code,
    content: DOCUMENT_TEXTS[document.language].labels[isResult ? 'resultInside' : 'documentsInside'],
    cod: shipment.cod ?? 0,
  };
}

function nameOf({ procedure, procedureName }: ListedCase): Localised {
  return procedureName ?? { vi: procedure, en: procedure };
}

function statusTextOf({ status, ending }: ListedCase): Localised {
  const said = (language: Language) => {
    const { statuses, endings } = TEXTS[language];
    return status === 'closed' && ending !== null ? endings[ending] : statuses[status];
  };
  return { vi: said('vi'), en: said('en') };
}
