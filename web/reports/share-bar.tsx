const WIDTH = 64;
const HEIGHT = 8;

/** A share of a hundred; its figure stands beside it. */
export function ShareBar({ percent }: { percent: number | null }) {
  return (
    <svg width={WIDTH} height={HEIGHT} aria-hidden style={{ flexShrink: 0 }}>
      <rect width={WIDTH} height={HEIGHT} rx={2} fill="var(--mantine-color-default-border)" />
      <rect
        width={((percent ?? 0) / 100) * WIDTH}
        height={HEIGHT}
        rx={2}
        fill="var(--mantine-primary-color-filled)"
      />
    </svg>
  );
}
