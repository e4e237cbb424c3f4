import { ActionIcon, Button, Checkbox, Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { OUTSIDE_ROLES, ROLES } from '../../domain/vocabulary/roles.ts';
import type { components } from '../api/schema.gen.ts';
import { api, dataOf } from '../shell/client.ts';
import { useAgencies } from '../shell/directory.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { useChange } from './change.ts';
import { Refusal } from './frame.tsx';
import { TEXTS } from './texts.ts';
import type { User } from './users.tsx';

type Held = User['roles'][number];

/** What somebody may do, and where; and how they are notified. */
export function UserForm({ user, onDone }: { user: User | null; onDone: () => void }) {
  const says = useTexts(TEXTS);
  const { says: all } = useLanguage();
  const [id, setId] = useState(user?.id ?? '');
  const [name, setName] = useState(user?.name ?? '');
  const [active, setActive] = useState(user?.active ?? true);
  const [roles, setRoles] = useState<readonly Held[]>(
    (user?.roles ?? [{ role: 'specialist', agency: null }]).filter(({ of }) => of === undefined),
  );
  const [contact, setContact] = useState<Contact>({});
  const save = useChange(
    async () => {
      const at = { params: { path: { id } } };
      await dataOf(api.PUT('/v1/users/{id}', { ...at, body: { id, name, active, roles: [...roles] } }));
      if (Object.keys(contact).length > 0)
        await dataOf(api.PUT('/v1/users/{id}/contact', { ...at, body: contact }));
    },
    ['users', 'me'],
    says.saved,
  );
  const put = (place: number, held: Held) =>
    setRoles((before) => before.map((each, at) => (at === place ? held : each)));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(undefined, { onSuccess: onDone });
      }}
    >
      <Stack gap="sm">
        <Refusal error={save.error} />
        {user === null && (
          <TextInput
            label={says.userId}
            description={says.userIdText}
            required
            value={id}
            onChange={({ currentTarget }) => setId(currentTarget.value)}
          />
        )}
        <TextInput
          label={says.name}
          required
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Checkbox
          label={says.active}
          checked={active}
          onChange={({ currentTarget }) => setActive(currentTarget.checked)}
        />
        {roles.map((held, place) => (
          <RoleRow
            // biome-ignore lint/suspicious/noArrayIndexKey: roles have no names of their own
            key={place}
            held={held}
            place={place + 1}
            onChange={(changed) => put(place, changed)}
            onRemove={() => setRoles((before) => before.filter((_, at) => at !== place))}
          />
        ))}
        <Group>
          <Button
            variant="default"
            size="compact-md"
            onClick={() => setRoles((before) => [...before, { role: 'specialist', agency: null }])}
          >
            {says.addRole}
          </Button>
        </Group>
        <Reached isNew={user === null} contact={contact} onChange={setContact} />
        <Group>
          <Button type="submit" loading={save.isPending}>
            {says.save}
          </Button>
          <Button variant="subtle" onClick={onDone}>
            {all.shell.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What is to change of how somebody is reached: what is left out stays, null goes. */
type Contact = components['schemas']['ContactInput'];
type Way = keyof Contact;

/** Where somebody is reached is not read here, only said anew or taken away. */
function Reached({
  isNew,
  contact,
  onChange,
}: {
  isNew: boolean;
  contact: Contact;
  onChange: (contact: Contact) => void;
}) {
  const says = useTexts(TEXTS);
  const change = (way: Way, value: string | null) => {
    const { [way]: _, ...rest } = contact;
    onChange(value === '' ? rest : { ...rest, [way]: value });
  };
  const field = (way: Way, type: string) => (
    <Stack gap={6}>
      <TextInput
        label={isNew ? says.reached[way] : says.reachedAnew[way]}
        type={type}
        disabled={contact[way] === null}
        value={contact[way] ?? ''}
        onChange={({ currentTarget: { value } }) => change(way, value)}
      />
      {!isNew && (
        <Checkbox
          label={says.reachedNoMore[way]}
          checked={contact[way] === null}
          onChange={({ currentTarget }) => change(way, currentTarget.checked ? null : '')}
        />
      )}
    </Stack>
  );
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      {field('email', 'email')}
      {field('phone', 'tel')}
    </SimpleGrid>
  );
}

interface RowProps {
  readonly held: Held;
  readonly place: number;
  onChange(held: Held): void;
  onRemove(): void;
}

function RoleRow({ held, place, onChange, onRemove }: RowProps) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const agencies = useAgencies();
  return (
    <Group wrap="nowrap" align="end" gap="xs">
      <Select
        label={`${says.roleLabel} ${place}`}
        allowDeselect={false}
        data={ROLES.map((role) => ({ value: role, label: says.role[role] }))}
        value={held.role}
        onChange={(role) => onChange({ ...held, role: (role ?? held.role) as Held['role'] })}
      />
      {!OUTSIDE_ROLES.includes(held.role) && (
        <Select
          label={`${says.agency} ${place}`}
          flex={1}
          searchable
          clearable
          data={agencies.map(({ id, name }) => ({ value: id, label: name[language] }))}
          value={held.agency}
          onChange={(agency) => onChange({ ...held, agency })}
        />
      )}
      <ActionIcon variant="default" size="lg" aria-label={`${says.removeRole} ${place}`} onClick={onRemove}>
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
