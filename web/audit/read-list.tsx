import { Stack, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useUserNames } from '../shell/directory.ts';
import { useWords } from '../shell/language.tsx';
import { More } from '../shell/more.tsx';
import { Empty, Shown } from '../shell/states.tsx';
import { Moment } from '../shell/time.tsx';
import { useReads } from './data.ts';
import type { ReadFilters } from './filters.ts';
import { TEXTS } from './texts.ts';

/** Of one case, or of all. */
export function ReadList({ filters, code }: { filters: ReadFilters; code?: string }) {
  const says = useWords(TEXTS);
  const nameOf = useUserNames(true);
  const query = useReads(filters, code);
  const reads = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Stack gap="md">
      <Shown query={query}>
        {() =>
          reads.length === 0 ? (
            <Empty title={says.noReads}>{says.noReadsWords}</Empty>
          ) : (
            <Table.ScrollContainer minWidth={480}>
              <Table verticalSpacing="xs">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{says.firstAt}</Table.Th>
                    <Table.Th>{says.reader}</Table.Th>
                    {code === undefined && <Table.Th>{says.case}</Table.Th>}
                    <Table.Th>{says.looked}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {reads.map(({ at, user, what, ...read }) => (
                    <Table.Tr key={`${at} ${user} ${read.case.id} ${what}`}>
                      <Table.Td>
                        <Text size="sm">
                          <Moment at={at} />
                        </Text>
                      </Table.Td>
                      <Table.Td>
                        <Text size="sm">{nameOf(user)}</Text>
                      </Table.Td>
                      {code === undefined && (
                        <Table.Td>
                          <Link
                            to="/audit/cases/$code"
                            params={{ code: read.case.code }}
                            search={{ view: 'reads' }}
                            className="strong-link"
                          >
                            {read.case.code}
                          </Link>
                        </Table.Td>
                      )}
                      <Table.Td>
                        <Text size="sm">{says.looks[what]}</Text>
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )
        }
      </Shown>
      <More query={query} />
    </Stack>
  );
}
