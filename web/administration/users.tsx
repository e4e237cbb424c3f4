import { Badge, Button, Group, Stack, Table, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { foldVietnamese } from '../../domain/vocabulary/fold.ts';
import type { components } from '../api/schema.gen.ts';
import { listUsers, useAgencyNames } from '../shell/directory.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { Cell, Stacked } from '../shell/stacked.tsx';
import { Empty, Shown } from '../shell/states.tsx';
import { Window } from '../shell/window.tsx';
import { Frame } from './frame.tsx';
import { TEXTS } from './texts.ts';
import { UserForm } from './user-form.tsx';

export type User = components['schemas']['User'];

/** Who works here, in which roles. */
export default function UsersPage() {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const [typed, setTyped] = useState('');
  const [edited, setEdited] = useState<User | 'new' | null>(null);
  const query = useQuery({ queryKey: ['users'], queryFn: listUsers });
  const wanted = foldVietnamese(typed).toLowerCase().trim();
  return (
    <Frame title={says.page.users}>
      <Group align="end">
        <TextInput
          label={says.findUser}
          flex={1}
          miw={220}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <Button onClick={() => setEdited('new')}>{says.newUser}</Button>
      </Group>
      <Shown query={query}>
        {(users) => (
          <UserTable
            users={[...users]
              .filter(({ id, name }) => foldVietnamese(`${name} ${id}`).toLowerCase().includes(wanted))
              .sort((a, b) => a.name.localeCompare(b.name, language))}
            onEdit={setEdited}
          />
        )}
      </Shown>
      <Window
        opened={edited !== null}
        onClose={() => setEdited(null)}
        size="lg"
        title={edited === null || edited === 'new' ? says.newUser : edited.name}
      >
        {edited !== null && (
          <UserForm user={edited === 'new' ? null : edited} onDone={() => setEdited(null)} />
        )}
      </Window>
    </Frame>
  );
}

function UserTable({ users, onEdit }: { users: readonly User[]; onEdit: (user: User) => void }) {
  const says = useTexts(TEXTS);
  const agencyName = useAgencyNames();
  if (users.length === 0) return <Empty title={says.nothingFound}>{says.nothingFoundText}</Empty>;
  return (
    <Stacked minWidth={560} head={[says.name, says.roles, { name: says.edit, width: 90 }]}>
      {users.map((user) => (
        <Table.Tr key={user.id}>
          <Cell>
            <Text size="sm" fw={600}>
              {user.name}
            </Text>
            <Text size="xs" c="dimmed">
              {user.id} {!user.active && `· ${says.inactive}`}
            </Text>
          </Cell>
          <Cell>
            <Stack gap={2}>
              {user.roles.map(({ role, agency }) => (
                <Group key={`${role} ${agency}`} gap={6}>
                  <Badge size="sm" variant="default" tt="none">
                    {says.role[role]}
                  </Badge>
                  {agency !== null && <Text size="xs">{agencyName(agency)}</Text>}
                </Group>
              ))}
            </Stack>
          </Cell>
          <Cell>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`${says.edit}: ${user.name}`}
              onClick={() => onEdit(user)}
            >
              {says.edit}
            </Button>
          </Cell>
        </Table.Tr>
      ))}
    </Stacked>
  );
}
