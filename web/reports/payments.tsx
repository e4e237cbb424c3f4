import { Group, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { transferWhy } from '../../contracts/texts/fees.ts';
import { dayOf, isDay } from '../shell/days.ts';
import { useAgencyNames } from '../shell/directory.ts';
import { ExportMenu } from '../shell/export.tsx';
import { money } from '../shell/format.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { number } from '../shell/minutes.ts';
import { Cell, Stacked } from '../shell/stacked.tsx';
import { Empty, Shown } from '../shell/states.tsx';
import { fill } from '../texts/index.ts';
import { type Reconciliation, usePayments } from './data.ts';
import { Heading } from './heading.tsx';
import { TEXTS } from './texts.ts';

/** The fees of one day, where and how they were paid, and what the bank says of them. */
export default function Payments() {
  const says = useTexts(TEXTS);
  const { day = dayOf(Date.now()) } = useSearch({ from: '/reports/payments' });
  const navigate = useNavigate({ from: '/reports/payments' });
  return (
    <Stack gap="md">
      <Heading title={says.paymentsTitle}>
        <ExportMenu path="/v1/reports/payments" query={{ day }} />
      </Heading>
      <Group>
        <TextInput
          type="date"
          label={says.day}
          value={day}
          max={dayOf(Date.now())}
          onChange={({ currentTarget: { value } }) => {
            if (isDay(value)) void navigate({ search: { day: value }, replace: true });
          }}
        />
      </Group>
      <Shown query={usePayments(day)}>
        {(found) => (
          <Stack gap="md">
            {found.totals.length === 0 ? (
              <Empty title={says.noPayments}>{says.noPaymentsText}</Empty>
            ) : (
              <Totals totals={found.totals} />
            )}
            <Differences found={found} />
          </Stack>
        )}
      </Shown>
    </Stack>
  );
}

function Totals({ totals }: { totals: Reconciliation['totals'] }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const agencyName = useAgencyNames();
  const sum = (of: 'paid' | 'amount' | 'refunded') => totals.reduce((all, each) => all + each[of], 0);
  return (
    <Table.ScrollContainer minWidth={520}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{says.agency}</Table.Th>
            <Table.Th>{says.how}</Table.Th>
            <Table.Th ta="right">{says.paid}</Table.Th>
            <Table.Th ta="right">{says.amount}</Table.Th>
            <Table.Th ta="right">{says.refunded}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {totals.map(({ agency, how, paid, amount, refunded }) => (
            <Table.Tr key={`${agency} ${how}`}>
              <Table.Td>{agencyName(agency)}</Table.Td>
              <Table.Td>{says.hows[how]}</Table.Td>
              <Table.Td ta="right">{number(paid, language)}</Table.Td>
              <Table.Td ta="right">{money(amount, language)}</Table.Td>
              <Table.Td ta="right">{money(refunded, language)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th colSpan={2}>{says.total}</Table.Th>
            <Table.Th ta="right">{number(sum('paid'), language)}</Table.Th>
            <Table.Th ta="right">{money(sum('amount'), language)}</Table.Th>
            <Table.Th ta="right">{money(sum('refunded'), language)}</Table.Th>
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Table.ScrollContainer>
  );
}

function Differences({ found }: { found: Reconciliation }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const amount = (value: number | null) => (value === null ? '—' : money(value, language));
  const isCompared = found.statement === 'compared';
  return (
    <Stack gap="xs" component="section">
      <Title order={2} size="h5">
        {says.differences}
      </Title>
      <Text size="sm">
        {isCompared ? fill(says.matched, { count: number(found.matched, language) }) : says.notCompared}
        {isCompared && found.differences.length === 0 && ` ${says.allMatch}`}
        {!isCompared && found.differences.length > 0 && ` ${says.uncounted}`}
      </Text>
      {found.differences.length > 0 && (
        <Stacked
          minWidth={760}
          head={[
            says.movement,
            says.kindOf,
            says.whyUncounted,
            says.transfer,
            says.case,
            { name: says.inCase, isNumber: true },
            { name: says.atProvider, isNumber: true },
          ]}
        >
          {found.differences.map(({ kind, of, transfer, inCase, atProvider, why, ...rest }) => (
            <Table.Tr key={`${of} ${transfer}`}>
              <Cell>{says.movements[of]}</Cell>
              <Cell>{says.difference[kind]}</Cell>
              <Cell of={says.whyUncounted}>{why === null ? '—' : transferWhy(why, language)}</Cell>
              <Cell of={says.transfer}>{transfer}</Cell>
              <Cell>
                {rest.case !== null && (
                  <Link to="/cases/$code" params={{ code: rest.case }} className="strong-link">
                    {says.case}
                  </Link>
                )}
              </Cell>
              <Cell of={says.inCase} ta="right">
                {amount(inCase)}
              </Cell>
              <Cell of={says.atProvider} ta="right">
                {amount(atProvider)}
              </Cell>
            </Table.Tr>
          ))}
        </Stacked>
      )}
    </Stack>
  );
}
