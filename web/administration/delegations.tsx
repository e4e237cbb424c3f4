import { Badge, Button, Group, Select, SimpleGrid, Stack, Table, Text, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DELEGABLE_ROLES } from '../../domain/vocabulary/roles.ts';
import { Section } from '../case/section.tsx';
import { api, dataOf } from '../shell/client.ts';
import { instantOfLocal } from '../shell/days.ts';
import { useAgencyNames, useUserNames, useUsers } from '../shell/directory.ts';
import { useTexts } from '../shell/language.tsx';
import { More } from '../shell/more.tsx';
import type { Role } from '../shell/session.ts';
import { Cell, Stacked } from '../shell/stacked.tsx';
import { Empty, Shown } from '../shell/states.tsx';
import { Moment, useNow } from '../shell/time.tsx';
import { useChange } from './change.ts';
import { Frame, Refusal } from './frame.tsx';
import { TEXTS } from './texts.ts';

/** Who stands in for whom, and until when. */
export default function DelegationsPage() {
  const says = useTexts(TEXTS);
  return (
    <Frame title={says.page.delegations}>
      <Section title={says.newDelegation}>
        <Arrange />
      </Section>
      <Arranged />
    </Frame>
  );
}

const PAGE = 50;
const EMPTY = { principal: '', deputy: '', role: '', agency: '', from: '', until: '', reason: '' };

function Arrange() {
  const says = useTexts(TEXTS);
  const users = useUsers();
  const [draft, setDraft] = useState(EMPTY);
  // What can be passed on is what the one who is away holds.
  const held = (users.find(({ id }) => id === draft.principal)?.roles ?? []).filter(
    ({ role, of }) => of === undefined && DELEGABLE_ROLES.some((each) => each === role),
  );
  const agencyName = useAgencyNames();
  const people = users.map(({ id, name }) => ({ value: id, label: `${name} (${id})` }));
  const arrange = useChange(
    () =>
      dataOf(
        api.POST('/v1/delegations', {
          params: { header: { 'Idempotency-Key': crypto.randomUUID() } },
          body: {
            principal: draft.principal,
            deputy: draft.deputy === '' ? null : draft.deputy,
            role: draft.role === '' ? null : draft.role,
            agency: draft.agency === '' ? null : draft.agency,
            from: instantOfLocal(draft.from) ?? '',
            until: instantOfLocal(draft.until) ?? '',
            reason: draft.reason,
          },
        }),
      ),
    ['delegations'],
    says.delegationDone,
  );
  const change = (part: Partial<typeof EMPTY>) => setDraft((before) => ({ ...before, ...part }));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        arrange.mutate(undefined, { onSuccess: () => setDraft(EMPTY) });
      }}
    >
      <Stack gap="sm">
        <Refusal error={arrange.error} />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Select
            label={says.principal}
            required
            searchable
            data={people}
            value={draft.principal || null}
            onChange={(principal) => change({ principal: principal ?? '', role: '', agency: '' })}
          />
          <Select
            label={says.deputy}
            description={says.deputyText}
            searchable
            clearable
            data={people}
            value={draft.deputy || null}
            onChange={(deputy) => change({ deputy: deputy ?? '' })}
          />
          <Select
            label={says.whichRole}
            placeholder={says.allRoles}
            clearable
            data={[...new Set(held.map(({ role }) => role))].map((role) => ({
              value: role,
              label: says.role[role],
            }))}
            value={draft.role || null}
            onChange={(role) => change({ role: role ?? '' })}
          />
          <Select
            label={says.whichAgency}
            placeholder={says.allAgencies}
            clearable
            data={[...new Set(held.flatMap(({ agency }) => (agency === null ? [] : [agency])))].map((id) => ({
              value: id,
              label: agencyName(id),
            }))}
            value={draft.agency || null}
            onChange={(agency) => change({ agency: agency ?? '' })}
          />
          <TextInput
            type="datetime-local"
            label={says.from}
            required
            value={draft.from}
            onChange={({ currentTarget: { value } }) => change({ from: value })}
          />
          <TextInput
            type="datetime-local"
            label={says.until}
            required
            value={draft.until}
            onChange={({ currentTarget: { value } }) => change({ until: value })}
          />
          <TextInput
            label={says.reason}
            required
            value={draft.reason}
            onChange={({ currentTarget: { value } }) => change({ reason: value })}
          />
        </SimpleGrid>
        <Group>
          <Button type="submit" loading={arrange.isPending}>
            {says.arrange}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Arranged() {
  const says = useTexts(TEXTS);
  const userName = useUserNames(true);
  const now = useNow();
  const agencyName = useAgencyNames();
  const query = useInfiniteQuery({
    queryKey: ['delegations'],
    queryFn: ({ pageParam }) =>
      dataOf(
        api.GET('/v1/delegations', {
          params: { query: { limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const revoke = useChange(
    (id: string) => dataOf(api.POST('/v1/delegations/{id}/revocation', { params: { path: { id } } })),
    ['delegations'],
    says.revoked,
  );
  return (
    <Shown query={query}>
      {() =>
        items.length === 0 ? (
          <Empty title={says.noDelegations} />
        ) : (
          <Stack gap="xs">
            <Refusal error={revoke.error} />
            <Stacked
              minWidth={620}
              head={[says.principal, says.deputy, says.period, says.reason, says.state]}
            >
              {items.map(({ id, principal, deputy, role, agency, from, until, reason, revokedAt }) => (
                <Table.Tr key={id}>
                  <Cell of={says.principal}>{userName(principal)}</Cell>
                  <Cell of={says.deputy}>
                    {deputy === null ? '—' : userName(deputy)}
                    {(role !== null || agency !== null) && (
                      <Text size="xs" c="dimmed">
                        {[
                          ...(role === null ? [] : [says.role[role as Role]]),
                          ...(agency === null ? [] : [agencyName(agency)]),
                        ].join(', ')}
                      </Text>
                    )}
                  </Cell>
                  <Cell of={says.period}>
                    <Moment at={from} /> – <Moment at={until} />
                  </Cell>
                  <Cell of={says.reason}>{reason}</Cell>
                  <Cell>
                    {revokedAt !== null || Date.parse(until) < now ? (
                      <Badge variant="default" tt="none">
                        {revokedAt === null ? says.over : says.revoked}
                      </Badge>
                    ) : (
                      <Button
                        size="compact-sm"
                        variant="default"
                        loading={revoke.isPending && revoke.variables === id}
                        aria-label={`${says.revoke}: ${userName(principal)}`}
                        onClick={() => revoke.mutate(id)}
                      >
                        {says.revoke}
                      </Button>
                    )}
                  </Cell>
                </Table.Tr>
              ))}
            </Stacked>
            <More query={query} />
            <Text size="xs" c="dimmed">
              {says.delegationText}
            </Text>
          </Stack>
        )
      }
    </Shown>
  );
}
