import { Button, type ButtonProps } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';

interface Props extends ButtonProps {
  readonly icon: Icon;
  readonly label: string;
  onClick(): void;
}

/** Beside the code of a case: on a telephone its picture alone, so that they stand in one line. */
export function HeadingButton({ icon: Picture, label, onClick, ...rest }: Props) {
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      className="no-print"
      aria-label={label}
      title={label}
      onClick={onClick}
      {...rest}
    >
      <Picture size={16} aria-hidden />
      <span className="heading-content">{label}</span>
    </Button>
  );
}
