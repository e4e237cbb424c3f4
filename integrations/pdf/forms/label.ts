import type { Content } from 'pdfmake';
import { DOCUMENT_TEXTS } from '../../../contracts/texts/documents.ts';
import type { Language } from '../../../domain/vocabulary/languages.ts';
import { barcode, qrCode } from '../codes.ts';
import { money } from '../texts.ts';
import type { DeliveryLabel, PostalAddress } from '../types.ts';

/** A6, to be stuck on the envelope. Every part has its height, so that a long address leaves nothing out but its own end. */
export function deliveryLabel(data: DeliveryLabel, language: Language): Content[] {
  const { labels, services, says } = DOCUMENT_TEXTS[language];
  const boxed: Content = {
    table: {
      widths: ['*', 78],
      body: [
        [whom(labels.sender, data.sender, 8.5), small([`${labels.code}:`, data.code])],
        [
          whom(labels.recipient, data.recipient, 10.5),
          { stack: [qrCode(data.tracking, 64)], alignment: 'center' },
        ],
        [
          {
            text: [
              `${labels.cod}: `,
              { text: data.cod === 0 ? labels.noCod : money(data.cod, language), bold: true, fontSize: 12 },
            ],
            colSpan: 2,
          },
          '',
        ],
        [small([`${labels.content}: ${data.content}`]), small([services[data.service]])],
        [{ text: says.stubSigned, fontSize: 7.5, italics: true, colSpan: 2, margin: [0, 0, 0, 30] }, ''],
      ],
    },
    layout: { hLineWidth: () => 0.7, vLineWidth: () => 0.7, paddingTop: () => 3, paddingBottom: () => 3 },
  };
  return [
    {
      columns: [
        { width: '*', text: data.carrier, bold: true, fontSize: 10 },
        { width: 'auto', text: DOCUMENT_TEXTS[language].titles['delivery-label'], bold: true, fontSize: 10 },
      ],
    },
    { stack: [barcode(data.tracking, 240, 44)], alignment: 'center', margin: [0, 5, 0, 1] },
    {
      text: data.tracking,
      bold: true,
      fontSize: 12,
      alignment: 'center',
      characterSpacing: 1,
      margin: [0, 0, 0, 4],
    },
    boxed,
  ];
}

function whom(label: string, { name, phone, address }: PostalAddress, fontSize: number): Content {
  return {
    stack: [
      { text: label, fontSize: 7.5, italics: true },
      { text: shortened(name, 90), bold: true, fontSize },
      { text: shortened(address, 160), fontSize: fontSize - 1 },
      ...(phone === null ? [] : [{ text: phone, bold: true, fontSize: fontSize - 1 }]),
    ],
  };
}

function small(lines: readonly string[]): Content {
  return { stack: lines.map((text) => ({ text })), fontSize: 8.5 };
}

function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}
