import { Alert, Button, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconSearch, IconWorld, type TablerIcon } from '@tabler/icons-react';
import { Link, Navigate } from '@tanstack/react-router';
import { useLanguage, useTexts } from './language.tsx';
import { homeOf } from './places.ts';
import { signIn, useMe } from './session.ts';
import { TEXTS } from './welcome-texts.ts';

/** For whoever is not signed in. */
export default function Welcome() {
  const { says: all } = useLanguage();
  const says = useTexts(TEXTS);
  const { data: me } = useMe();
  const why = new URLSearchParams(location.search).get('refused');
  if (me) return <Navigate to={homeOf(me)} replace />;
  return (
    <Stack gap="lg" maw={640} mx="auto" pt={{ base: 'sm', sm: '12vh' }} align="flex-start">
      <Title order={1} size="h2">
        {says.title}
      </Title>
      {why !== null && (
        <Alert color={why === 'cancelled' ? 'gray' : 'red'} variant="light" role="alert">
          {why === 'unknown' || why === 'cancelled' ? says.refused[why] : says.refused.failed}
        </Alert>
      )}
      <Text>{says.text}</Text>
      <Button size="md" onClick={() => signIn('/')}>
        {all.shell.signIn}
      </Button>
      <SimpleGrid cols={{ base: 1, sm: 2 }} w="100%">
        <Paper component="a" href="/track" withBorder p="md" c="inherit" td="none">
          <Without icon={IconSearch} name={all.places.track} text={says.track} />
        </Paper>
        <Paper
          renderRoot={(props) => <Link {...props} to="/published" />}
          withBorder
          p="md"
          c="inherit"
          td="none"
        >
          <Without icon={IconWorld} name={all.places.published} text={says.published} />
        </Paper>
      </SimpleGrid>
    </Stack>
  );
}

/** What needs no account. */
function Without({ icon: Icon, name, text }: { icon: TablerIcon; name: string; text: string }) {
  return (
    <Stack gap={4}>
      <Icon size={22} aria-hidden />
      <Text fw={600}>{name}</Text>
      <Text size="sm" c="dimmed">
        {text}
      </Text>
    </Stack>
  );
}
