/** Each form, drawn. */
import type { Content } from 'pdfmake';
import { DOCUMENT_TEXTS } from '../../contracts/texts/documents.ts';
import { isoOf } from '../../domain/time/instant.ts';
import type { FormName } from '../../domain/vocabulary/documents.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { type DrawnDocument, pdfOf } from './document.ts';
import { complaintAcknowledgement, complaintAnswer } from './forms/complaints.ts';
import { deliveryLabel } from './forms/label.ts';
import { apology, refusal, stopNotice, supplementRequest } from './forms/letters.ts';
import { controlSheet, handoverList, register } from './forms/lists.ts';
import { receipt } from './forms/receipt.ts';
import { feeReceipt, result } from './forms/results.ts';
import { footer } from './layout.ts';
import type { FormContents, RenderForm } from './types.ts';

const DRAWN: { readonly [F in FormName]: (data: FormContents[F], language: Language) => Content[] } = {
  receipt,
  'supplement-request': supplementRequest,
  refusal,
  apology,
  'stop-notice': stopNotice,
  'control-sheet': controlSheet,
  register,
  'complaint-acknowledgement': complaintAcknowledgement,
  'complaint-answer': complaintAnswer,
  'delivery-label': deliveryLabel,
  'handover-list': handoverList,
  result,
  'fee-receipt': feeReceipt,
};

const WIDE = [40, 45, 40, 45] as const;
const LABEL = [14, 12, 14, 10] as const;

export const drawForm: RenderForm = async (form, data, language) => {
  const code = 'code' in data ? data.code : null;
  const foot = footer(language, code, data.source, form === 'register' ? WIDE : undefined);
  const drawing: DrawnDocument = {
    title: [DOCUMENT_TEXTS[language].names[form], code].filter(Boolean).join(' '),
    author: data.agency[language],
    subject: [form, code ?? isoOf(data.at), data.source?.seq, data.source?.head].filter(Boolean).join(' '),
    language,
    at: data.at,
    content: DRAWN[form](data, language),
    ...SHAPES[form],
    ...(form === 'delivery-label' ? {} : { footer: foot }),
    ...(form === 'result' ? { mark: DOCUMENT_TEXTS[language].says.sample } : {}),
  };
  return pdfOf(drawing);
};

const SHAPES: Readonly<Partial<Record<FormName, Partial<DrawnDocument>>>> = {
  register: { landscape: true, margins: [...WIDE] },
  'delivery-label': { size: 'A6', margins: [...LABEL], fontSize: 9 },
};
