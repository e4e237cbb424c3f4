import { Alert, Anchor, Button, Stack, Text, Title } from '@mantine/core';
import { Link, Navigate } from '@tanstack/react-router';
import { useLanguage } from './language.tsx';
import { homeOf } from './places.ts';
import { signIn, useMe } from './session.ts';

/** For whoever is not signed in. */
export default function Welcome() {
  const { says } = useLanguage();
  const { data: me } = useMe();
  const why = new URLSearchParams(location.search).get('refused');
  if (me) return <Navigate to={homeOf(me)} replace />;
  return (
    <Stack gap="md" maw={520} align="flex-start">
      <Title order={1} size="h3">
        {says.shell.welcome}
      </Title>
      {why !== null && (
        <Alert color={why === 'cancelled' ? 'gray' : 'red'} variant="light" role="alert">
          {why === 'unknown' || why === 'cancelled' ? says.shell.refused[why] : says.shell.refused.failed}
        </Alert>
      )}
      <Text>{says.shell.welcomeWords}</Text>
      <Button onClick={() => signIn('/')}>{says.shell.signIn}</Button>
      <Anchor href="/track">{says.places.track}</Anchor>
      <Anchor renderRoot={(props) => <Link {...props} to="/published" />}>{says.places.published}</Anchor>
    </Stack>
  );
}
