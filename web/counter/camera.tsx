import { Alert, Button, Group, Stack } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../shell/language.tsx';
import { TEXTS } from './texts.ts';

interface Props {
  onTaken(file: File): void;
}

const QUALITY = 0.9;
/** Enough to read the small print of a sheet. */
const WANTED = { width: { ideal: 2_560 }, height: { ideal: 1_920 }, facingMode: 'environment' };

/** A document under the camera of the desk, without a program beside the browser. */
export default function Camera({ onTaken }: Props) {
  const says = useTexts(TEXTS);
  const seen = useRef<HTMLVideoElement>(null);
  const [isReady, setReady] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    let stream: MediaStream | null = null;
    let isGone = false;
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    navigator.mediaDevices.getUserMedia({ video: WANTED }).then(
      (opened) => {
        stream = opened;
        if (isGone) stop();
        else if (seen.current !== null) seen.current.srcObject = opened;
      },
      () => setFailed(true),
    );
    return () => {
      isGone = true;
      stop();
    };
  }, []);
  const shoot = () => {
    const video = seen.current;
    if (video === null) return;
    const canvas = document.createElement('canvas');
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    canvas.getContext('2d')?.drawImage(video, 0, 0);
    canvas.toBlob(
      (blob) => {
        const name = `anh-${new Date().toISOString().slice(0, 19).replaceAll(/\D/g, '')}.jpg`;
        if (blob !== null) onTaken(new File([blob], name, { type: 'image/jpeg' }));
      },
      'image/jpeg',
      QUALITY,
    );
  };
  if (hasFailed)
    return (
      <Alert color="red" variant="light" role="alert">
        {says.noCamera}
      </Alert>
    );
  return (
    <Stack gap="md">
      {/* A live picture has nothing to be read out. */}
      <video
        ref={seen}
        autoPlay
        playsInline
        muted
        aria-label={says.camera}
        onLoadedMetadata={() => setReady(true)}
        style={{ width: '100%', maxHeight: '60vh', background: '#000' }}
      />
      <Group>
        <Button onClick={shoot} disabled={!isReady} data-autofocus>
          {says.shoot}
        </Button>
      </Group>
    </Stack>
  );
}
