/** How large the words are: everything on a page is measured by them. Kept at this device. */
import { useState } from 'react';

export const SIZES = ['normal', 'large', 'largest'] as const;
export type TextSize = (typeof SIZES)[number];

const KEPT = 'motcua.text-size';
const PERCENT: Readonly<Record<TextSize, number>> = { normal: 100, large: 118, largest: 140 };

const known = (): TextSize => SIZES.find((size) => size === localStorage.getItem(KEPT)) ?? 'normal';

function show(size: TextSize): void {
  document.documentElement.style.fontSize = size === 'normal' ? '' : `${PERCENT[size]}%`;
}

// Before anything is drawn, so that nothing jumps.
show(known());

export function useTextSize(): readonly [TextSize, (size: TextSize) => void] {
  const [size, setSize] = useState(known);
  return [
    size,
    (chosen) => {
      localStorage.setItem(KEPT, chosen);
      show(chosen);
      setSize(chosen);
    },
  ];
}
