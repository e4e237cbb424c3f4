/** The day's fees as a table: what the cases count, and what the provider alone knows of. */
import { FEE_TEXTS, transferWhy } from '../../contracts/texts/fees.ts';
import type { Booking, Compared } from '../../domain/payments/reconciliation.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import type { Table } from './table.ts';

type Agreement = keyof (typeof FEE_TEXTS)[Language]['agrees'];

interface Row {
  readonly kind: Booking['kind'];
  readonly agency: string | null;
  readonly caseId: string | null;
  readonly how: Booking['how'];
  readonly transfer: string;
  readonly why: string | null;
  readonly inCase: number | null;
  readonly atProvider: number | null;
  readonly agrees: Agreement;
}

/** @param isCompared false: there was no statement to hold them against */
export function paymentTable(
  bookings: readonly Booking[],
  compared: Compared,
  isCompared: boolean,
  language: Language,
): Table<Row> {
  const says = FEE_TEXTS[language];
  const rows = rowsOf(bookings, compared, isCompared);
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
      { title: says.columns.why, value: ({ why }) => (why === null ? null : transferWhy(why, language)) },
    ],
    pages: onePage(rows),
  };
}

function rowsOf(
  bookings: readonly Booking[],
  { differences }: Compared,
  isCompared: boolean,
): readonly Row[] {
  const keyOf = (of: string, transfer: string) => `${of} ${transfer}`;
  const found = new Map(differences.map((each) => [keyOf(each.of, each.transfer), each]));
  const booked = bookings.map(
    ({ kind, agency, caseId, how, receipt, transfer: moved, amount: inCase }): Row => {
      const row = { kind, agency, caseId, how, transfer: receipt, inCase, why: null };
      if (!isCompared || moved === null) return { ...row, atProvider: null, agrees: 'not-compared' };
      const difference = found.get(keyOf(kind, moved));
      if (difference === undefined) return { ...row, atProvider: inCase, agrees: 'agrees' };
      return { ...row, atProvider: difference.atProvider, agrees: difference.kind };
    },
  );
  const counted = new Set(
    bookings.flatMap(({ kind, transfer }) => (transfer === null ? [] : keyOf(kind, transfer))),
  );
  const strange = differences
    .filter(({ of, transfer }) => !counted.has(keyOf(of, transfer)))
    .map(
      ({ of: kind, kind: agrees, ...rest }): Row => ({
        kind,
        agency: null,
        how: 'transfer',
        agrees,
        ...rest,
      }),
    );
  return [...booked, ...strange];
}

async function* onePage<R>(rows: readonly R[]): AsyncGenerator<readonly R[]> {
  yield rows;
}
