/** A table that becomes a list on a telephone, where each cell bears the name of its column. */
import { Table, type TableTdProps } from '@mantine/core';
import type { ReactNode } from 'react';
import './stacked.css';

export type Column =
  | string
  | { readonly name: string; readonly width?: number | string; readonly isNumber?: true };

export function Stacked({
  head,
  minWidth,
  children,
}: {
  readonly head: readonly Column[];
  /** Below this a desk scrolls sideways. */
  readonly minWidth: number;
  readonly children: ReactNode;
}) {
  return (
    <Table.ScrollContainer minWidth={minWidth} className="stacked">
      <Table verticalSpacing="xs" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            {head.map((column) =>
              typeof column === 'string' ? (
                <Table.Th key={column}>{column}</Table.Th>
              ) : (
                <Table.Th
                  key={column.name}
                  {...(column.width === undefined ? {} : { w: column.width })}
                  {...(column.isNumber ? { ta: 'right' } : {})}
                >
                  {column.name}
                </Table.Th>
              ),
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** `of`: the column's name, where the cell does not speak for itself. */
export function Cell({ of, children, ...rest }: TableTdProps & { readonly of?: string }) {
  return (
    <Table.Td data-of={of} {...rest}>
      <div>{children}</div>
    </Table.Td>
  );
}
