/** What the citizen takes home: the decision, and the receipt for what was paid. */
import type { Content } from 'pdfmake';
import { DOCUMENT_TEXTS } from '../../../contracts/texts/documents.ts';
import { fill } from '../../../contracts/texts/index.ts';
import { amountInWords } from '../../../domain/documents/amount-words.ts';
import type { Language } from '../../../domain/vocabulary/languages.ts';
import {
  field,
  letterhead,
  paragraph,
  person,
  procedureField,
  signatures,
  title,
  together,
} from '../layout.ts';
import { day, moment, money } from '../texts.ts';
import type { FeeReceipt, Result } from '../types.ts';

/** A decision of the general form, marked as a sample: each kind of licence has a form of its own by its own regulation. */
export function result(data: Result, language: Language): Content[] {
  const { says, labels } = DOCUMENT_TEXTS[language];
  return [
    letterhead(data, language, data.code),
    title('result', language, {
      track: data.trackUrl,
      below: [{ text: data.document[language], bold: true }],
      formNumber: data.formNumber,
    }),
    { text: data.agency[language].toUpperCase(), bold: true, alignment: 'center', margin: [0, 2, 0, 6] },
    ...data.legalBasis.map((basis) => paragraph({ text: `${labels.basis} ${basis};`, italics: true })),
    paragraph({
      text: fill(says.considering, { code: data.code, date: day(data.filedAt, language) }),
      italics: true,
    }),
    { text: says.decides, bold: true, alignment: 'center', margin: [0, 8, 0, 6] },
    paragraph(fill(says.granted, { procedure: data.procedure.name[language] })),
    ...person(language, data.applicant),
    ...data.answers.map(
      ({ label, value }): Content => ({
        text: [`${label[language]}: `, { text: value[language], bold: true }],
        margin: [0, 2, 0, 2],
      }),
    ),
    together(paragraph(says.inForce), signatures(language, null, 'head', { right: data.signer })),
  ];
}

export function feeReceipt(data: FeeReceipt, language: Language): Content[] {
  const { says } = DOCUMENT_TEXTS[language];
  return [
    letterhead(data, language, data.code),
    title('fee-receipt', language, {
      track: data.trackUrl,
      below: [`${DOCUMENT_TEXTS[language].labels.receiptNumber}: ${data.receipt}`],
      formNumber: data.formNumber,
    }),
    ...person(language, data.payer, 'payer'),
    ...field(language, 'code', data.code),
    ...procedureField(data, language),
    ...field(language, 'amount', money(data.amount, language), true),
    // Only the Vietnamese words have a settled form.
    ...(language === 'vi' ? field(language, 'inWords', amountInWords(data.amount)) : []),
    ...field(language, 'paidAt', moment(data.paidAt, language)),
    together(
      paragraph(says.feeThanks),
      signatures(language, 'payer', 'collector', { left: data.payer.name, right: data.collector }),
    ),
  ];
}
