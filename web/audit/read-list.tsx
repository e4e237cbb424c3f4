import { Stack, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useUserNames } from '../shell/directory.ts';
import { useTexts } from '../shell/language.tsx';
import { More } from '../shell/more.tsx';
import { Cell, Stacked } from '../shell/stacked.tsx';
import { Empty, Shown } from '../shell/states.tsx';
import { Moment } from '../shell/time.tsx';
import { useReads } from './data.ts';
import type { ReadFilters } from './filters.ts';
import { TEXTS } from './texts.ts';

/** Of one case, or of all. */
export function ReadList({ filters, code }: { filters: ReadFilters; code?: string }) {
  const says = useTexts(TEXTS);
  const nameOf = useUserNames(true);
  const query = useReads(filters, code);
  const reads = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Stack gap="md">
      <Shown query={query}>
        {() =>
          reads.length === 0 ? (
            <Empty title={says.noReads}>{says.noReadsText}</Empty>
          ) : (
            <Stacked
              minWidth={480}
              head={[says.firstAt, says.reader, ...(code === undefined ? [says.case] : []), says.looked]}
            >
              {reads.map(({ at, user, what, ...read }) => (
                <Table.Tr key={`${at} ${user} ${read.case.id} ${what}`}>
                  <Cell of={says.firstAt}>
                    <Text size="sm">
                      <Moment at={at} />
                    </Text>
                  </Cell>
                  <Cell>
                    <Text size="sm">{nameOf(user)}</Text>
                  </Cell>
                  {code === undefined && (
                    <Cell>
                      <Link
                        to="/audit/cases/$code"
                        params={{ code: read.case.code }}
                        search={{ view: 'reads' }}
                        className="strong-link"
                      >
                        {read.case.code}
                      </Link>
                    </Cell>
                  )}
                  <Cell of={says.looked}>
                    <Text size="sm">{says.looks[what]}</Text>
                  </Cell>
                </Table.Tr>
              ))}
            </Stacked>
          )
        }
      </Shown>
      <More query={query} />
    </Stack>
  );
}
