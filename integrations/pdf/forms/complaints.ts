/** Papers for whoever reported something: they name nobody. */
import type { Content } from 'pdfmake';
import { fill, type Language } from '../../../contracts/texts/index.ts';
import { PAPER_TEXTS } from '../../../contracts/texts/papers.ts';
import type { FormName } from '../../../domain/papers/forms.ts';
import { field, letterhead, paragraph, signatures, title, together, track, words } from '../layout.ts';
import type { CaseSheet, ComplaintAcknowledgement, ComplaintAnswer } from '../types.ts';
import { moment } from '../words.ts';

export function complaintAcknowledgement(data: ComplaintAcknowledgement, language: Language): Content[] {
  const { says } = PAPER_TEXTS[language];
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
  const { says, labels, endings } = PAPER_TEXTS[language];
  return [
    ...head('complaint-answer', data, language),
    paragraph(fill(says.answered, { agency: data.agency[language] })),
    ...about(data, language),
    ...field(language, 'handler', data.handler[language]),
    ...field(language, 'conclusion', endings[data.ending], true),
    { text: `${labels.answer}:`, bold: true, margin: [0, 4, 0, 0] },
    words(data.answer),
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
  const { says, labels } = PAPER_TEXTS[language];
  return [
    letterhead(data, language, data.code),
    title(form, language, {
      track: data.trackUrl,
      below: [says.toReporter, `${labels.complaintCode}: ${data.code}`],
      formNumber: data.formNumber,
    }),
  ];
}
