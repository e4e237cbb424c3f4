import type { Content } from 'pdfmake';
import { DOCUMENT_TEXTS } from '../../../contracts/texts/documents.ts';
import { fill } from '../../../contracts/texts/index.ts';
import type { Language } from '../../../domain/vocabulary/languages.ts';
import { qrCode } from '../codes.ts';
import {
  field,
  letterhead,
  person,
  procedureField,
  signatures,
  table,
  title,
  together,
  track,
} from '../layout.ts';
import { moment, money, termText } from '../texts.ts';
import type { Receipt } from '../types.ts';

export function receipt(data: Receipt, language: Language): Content[] {
  const t = DOCUMENT_TEXTS[language];
  const { labels } = t;
  const fee = data.fee;
  const state = fee === null ? '' : ` (${fee.paid ? labels.feePaid : labels.feeDue})`;
  return [
    letterhead(data, language, data.code),
    title('receipt', language, {
      track: data.trackUrl,
      below: [`${labels.code}: ${data.code}`],
      formNumber: data.formNumber,
    }),
    ...person(language, data.applicant),
    ...procedureField(data, language),
    { text: `${labels.documents}:`, margin: [0, 2, 0, 0] },
    table(
      [
        { head: labels.ordinal, width: 28, align: 'center' },
        { head: labels.document, width: '*' },
        { head: labels.copies, width: 46, align: 'center' },
        { head: labels.note, width: 110 },
      ],
      data.documents.map((each, n) => [
        String(n + 1),
        each.name[language],
        String(each.copies),
        each.note?.[language] ?? '',
      ]),
    ),
    ...(data.sets === null
      ? []
      : [{ text: fill(labels.sets, { n: data.sets }), margin: [0, 0, 0, 2] as const }]),
    ...field(language, 'channel', t.channels[data.channel]),
    ...field(language, 'term', termText(data.term, language)),
    ...field(language, 'acceptedAt', moment(data.acceptedAt, language)),
    ...field(
      language,
      'dueAt',
      data.dueAt === null ? t.says.noAppointment : moment(data.dueAt, language),
      true,
    ),
    ...field(language, 'result', data.result?.[language] ?? null),
    ...field(language, 'resultBy', data.delivery.map((way) => t.ways[way]).join('; ')),
    ...(fee === null ? [] : field(language, 'fee', `${money(fee.amount, language)}${state}`, true)),
    ...toPay(data, language),
    together(
      track(data, language),
      signatures(language, 'applicant', 'receiver', { left: data.applicant.name, right: data.receiver }),
    ),
  ];
}

function toPay({ fee }: Receipt, language: Language): Content[] {
  if (fee === null || fee.paid || fee.paymentCode === undefined) return [];
  const { labels } = DOCUMENT_TEXTS[language];
  return [
    {
      columns: [
        { width: 86, stack: [qrCode(fee.paymentCode, 78)] },
        {
          width: '*',
          stack: [
            { text: labels.scanToPay, bold: true },
            { text: money(fee.amount, language), margin: [0, 3, 0, 0] },
          ],
          margin: [6, 22, 0, 0],
        },
      ],
      margin: [0, 6, 0, 2],
      unbreakable: true,
    },
  ];
}
