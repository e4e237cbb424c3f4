import { ActionIcon, Button, Group, Popover, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBookmark, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '../shell/client.ts';
import { useTexts } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import { useFilters } from './filters.ts';
import { TEXTS } from './texts.ts';

/** Filters under names: one click shows them again, at any computer that one sits at. */
export function Views() {
  const says = useTexts(TEXTS);
  const [isOpen, setOpen] = useState(false);
  const { filters, show } = useFilters();
  const { data: views = [], keep, forget } = useViews(isOpen);
  const [name, setName] = useState('');
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconBookmark size={16} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          {says.views}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs" miw={240}>
          {views.length === 0 && (
            <Text size="sm" c="dimmed">
              {says.noViews}
            </Text>
          )}
          {views.map((view) => (
            <Group key={view.name} gap={4} wrap="nowrap">
              <Button
                variant="subtle"
                justify="flex-start"
                flex={1}
                onClick={() => {
                  show(view.filters);
                  setOpen(false);
                }}
              >
                {view.name}
              </Button>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={fill(says.forget, { name: view.name })}
                onClick={() => forget(view.name)}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            </Group>
          ))}
          <form
            onSubmit={(event) => {
              event.preventDefault();
              keep(name.trim(), { ...filters }, () => {
                notifications.show({ color: 'jade', message: fill(says.kept, { name: name.trim() }) });
                setName('');
                setOpen(false);
              });
            }}
          >
            <Group gap="xs" align="end" wrap="nowrap">
              <TextInput
                label={says.keepUnder}
                value={name}
                maxLength={60}
                required
                onChange={({ currentTarget }) => setName(currentTarget.value)}
              />
              <Button type="submit" disabled={name.trim() === ''}>
                {says.keepIt}
              </Button>
            </Group>
          </form>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function useViews(isWanted: boolean) {
  const queries = useQueryClient();
  const queryKey = ['views'];
  const { data } = useQuery({
    queryKey,
    queryFn: () => dataOf(api.GET('/v1/views')).then(({ items }) => items),
    enabled: isWanted,
  });
  const onError = (error: Error) => notifications.show({ color: 'red', message: error.message });
  const onSettled = () => queries.invalidateQueries({ queryKey });
  const keeping = useMutation({
    mutationFn: ({ name, filters }: { name: string; filters: Record<string, string> }) =>
      dataOf(api.PUT('/v1/views/{name}', { params: { path: { name } }, body: { filters } })),
    onError,
    onSettled,
  });
  const forgetting = useMutation({
    mutationFn: (name: string) => dataOf(api.DELETE('/v1/views/{name}', { params: { path: { name } } })),
    onError,
    onSettled,
  });
  return {
    data,
    keep: (name: string, filters: Record<string, string>, onSuccess: () => void) =>
      keeping.mutate({ name, filters }, { onSuccess }),
    forget: (name: string) => forgetting.mutate(name),
  };
}
