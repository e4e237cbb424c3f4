/** The day's fees as a table: what the cases count, and what the provider alone knows of. */
import { FEE_TEXTS } from '../../contracts/texts/fees.ts';
import type { Language } from '../../contracts/texts/index.ts';
import type { Booking, Compared } from '../../domain/fees/reconciliation.ts';
import type { Table } from './table.ts';

type Agreement = keyof (typeof FEE_TEXTS)[Language]['agrees'];

interface Row {
  readonly kind: Booking['kind'];
  readonly agency: string | null;
  readonly caseId: string | null;
  readonly how: Booking['how'];
  readonly transfer: string;
  readonly inCase: number | null;
  readonly atProvider: number | null;
  readonly agrees: Agreement;
}

/** @param compared null: there was no statement to hold them against */
export function paymentTable(
  bookings: readonly Booking[],
  compared: Compared | null,
  language: Language,
): Table<Row> {
  const says = FEE_TEXTS[language];
  const rows = rowsOf(bookings, compared);
  return {
    name: says.report,
    columns: [
      { title: says.columns.kind, value: ({ kind }) => says.kinds[kind] },
      { title: says.columns.agency, value: ({ agency }) => agency },
      { title: says.columns.case, value: ({ caseId }) => caseId },
      { title: says.columns.how, value: ({ how }) => says.ways[how] },
      { title: says.columns.transfer, value: ({ transfer }) => transfer },
      { title: says.columns.inCase, value: ({ inCase }) => inCase },
      { title: says.columns.atProvider, value: ({ atProvider }) => atProvider },
      { title: says.columns.agrees, value: ({ agrees }) => says.agrees[agrees] },
    ],
    pages: onePage(rows),
  };
}

function rowsOf(bookings: readonly Booking[], compared: Compared | null): readonly Row[] {
  const differences = compared?.differences ?? [];
  const booked = bookings.map((booking): Row => {
    const { kind, agency, caseId, how, receipt: transfer, amount: inCase } = booking;
    const isCompared = compared !== null && how === 'transfer' && kind === 'payment';
    const difference = isCompared ? differences.find((each) => each.transfer === transfer) : undefined;
    return {
      ...{ kind, agency, caseId, how, transfer, inCase },
      atProvider: isCompared ? (difference === undefined ? inCase : difference.atProvider) : null,
      agrees: difference?.kind ?? (isCompared ? 'agrees' : 'not-compared'),
    };
  });
  const strange = differences
    .filter(({ kind }) => kind === 'only-at-provider')
    .map(
      ({ transfer, caseId, atProvider, kind: agrees }): Row => ({
        ...{
          kind: 'payment',
          agency: null,
          caseId,
          how: 'transfer',
          transfer,
          inCase: null,
          atProvider,
          agrees,
        },
      }),
    );
  return [...booked, ...strange];
}

async function* onePage<R>(rows: readonly R[]): AsyncGenerator<readonly R[]> {
  yield rows;
}
