import { Alert, Anchor, Button, Group, Image, Stack, Table, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FEE_TEXTS, transferWhy } from '../../contracts/texts/fees.ts';
import type { components, operations } from '../api/schema.gen.ts';
import { api, dataOf } from '../shell/client.ts';
import { money } from '../shell/format.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { Shown } from '../shell/states.tsx';
import { Moment } from '../shell/time.tsx';
import type { Case } from './data.ts';
import { Section } from './section.tsx';
import { TEXTS } from './texts.ts';

type Payments = operations['getV1CasesIdOrCodePayments']['responses'][200]['content']['application/json'];
type Payment = components['schemas']['Payment'];

/** What the case costs and why; how it is paid by transfer; and what came. */
export function Fee({ shown }: { shown: Case }) {
  const says = useTexts(TEXTS);
  const { code, fee } = shown;
  const query = useQuery({
    queryKey: ['case', code, 'payments'],
    queryFn: () => dataOf(api.GET('/v1/cases/{idOrCode}/payments', { params: { path: { idOrCode: code } } })),
    enabled: fee !== null,
  });
  if (fee === null) return null;
  return (
    <Section title={says.fee}>
      <Shown query={query} rows={2}>
        {(payments) => (
          <>
            <Reckoning payments={payments} paid={fee.paid} />
            {payments.payable && (
              <Pay
                code={code}
                requested={payments.payments.find(({ amount }) => amount === fee.owed) ?? null}
              />
            )}
          </>
        )}
      </Shown>
    </Section>
  );
}

function Reckoning({ payments: { fee, transfers }, paid }: { payments: Payments; paid: boolean }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  if (fee === null) return null;
  return (
    <>
      <Table>
        <Table.Tbody>
          {fee.items.map(({ id, name, amount }) => (
            <Line key={id} name={name} amount={money(amount, language)} />
          ))}
          {fee.reduction !== null && (
            <Line
              name={`${fee.reduction.name}: ${fee.reduction.basis}`}
              amount={`−${money(fee.reduction.off, language)}`}
            />
          )}
          <Line
            name={paid ? `${says.total}, ${says.paid}` : `${says.total}, ${says.unpaid}`}
            amount={money(fee.amount, language)}
          />
        </Table.Tbody>
      </Table>
      {transfers.map((transfer) => (
        <Came key={transfer.id} transfer={transfer} />
      ))}
    </>
  );
}

/** Money that came by bank, what became of it, and why it goes back where it does. */
function Came({
  transfer: { amount, at, status, why, refundedAt },
}: {
  transfer: Payments['transfers'][number];
}) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  return (
    <Text size="sm" {...(status === 'taken' ? { c: 'dimmed' } : {})}>
      {says.transfer}: {money(amount, language)}, <Moment at={at} />; {FEE_TEXTS[language].statuses[status]}
      {refundedAt !== null && (
        <>
          {' '}
          (<Moment at={refundedAt} />)
        </>
      )}
      {why !== null && `. ${says.becauseOf}: ${transferWhy(why, language)}`}.
    </Text>
  );
}

function Line({ name, amount }: { name: string; amount: string }) {
  return (
    <Table.Tr>
      <Table.Td>{name}</Table.Td>
      <Table.Td ta="end" style={{ whiteSpace: 'nowrap' }}>
        {amount}
      </Table.Td>
    </Table.Tr>
  );
}

/** `requested`: a payment that waits for its transfer. */
function Pay({ code, requested }: { code: string; requested: Payment | null }) {
  const says = useTexts(TEXTS);
  const queries = useQueryClient();
  const ask = useMutation({
    mutationFn: () =>
      dataOf(
        api.POST('/v1/cases/{idOrCode}/payments', {
          params: { path: { idOrCode: code } },
          body: {},
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['case', code, 'payments'] }),
  });
  if (requested === null)
    return (
      <Stack gap="xs" align="flex-start" className="no-print">
        <Button variant="default" loading={ask.isPending} onClick={() => ask.mutate()}>
          {says.payByTransfer}
        </Button>
        {ask.error && (
          <Alert color="red" variant="light" role="alert">
            {ask.error.message}
          </Alert>
        )}
      </Stack>
    );
  return (
    <Group align="start" gap="md">
      {requested.paymentCode !== null && (
        <Image
          src={`/v1/cases/${code}/payments/code.svg`}
          alt={says.paymentCode}
          w={160}
          h={160}
          bg="white"
          radius="sm"
        />
      )}
      <Stack gap={4} flex={1} miw={180}>
        <Text size="sm">{requested.paymentCode === null ? says.noAccount : says.scanToPay}</Text>
        <Text size="sm">
          {says.reference}: <b>{requested.reference}</b>
        </Text>
        {requested.payUrl !== null && (
          <Anchor href={requested.payUrl} target="_blank" rel="noreferrer" size="sm">
            {says.payPage}
          </Anchor>
        )}
      </Stack>
    </Group>
  );
}
