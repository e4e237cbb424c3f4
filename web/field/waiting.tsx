import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconCloudUp } from '@tabler/icons-react';
import { useTexts } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import { discard, type Order, tryAgain, useOrders } from './queue.ts';
import { TEXTS } from './texts.ts';

/** What the API does not have yet, and what it did not want. */
export function Waiting() {
  const says = useTexts(TEXTS);
  const orders = useOrders();
  if (orders.length === 0) return null;
  return (
    <Alert
      color={orders.some(({ refused }) => refused !== null) ? 'red' : 'blue'}
      variant="light"
      icon={<IconCloudUp aria-hidden />}
      title={fill(says.waitingCount, { count: orders.length })}
      role="status"
    >
      <Stack gap="sm">
        {orders.map((order) => (
          <OrderShown key={order.id} order={order} />
        ))}
      </Stack>
    </Alert>
  );
}

function OrderShown({ order: { id, action, code, photos, refused } }: { order: Order }) {
  const says = useTexts(TEXTS);
  const sent = photos.filter(({ upload }) => upload !== null).length;
  return (
    <Stack gap={2}>
      <Text size="sm">
        {says.actions[action]}: {code}
        {photos.length > 0 && ` · ${fill(says.photos, { sent, count: photos.length })}`}
      </Text>
      <Text size="xs">{refused === null ? says.sendingNow : `${says.refused}: ${refused}`}</Text>
      {refused !== null && (
        <Group gap="xs">
          <Button size="compact-sm" onClick={() => void tryAgain(id)}>
            {says.again}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              if (window.confirm(says.discardAsk)) void discard(id);
            }}
          >
            {says.discard}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
