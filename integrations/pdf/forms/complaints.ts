/** Documents for whoever reported something: they name nobody. */
import type { Content } from 'pdfmake';
import { DOCUMENT_TEXTS } from '../../../contracts/texts/documents.ts';
import { fill } from '../../../contracts/texts/index.ts';
import type { FormName } from '../../../domain/vocabulary/documents.ts';
import type { Language } from '../../../domain/vocabulary/languages.ts';
import { field, letterhead, paragraph, signatures, text, title, together, track } from '../layout.ts';
import { moment } from '../texts.ts';
import type { CaseSheet, ComplaintAcknowledgement, ComplaintAnswer } from '../types.ts';

export function complaintAcknowledgement(data: ComplaintAcknowledgement, language: Language): Content[] {
  const { says } = DOCUMENT_TEXTS[language];
  return [
    ...head('complaint-acknowledgement', data, language),
    paragraph(fill(says.acknowledged, { agency: data.agency[language] })),
    ...about(data, language),
    ...field(
      language,
      'answerBy',
      data.dueAt === null ? says.noAppointment : moment(data.dueAt, language),
      true,
    ),
    together(paragraph(says.acknowledgedEnd), track(data, language), signatures(language, null, 'receiver')),
  ];
}

export function complaintAnswer(data: ComplaintAnswer, language: Language): Content[] {
  const { says, labels, endings } = DOCUMENT_TEXTS[language];
  return [
    ...head('complaint-answer', data, language),
    paragraph(fill(says.answered, { agency: data.agency[language] })),
    ...about(data, language),
    ...field(language, 'handler', data.handler[language]),
    ...field(language, 'conclusion', endings[data.ending], true),
    { text: `${labels.answer}:`, bold: true, margin: [0, 4, 0, 0] },
    text(data.answer),
    together(paragraph(says.answeredEnd), track(data, language), signatures(language, null, 'head')),
  ];
}

function about(data: ComplaintAcknowledgement | ComplaintAnswer, language: Language): Content[] {
  return [
    ...field(language, 'field', data.procedure.name[language]),
    ...field(language, 'subject', data.subject),
    ...field(language, 'spot', data.spot),
    ...field(language, 'sentAt', moment(data.filedAt, language)),
  ];
}

function head(form: FormName, data: CaseSheet, language: Language): Content[] {
  const { says, labels } = DOCUMENT_TEXTS[language];
  return [
    letterhead(data, language, data.code),
    title(form, language, {
      track: data.trackUrl,
      below: [says.toReporter, `${labels.complaintCode}: ${data.code}`],
      formNumber: data.formNumber,
    }),
  ];
}
