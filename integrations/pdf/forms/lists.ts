/** Tables that may go over many pages: the control sheet of one dossier, the register, the handover list. */
import type { Content } from 'pdfmake';
import { DOCUMENT_TEXTS } from '../../../contracts/texts/documents.ts';
import { fill } from '../../../contracts/texts/index.ts';
import type { Language } from '../../../domain/vocabulary/languages.ts';
import {
  field,
  letterhead,
  paragraph,
  person,
  procedureField,
  signatures,
  table,
  title,
  together,
} from '../layout.ts';
import { grouped, moment, plainDayText, shortDay, shortMoment } from '../texts.ts';
import type { ControlSheet, HandoverList, Register, Side } from '../types.ts';

export function controlSheet(data: ControlSheet, language: Language): Content[] {
  const { labels, punctuality } = DOCUMENT_TEXTS[language];
  return [
    letterhead(data, language, data.code),
    title('control-sheet', language, {
      track: data.trackUrl,
      below: [`${labels.code}: ${data.code}`],
      formNumber: data.formNumber,
    }),
    ...person(language, data.applicant),
    ...procedureField(data, language),
    ...(data.acceptedAt === null ? [] : field(language, 'acceptedAt', moment(data.acceptedAt, language))),
    ...(data.dueAt === null ? [] : field(language, 'dueAt', moment(data.dueAt, language), true)),
    ...(data.decidedAt === null ? [] : field(language, 'decidedAt', moment(data.decidedAt, language))),
    table(
      [
        { head: labels.ordinal, width: 24, align: 'center' },
        { head: labels.handOver, width: '*' },
        { head: labels.at, width: 52, align: 'center' },
        { head: labels.workDue, width: 52, align: 'center' },
        { head: labels.outcome, width: 46, align: 'center' },
        { head: labels.note, width: 92 },
      ],
      data.handOvers.map((each, n) => [
        String(n + 1),
        {
          text: [
            `${labels.from}: ${side(each.from, language)}\n`,
            `${labels.to}: ${side(each.to, language)}`,
          ],
        },
        shortMoment(each.at),
        each.dueAt === null ? '' : shortMoment(each.dueAt),
        each.result === null ? '' : { text: punctuality[each.result], bold: each.result === 'overdue' },
        [each.step?.[language], each.note?.[language]].filter(Boolean).join('. '),
      ]),
      9.5,
    ),
    together(
      paragraph(fill(labels.times, { n: data.handOvers.length }), { indent: false }),
      signatures(language, null, 'officer'),
    ),
  ];
}

function side({ office, person: who }: Side, language: Language): string {
  const { labels } = DOCUMENT_TEXTS[language];
  return [office?.[language], who].filter(Boolean).join(' – ') || labels.registeredFor;
}

export function register(data: Register, language: Language): Content[] {
  const t = DOCUMENT_TEXTS[language];
  const { labels } = t;
  const dated = (at: Parameters<typeof shortDay>[0] | null) => (at === null ? '' : shortDay(at));
  return [
    letterhead(data, language, null),
    title('register', language, {
      below: [
        fill(labels.period, {
          from: plainDayText(data.from, language),
          until: plainDayText(data.until, language),
        }),
      ],
      formNumber: data.formNumber,
    }),
    data.rows.length === 0
      ? paragraph(t.says.noRows, { indent: false })
      : table(
          [
            { head: labels.ordinal, width: 18, align: 'center' },
            { head: labels.code, width: 76 },
            { head: labels.procedure, width: '*' },
            { head: labels.registeredFor, width: 90 },
            { head: labels.contact, width: 100 },
            { head: labels.decider, width: 70 },
            { head: labels.filed, width: 44, align: 'center' },
            { head: labels.due, width: 44, align: 'center' },
            { head: labels.decided, width: 44, align: 'center' },
            { head: labels.deliveredAt, width: 44, align: 'center' },
            { head: labels.statusText, width: 54 },
          ],
          data.rows.map((row, n) => [
            String(n + 1),
            row.code,
            row.procedure[language],
            row.applicant ?? '',
            row.contact ?? '',
            row.decider[language],
            shortDay(row.filedAt),
            dated(row.dueAt),
            dated(row.decidedAt),
            dated(row.deliveredAt),
            `${row.statusText[language]} (${t.channels[row.channel]})`,
          ]),
          8,
        ),
    together(
      paragraph(fill(`${labels.total}: ${labels.items}`, { n: data.rows.length }), { indent: false }),
      signatures(language, null, 'officer'),
    ),
  ];
}

export function handoverList(data: HandoverList, language: Language): Content[] {
  const { labels, says } = DOCUMENT_TEXTS[language];
  const documents = data.rows.reduce((sum, row) => sum + row.documents, 0);
  const isPost = data.rows.some(({ tracking }) => tracking !== null);
  const cod = data.rows.reduce((sum, row) => sum + (row.cod ?? 0), 0);
  const amount = (value: number | null) =>
    value === null || value === 0 ? '' : grouped(value, language === 'vi' ? '.' : ',');
  return [
    letterhead(data, language, data.number),
    title('handover-list', language, { formNumber: data.formNumber }),
    ...field(language, 'from', data.from[language], true),
    ...field(language, 'to', data.to[language], true),
    ...field(language, 'at', moment(data.at, language)),
    table(
      [
        { head: labels.ordinal, width: 20, align: 'center' },
        { head: isPost ? `${labels.code}, ${labels.tracking.toLowerCase()}` : labels.code, width: 92 },
        { head: labels.registeredFor, width: 100 },
        { head: labels.content, width: '*' },
        { head: labels.sheets, width: 36, align: 'right' as const },
        ...(isPost ? [{ head: labels.codShort, width: 50, align: 'right' as const }] : []),
      ],
      [
        ...data.rows.map((row, n) => [
          String(n + 1),
          [row.code, row.tracking].filter(Boolean).join('\n'),
          row.applicant ?? '',
          row.content,
          String(row.documents),
          ...(isPost ? [amount(row.cod)] : []),
        ]),
        [
          '',
          { text: labels.total, bold: true },
          '',
          fill(labels.items, { n: data.rows.length }),
          { text: String(documents), bold: true },
          ...(isPost ? [{ text: amount(cod), bold: true }] : []),
        ],
      ],
      9.5,
    ),
    together(paragraph(says.handed), signatures(language, 'from', 'to')),
  ];
}
