import { Button, CloseButton, Drawer, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Actions } from '../case/actions.tsx';
import { useCase } from '../case/data.ts';
import { Documents } from '../case/documents.tsx';
import { Facts } from '../case/facts.tsx';
import { useTexts } from '../shell/language.tsx';
import { Shown } from '../shell/states.tsx';
import { TimeLeft } from '../shell/time.tsx';
import { Duplicates } from './duplicates.tsx';
import { TEXTS } from './texts.ts';

/** A complaint beside the map: what may be done with it, without leaving the others. */
export function Panel({ code, onClose }: { code: string; onClose: () => void }) {
  const says = useTexts(TEXTS);
  const query = useCase(code);
  return (
    <Drawer.Root opened onClose={onClose} position="right" size="lg">
      <Drawer.Overlay backgroundOpacity={0.2} />
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title fw={650}>{query.data?.procedure.name ?? code}</Drawer.Title>
          <CloseButton onClick={onClose} aria-label={says.close} />
        </Drawer.Header>
        <Drawer.Body>
          <Shown query={query}>
            {(shown) => (
              <Stack gap="md">
                <Group justify="space-between">
                  <Text size="sm">
                    {shown.code} · {shown.statusText}
                  </Text>
                  {shown.closedAt === null && (
                    <TimeLeft dueAt={shown.dueAt} phase={shown.phase} isToCome={shown.status === 'filed'} />
                  )}
                </Group>
                <Actions shown={shown} />
                <Facts shown={shown} />
                <Documents shown={shown} />
                <Duplicates shown={shown} />
                <Button
                  variant="default"
                  renderRoot={(props) => <Link {...props} to="/cases/$code" params={{ code: shown.code }} />}
                >
                  {says.open}
                </Button>
              </Stack>
            )}
          </Shown>
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
