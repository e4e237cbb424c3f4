import { Badge, Checkbox, Group, Paper, Select, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { components } from '../api/schema.gen.ts';
import { CaseLink } from '../shell/case-link.tsx';
import { AgencyChooser } from '../shell/choosers.tsx';
import { api, dataOf } from '../shell/client.ts';
import { useAgencyNames } from '../shell/directory.ts';
import { DocumentButton } from '../shell/document-button.tsx';
import { dateTime } from '../shell/format.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { More } from '../shell/more.tsx';
import { holds, useMe } from '../shell/session.ts';
import { Empty, Shown } from '../shell/states.tsx';
import { fill } from '../texts/index.ts';
import { type PostFilters, queryOf, readPostFilters, VIEWS } from './filters.ts';
import { ShipmentFacts } from './shipment-facts.tsx';
import { TEXTS } from './texts.ts';

type Shipment = components['schemas']['ShipmentLine'];

/** What the post carries for the counters, and what is to be done about it. */
export default function Post() {
  const says = useTexts(TEXTS);
  const { says: all } = useLanguage();
  const { data: me } = useMe();
  const filters = useSearch({ from: '/shipments' });
  const navigate = useNavigate({ from: '/shipments' });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const parameters = { limit: 50, ...queryOf(filters) };
  const query = useInfiniteQuery({
    queryKey: ['shipments', parameters],
    queryFn: ({ pageParam }): Promise<{ items: Shipment[]; next: string | null }> =>
      dataOf(
        api.GET('/v1/shipments', {
          params: { query: { ...parameters, ...(pageParam === undefined ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const shipments = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const handed = shipments.filter(({ id, status }) => chosen.has(id) && status === 'created');
  const change = (part: { readonly [K in keyof PostFilters]?: PostFilters[K] | undefined }) => {
    setChosen(new Set());
    void navigate({
      search: (before: PostFilters) => readPostFilters({ ...before, ...part }),
      replace: true,
    });
  };
  return (
    <Stack gap="md">
      <Title order={1} size="h3">
        {all.places.post}
      </Title>
      <Group gap="sm" align="end">
        <Select
          label={says.which}
          w={{ base: '100%', xs: 240 }}
          allowDeselect={false}
          value={filters.view}
          onChange={(view) => view !== null && change({ view: view as PostFilters['view'] })}
          data={VIEWS.map((view) => ({ value: view, label: says.views[view] }))}
        />
        {holds(me, 'province-office') && (
          <AgencyChooser
            label={says.counter}
            value={filters.counter}
            onChange={(counter) => change({ counter })}
          />
        )}
      </Group>
      {handed.length > 0 && <Handover shipments={handed} />}
      <Shown query={query}>
        {() =>
          shipments.length === 0 ? (
            <Empty title={says.nothing}>{says.nothingText}</Empty>
          ) : (
            <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
              {shipments.map((shipment) => (
                <Row
                  key={shipment.id}
                  shipment={shipment}
                  isChosen={chosen.has(shipment.id)}
                  onChoose={() =>
                    setChosen((before) => {
                      const after = new Set(before);
                      if (!after.delete(shipment.id)) after.add(shipment.id);
                      return after;
                    })
                  }
                />
              ))}
            </Stack>
          )
        }
      </Shown>
      <More query={query} />
    </Stack>
  );
}

function Row({
  shipment,
  isChosen,
  onChoose,
}: {
  readonly shipment: Shipment;
  readonly isChosen: boolean;
  onChoose(): void;
}) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const agencyName = useAgencyNames();
  const { id, code, tracking, status, statusText, directionText, counter, orderedAt } = shipment;
  return (
    <Paper withBorder p="sm" component="li">
      <Group gap="sm" wrap="nowrap" align="start">
        {status === 'created' && (
          <Checkbox aria-label={fill(says.choose, { code })} checked={isChosen} onChange={onChoose} mt={2} />
        )}
        <Stack gap={4} flex={1} miw={0}>
          <Group gap="xs">
            <CaseLink code={code} />
            {tracking !== null && <Text size="sm">{tracking}</Text>}
            <Badge variant="light" tt="none">
              {statusText}
            </Badge>
          </Group>
          <Text size="sm" c="dimmed">
            {[
              directionText,
              agencyName(counter),
              orderedAt !== null && fill(says.ordered, { when: dateTime(orderedAt, language) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
          <ShipmentFacts shipment={shipment} />
          {status === 'created' && (
            <DocumentButton
              size="compact-sm"
              label={says.label}
              wanted={{ form: 'delivery-label', case: shipment.case, shipment: id, language: 'vi' }}
            />
          )}
        </Stack>
      </Group>
    </Paper>
  );
}

/** What goes with the postman together. */
function Handover({ shipments }: { readonly shipments: readonly Shipment[] }) {
  const says = useTexts(TEXTS);
  const counters = [...new Set(shipments.map(({ counter }) => counter))];
  const [from = ''] = counters;
  const cases = [...new Set(shipments.map((shipment) => shipment.case))];
  return (
    <Group gap="sm">
      <DocumentButton
        key={cases.join()}
        label={fill(says.handover, { count: shipments.length })}
        wanted={
          counters.length === 1 ? { form: 'handover-list', from, to: null, cases, language: 'vi' } : null
        }
      />
      {counters.length > 1 && <Text size="sm">{says.oneCounter}</Text>}
    </Group>
  );
}
