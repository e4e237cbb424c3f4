/** Bars of months, on time below and late on top; the second is hatched, so that colour is not the only sign. */
import { Group, Text } from '@mantine/core';
import { useId } from 'react';
import { niceMost } from './figures.ts';

const WIDTH = 720;
const HEIGHT = 200;
const LEFT = 44;
const BOTTOM = 24;
const TOP = 12;
const GRID = 4;

interface Props {
  readonly label: string;
  readonly series: readonly [string, string];
  readonly months: readonly { readonly month: string; readonly values: readonly [number, number] }[];
}

export function MonthChart({ label, series, months }: Props) {
  const hatch = `hatch-${useId().replaceAll(':', '')}`;
  const most = niceMost(Math.max(1, ...months.map(({ values: [low, high] }) => low + high)), GRID);
  const slot = (WIDTH - LEFT) / months.length;
  const bar = slot * 0.6;
  const height = (value: number) => (value / most) * (HEIGHT - TOP - BOTTOM);
  const floor = HEIGHT - BOTTOM;
  const lines = Array.from({ length: GRID + 1 }, (_, n) => (most / GRID) * n);
  return (
    <div>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} width="100%">
        <defs>
          <pattern
            id={hatch}
            width={6}
            height={6}
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width={6} height={6} fill="var(--mantine-color-orange-filled)" />
            <rect width={2} height={6} fill="var(--mantine-color-body)" />
          </pattern>
        </defs>
        {lines.map((value) => (
          <g key={value}>
            <line
              x1={LEFT}
              x2={WIDTH}
              y1={floor - height(value)}
              y2={floor - height(value)}
              stroke="var(--mantine-color-default-border)"
            />
            <text
              x={LEFT - 6}
              y={floor - height(value) + 4}
              textAnchor="end"
              fontSize={11}
              fill="currentColor"
            >
              {value}
            </text>
          </g>
        ))}
        {months.map(({ month, values: [low, high] }, n) => {
          const x = LEFT + slot * n + (slot - bar) / 2;
          return (
            <g key={month}>
              <rect
                x={x}
                width={bar}
                y={floor - height(low)}
                height={height(low)}
                fill="var(--mantine-primary-color-filled)"
              />
              <rect
                x={x}
                width={bar}
                y={floor - height(low + high)}
                height={height(high)}
                fill={`url(#${hatch})`}
              />
              <text x={x + bar / 2} y={HEIGHT - 8} textAnchor="middle" fontSize={11} fill="currentColor">
                {`${month.slice(5)}/${month.slice(2, 4)}`}
              </text>
            </g>
          );
        })}
      </svg>
      <Group gap="md" aria-hidden>
        {series.map((name, n) => (
          <Group key={name} gap={6}>
            <svg width={14} height={14} aria-hidden>
              <rect
                width={14}
                height={14}
                fill={n === 0 ? 'var(--mantine-primary-color-filled)' : `url(#${hatch})`}
              />
            </svg>
            <Text size="sm">{name}</Text>
          </Group>
        ))}
      </Group>
    </div>
  );
}
