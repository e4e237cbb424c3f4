import { expect, test } from 'vitest';
import { treeOf } from './tree.ts';

const office = (id: string, parent: string | null = null) => ({ id, parent });
const drawn = (...offices: readonly ReturnType<typeof office>[]) =>
  treeOf(offices).map(({ agency, depth }) => `${'.'.repeat(depth)}${agency.id}`);

test('each office stands below the one that it belongs to, in the order in which they came', () => {
  expect(
    drawn(
      office('north', 'province'),
      office('province'),
      office('team', 'north'),
      office('south', 'province'),
    ),
  ).toEqual(['province', '.north', '..team', '.south']);
});

test('one whose own office is not in the list stands at the top, and is not lost', () => {
  expect(drawn(office('team', 'hidden'), office('desk', 'team'))).toEqual(['team', '.desk']);
});

test('of none there is nothing', () => {
  expect(drawn()).toEqual([]);
});
