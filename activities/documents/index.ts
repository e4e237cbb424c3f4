/** Makes documents: reads the record, draws, signs, keeps the file, and then says in the record that it is there. */

import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { ApplicationFailure } from '@temporalio/common';
import { codeOf, paymentFor } from '../../contracts/payments/payment-code.ts';
import type { DocumentActivities } from '../../contracts/temporal/documents.ts';
import { DOCUMENT_TEXTS } from '../../contracts/texts/documents.ts';
import { type CaseFile, caseFileAt, preferredLanguage } from '../../db/cases/form-data.ts';
import type { Database } from '../../db/core/client.ts';
import { isUnavailable } from '../../db/core/errors.ts';
import {
  failRequestedDocument,
  findGeneratedDocument,
  type GeneratedDocument,
  keepFormDocument,
  keepRequestedDocument,
} from '../../db/documents/generated.ts';
import { accountOf, askPayment } from '../../db/payments/queries.ts';
import { ENGINE } from '../../domain/cases/state/commands.ts';
import { isFormName } from '../../domain/documents/forms.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { FormName } from '../../domain/vocabulary/documents.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import type { ObjectStore } from '../../integrations/objects/types.ts';
import { FormBroken } from '../../integrations/pdf/index.ts';
import type { FormContents, RenderForm } from '../../integrations/pdf/types.ts';
import { type PdfSigner, SigningRefused } from '../../integrations/signing/types.ts';
import { type CaseForm, contentsOf } from './contents.ts';
import { DocumentImpossible, requestedContents } from './requested.ts';

export interface DocumentDeps {
  /** Speaks as motcua_worker. */
  readonly db: Database;
  readonly objects: ObjectStore;
  readonly render: RenderForm;
  /** null: documents stay unsigned. */
  readonly signer: PdfSigner | null;
  readonly publicUrl: string;
}

const SEAL_MENDED_WITHIN = '10 minutes';
const OF_MANY_CASES: readonly FormName[] = ['register', 'handover-list', 'delivery-label'];

export function documentActivities(deps: DocumentDeps): DocumentActivities {
  const { db } = deps;
  return {
    async generateDocument({ id, caseId, seq, subject }) {
      if (!isCaseForm(subject))
        throw ApplicationFailure.nonRetryable(`no form of a case is called ${subject}`);
      const file = await onlyOutagesRetried(caseFileAt(db, caseId, seq));
      await generateForm(deps, id, subject, 'vi', file);
      // Vietnamese is the document; who wants to read it in English gets that beside it.
      if ((await preferredLanguage(db, file.state)) === 'en')
        await generateForm(deps, `${id}-en`, subject, 'en', file);
    },
    async generateRequestedDocument({ id }) {
      const document = await findGeneratedDocument(db.pool, id);
      if (document === null) throw ApplicationFailure.nonRetryable(`nobody request for the document ${id}`);
      if (document.object !== null) return;
      try {
        await generateRequested(deps, document);
      } catch (error) {
        if (!(error instanceof DocumentImpossible)) throw error;
        await failRequestedDocument(db.pool, id, error.why);
        throw ApplicationFailure.nonRetryable(error.why, 'DocumentImpossible');
      }
    },
  };
}

/** A record that is broken, or a procedure that was never published, stays so: the workflow fails, and is seen. */
async function onlyOutagesRetried<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (isUnavailable(error) || !(error instanceof Error)) throw error;
    throw ApplicationFailure.nonRetryable(error.message, 'RecordBroken');
  }
}

async function drawn(drawing: Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await drawing;
  } catch (error) {
    if (error instanceof FormBroken) throw ApplicationFailure.nonRetryable(error.message, error.name);
    throw error;
  }
}

function isCaseForm(name: string): name is CaseForm {
  return isFormName(name) && !OF_MANY_CASES.includes(name);
}

async function generateForm(
  deps: DocumentDeps,
  id: string,
  form: CaseForm,
  language: Language,
  file: CaseFile,
): Promise<void> {
  // Made before, and killed before Temporal heard of it.
  if ((await findGeneratedDocument(deps.db.pool, id)) !== null) return;
  const { publicUrl } = deps;
  const paymentCode = form === 'receipt' ? await paymentCodeOf(deps.db, file) : null;
  const contents = contentsOf(form, file, { publicUrl, paymentCode });
  if (contents === null) return;
  const name = DOCUMENT_TEXTS[language].names[form];
  const pdf = await signed(deps, await drawn(deps.render(form, contents, language)), name, contents, file);
  const { id: caseId, province } = file.state;
  const kept = await keep(deps, `forms/${province}/${caseId}`, id, pdf);
  await keepFormDocument(deps.db, {
    ...kept,
    id,
    province,
    caseId,
    seq: file.event.seq,
    head: file.head,
    form,
    language,
    name: `${name}.pdf`,
    author: ENGINE,
  });
}

/** VietQR; null: there is nothing to be paid, or no account to pay it to. */
async function paymentCodeOf({ pool }: Database, { state }: CaseFile): Promise<string | null> {
  const { fee, agencies } = state;
  const { counter } = agencies;
  if (fee === null || fee.paid || fee.amount === 0 || counter === undefined) return null;
  const account = await accountOf(pool, counter);
  if (account === null) return null;
  return codeOf(await askPayment(pool, paymentFor({ ...state, counter }, fee.amount), ENGINE), account);
}

/** Under the seal of the agency whose paper it is; signed when it is made, since a signature is never dated back to the event. */
async function signed(
  { signer }: DocumentDeps,
  pdf: Uint8Array,
  reason: string,
  { issuer, agency }: Pick<FormContents['receipt'], 'issuer' | 'agency'>,
  { state }: CaseFile,
): Promise<Uint8Array> {
  if (signer === null) return pdf;
  const office = { agency: issuer, province: state.province };
  try {
    return await signer.sign(pdf, { reason, location: agency.vi, office, at: Date.now() as Instant });
  } catch (error) {
    throw error instanceof SigningRefused ? failureOf(error) : error;
  }
}

/** Keys and certificates are an operator's to mend, and the document waits for that; a file that cannot be signed stays so. */
function failureOf({ why, message, name }: SigningRefused): ApplicationFailure {
  if (why === 'pdf-unreadable' || why === 'pdf-locked') return ApplicationFailure.nonRetryable(message, name);
  return ApplicationFailure.create({ message, type: name, nextRetryDelay: SEAL_MENDED_WITHIN });
}

async function generateRequested(deps: DocumentDeps, document: GeneratedDocument): Promise<void> {
  const { form, contents } = await requestedContents(deps.db, document, deps.publicUrl);
  const pdf = await drawn(deps.render(form, contents as never, document.language));
  await keepRequestedDocument(
    deps.db.pool,
    document.id,
    await keep(deps, `forms/${document.province}/request`, document.id, pdf),
  );
}

/** Under a key that its bytes are part of: whoever makes it again at the same time can put nothing else in its place. */
async function keep({ objects }: DocumentDeps, folder: string, id: string, pdf: Uint8Array) {
  const digest = createHash('sha256').update(pdf).digest('hex');
  const object = `${folder}/${id}-${digest.slice(0, 16)}.pdf`;
  const { size } = await objects.put(object, Readable.from([pdf]), { mediaType: 'application/pdf' });
  return { object, size, digest };
}
