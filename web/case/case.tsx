import { Badge, Button, CopyButton, Grid, Group, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconCopy, IconPrinter, IconShieldSearch } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { holds, useMe } from '../shell/session.ts';
import { Shown } from '../shell/states.tsx';
import { TimeLeft } from '../shell/time.tsx';
import { UrgencyMark } from '../shell/urgency.tsx';
import { Actions } from './actions.tsx';
import { Clocks } from './clocks.tsx';
import { type Case, useCase } from './data.ts';
import { Documents, GeneratedDocuments } from './documents.tsx';
import { Facts } from './facts.tsx';
import { Fee } from './fee.tsx';
import { HeadingButton } from './heading-button.tsx';
import { Reported } from './notified.tsx';
import { Shipments } from './shipments.tsx';
import { TEXTS } from './texts.ts';
import { Timeline } from './timeline.tsx';
import { Viewers } from './viewers.tsx';
import { Watch } from './watch.tsx';
import { Way } from './way.tsx';

export default function CasePage() {
  const { code } = useParams({ from: '/cases/$code' });
  return <Shown query={useCase(code)}>{(shown) => <CaseShown shown={shown} />}</Shown>;
}

function CaseShown({ shown }: { shown: Case }) {
  return (
    <Stack gap="lg">
      <Heading shown={shown} />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack gap="lg">
            <Actions shown={shown} />
            <Way shown={shown} />
            <Facts shown={shown} />
            <Fee shown={shown} />
            <Documents shown={shown} />
            <GeneratedDocuments shown={shown} />
            <Shipments shown={shown} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack gap="lg">
            <Clocks shown={shown} />
            <Timeline shown={shown} />
            <Reported shown={shown} />
          </Stack>
        </Grid.Col>
      </Grid>
    </Stack>
  );
}

function Heading({ shown }: { shown: Case }) {
  const says = useTexts(TEXTS);
  const { says: all } = useLanguage();
  const { data: me } = useMe();
  const { code, procedure, status, statusText, urgency, kind, dueAt, phase, closedAt } = shown;
  // What was decided and only waits to be handed over is late no more.
  const isRunning = closedAt === null && status !== 'decided' && status !== 'delivered';
  return (
    <Stack gap={4}>
      <Text size="sm" c="dimmed">
        {all.kinds[kind]} · {procedure.name}
      </Text>
      <Group gap={4}>
        <Title order={1} size="h2">
          {code}
        </Title>
        <Group gap={0} wrap="nowrap">
          <CopyButton value={code}>
            {({ copied, copy }) => (
              <HeadingButton
                icon={copied ? IconCheck : IconCopy}
                label={copied ? says.copied : says.copyCode}
                onClick={copy}
              />
            )}
          </CopyButton>
          <HeadingButton icon={IconPrinter} label={says.print} onClick={() => window.print()} />
          <Watch shown={shown} />
          {holds(me, 'auditor', 'administrator') && (
            <Button
              component={Link}
              to={`/audit/cases/${code}`}
              size="compact-sm"
              variant="subtle"
              className="no-print"
              aria-label={says.audit}
              title={says.audit}
            >
              <IconShieldSearch size={16} aria-hidden />
              <span className="heading-content">{says.audit}</span>
            </Button>
          )}
        </Group>
      </Group>
      <Group gap="xs">
        <Badge size="lg" tt="none" variant="light">
          {statusText}
        </Badge>
        <UrgencyMark urgency={urgency} size="lg" />
        {isRunning && <TimeLeft dueAt={dueAt} phase={phase} isToCome={status === 'filed'} />}
        <Viewers code={code} />
      </Group>
    </Stack>
  );
}
