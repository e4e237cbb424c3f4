import { Badge, Button, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../shell/client.ts';
import { useTexts } from '../shell/language.tsx';
import { Shown } from '../shell/states.tsx';
import { Moment } from '../shell/time.tsx';
import { useChange } from './change.ts';
import { Refusal } from './frame.tsx';
import { TEXTS } from './texts.ts';

const LOOK_MS = 4_000;

/** What an address was sent, and whether it took it. */
export function Deliveries({ name }: { name: string }) {
  const says = useTexts(TEXTS);
  const query = useQuery({
    queryKey: ['deliveries', name],
    refetchInterval: LOOK_MS,
    queryFn: () =>
      dataOf(
        api.GET('/v1/webhooks/{name}/deliveries', { params: { path: { name }, query: { limit: 20 } } }),
      ).then(({ items }) => items),
  });
  const again = useChange(
    (id: string) =>
      dataOf(api.POST('/v1/webhooks/{name}/deliveries/{id}/replay', { params: { path: { name, id } } })),
    ['deliveries'],
    says.tested,
  );
  return (
    <>
      <Refusal error={again.error} />
      <Shown query={query} rows={2}>
        {(items) =>
          items.length === 0 ? (
            <Text c="dimmed">{says.noDeliveries}</Text>
          ) : (
            <Table.ScrollContainer minWidth={520}>
              <Table>
                <Table.Tbody>
                  {items.map(({ id, status, attempts, lastError, createdAt }) => (
                    <Table.Tr key={id}>
                      <Table.Td>
                        <Moment at={createdAt} />
                      </Table.Td>
                      <Table.Td>
                        <Badge variant="default" tt="none">
                          {says.deliveryStatus[status]}
                        </Badge>
                      </Table.Td>
                      <Table.Td>
                        <Text size="xs">
                          {attempts}× {lastError}
                        </Text>
                      </Table.Td>
                      <Table.Td>
                        {status === 'dead' && (
                          <Button
                            size="compact-xs"
                            variant="default"
                            aria-label={`${says.sendAgain}: ${id}`}
                            onClick={() => again.mutate(id)}
                          >
                            {says.sendAgain}
                          </Button>
                        )}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )
        }
      </Shown>
    </>
  );
}
