import { Button, FileButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconCamera } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTexts } from '../shell/language.tsx';
import { Loading } from '../shell/states.tsx';
import { Window } from '../shell/window.tsx';
import { TEXTS } from './texts.ts';

const Camera = lazy(() => import('./camera.tsx'));

interface Props {
  /** What the picture is of. */
  readonly of: string;
  readonly loading: boolean;
  onTaken(file: File): void;
}

/** A telephone takes pictures by itself; at a desk there may be a camera over the table. */
export function PictureButton({ of, loading, onTaken }: Props) {
  const says = useTexts(TEXTS);
  const isTouched = useMediaQuery('(pointer: coarse)');
  const [isOpen, setOpen] = useState(false);
  const look = {
    variant: 'default',
    size: 'xs',
    loading,
    leftSection: <IconCamera size={16} aria-hidden />,
    'aria-label': `${says.picture}: ${of}`,
  } as const;
  if (isTouched === true)
    return (
      <FileButton
        onChange={(file) => file !== null && onTaken(file)}
        accept="image/jpeg,image/png"
        capture="environment"
      >
        {(props) => (
          <Button {...props} {...look}>
            {says.picture}
          </Button>
        )}
      </FileButton>
    );
  if (!navigator.mediaDevices) return null;
  return (
    <>
      <Button {...look} onClick={() => setOpen(true)}>
        {says.picture}
      </Button>
      <Window opened={isOpen} onClose={() => setOpen(false)} title={`${says.camera}: ${of}`} size="lg">
        <Suspense fallback={<Loading rows={3} />}>
          <Camera
            onTaken={(file) => {
              setOpen(false);
              onTaken(file);
            }}
          />
        </Suspense>
      </Window>
    </>
  );
}
