/** Letters to the applicant of a dossier: what is missing, why not, not yet, no longer. */
import type { Content } from 'pdfmake';
import { DOCUMENT_TEXTS } from '../../../contracts/texts/documents.ts';
import { fill } from '../../../contracts/texts/index.ts';
import type { FormName } from '../../../domain/vocabulary/documents.ts';
import type { Language } from '../../../domain/vocabulary/languages.ts';
import {
  field,
  letterhead,
  paragraph,
  person,
  procedureField,
  signatures,
  text,
  title,
  together,
} from '../layout.ts';
import { moment, termEnd } from '../texts.ts';
import type { Apology, CaseSheet, Person, Refusal, StopNotice, SupplementRequest } from '../types.ts';

export function supplementRequest(data: SupplementRequest, language: Language): Content[] {
  const { says, labels } = DOCUMENT_TEXTS[language];
  return [
    ...head('supplement-request', data, language),
    { text: `${labels.missing}:`, bold: true, margin: [0, 4, 0, 0] },
    {
      ol: data.missing.map(({ name, advice }) => ({
        stack: [
          { text: name[language], margin: [0, 2, 0, 0] as const },
          ...(advice === null
            ? []
            : [{ text: `${labels.advice}: ${advice}`, margin: [0, 1, 0, 0] as const }]),
        ],
      })),
    },
    ...underHeading(`${labels.reason}:`, data.reason),
    ...(data.until === null ? [] : field(language, 'until', termEnd(data.until, language), true)),
    together(
      paragraph(fill(says.missingHelp, { agency: data.agency[language] })),
      signatures(language, null, 'receiver', { right: data.officer }),
    ),
  ];
}

export function refusal(data: Refusal, language: Language): Content[] {
  const { says } = DOCUMENT_TEXTS[language];
  return [
    ...head('refusal', data, language),
    ...field(language, 'filedAt', moment(data.filedAt, language)),
    paragraph(fill(says.refused, { agency: data.agency[language] })),
    text(data.reason),
    together(
      paragraph(says.informed),
      signatures(language, null, data.decided ? 'head' : 'receiver', { right: data.officer }),
    ),
  ];
}

export function apology(data: Apology, language: Language): Content[] {
  const { says } = DOCUMENT_TEXTS[language];
  return [
    ...head('apology', data, language),
    ...(data.acceptedAt === null ? [] : field(language, 'acceptedAt', moment(data.acceptedAt, language))),
    ...(data.from === null ? [] : field(language, 'firstDue', moment(data.from, language))),
    paragraph(fill(says.apology, { agency: data.agency[language] })),
    text(data.reason),
    ...field(language, 'newDue', data.to === null ? says.noAppointment : moment(data.to, language), true),
    together(paragraph(says.apologyEnd), signatures(language, null, 'head', { right: data.officer })),
  ];
}

export function stopNotice(data: StopNotice, language: Language): Content[] {
  const { says } = DOCUMENT_TEXTS[language];
  const agency = data.agency[language];
  const why =
    'reason' in data.because
      ? text(data.because.reason)
      : paragraph(
          fill(says.stoppedLate, {
            agency,
            until: awaitedUntil(data.because.documentsAwaitedUntil, language),
          }),
        );
  return [
    ...head('stop-notice', data, language),
    ...field(language, 'filedAt', moment(data.filedAt, language)),
    paragraph(fill(says.stopped, { agency })),
    why,
    paragraph(says.stoppedEnd),
    together(paragraph(says.informed), signatures(language, null, 'head', { right: data.officer })),
  ];
}

function head(
  form: FormName,
  data: CaseSheet & { readonly applicant: Person },
  language: Language,
): Content[] {
  const { labels } = DOCUMENT_TEXTS[language];
  return [
    letterhead(data, language, data.code),
    title(form, language, {
      track: data.trackUrl,
      below: [`${labels.code}: ${data.code}`],
      formNumber: data.formNumber,
    }),
    ...person(language, data.applicant),
    ...procedureField(data, language),
  ];
}

function awaitedUntil(at: Parameters<typeof termEnd>[0] | null, language: Language): string {
  return at === null ? '–' : termEnd(at, language);
}

/** What may stand on one page with its heading, in letters. */
const ON_ONE_PAGE = 2_000;

/** A heading is never the last line of a page. */
function underHeading(heading: string, said: string): Content[] {
  const above: Content = { text: heading, bold: true, margin: [0, 6, 0, 0] };
  const [first = '', ...others] = said.split('\n');
  if (first.length > ON_ONE_PAGE) return [above, text(said)];
  return [together(above, text(first)), ...(others.length === 0 ? [] : [text(others.join('\n'))])];
}
