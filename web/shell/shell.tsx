import {
  ActionIcon,
  Alert,
  AppShell,
  Avatar,
  Box,
  Burger,
  Button,
  Group,
  Menu,
  NavLink,
  ScrollArea,
  SegmentedControl,
  Stack,
  Text,
  useMantineColorScheme,
} from '@mantine/core';
import { useDisclosure, useHotkeys, useNetwork } from '@mantine/hooks';
import {
  IconBell,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconSearch,
  IconSun,
  IconSunMoon,
} from '@tabler/icons-react';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useLanguage } from './language.tsx';
import { type Connection, useLive } from './live.ts';
import { placesOf } from './places.ts';
import { holds, signIn, signOut, useMe } from './session.ts';

const Palette = lazy(() => import('./palette.tsx'));

export function Shell() {
  const { says, language } = useLanguage();
  const { data: me } = useMe();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const { pathname } = useLocation();
  const [hasPalette, setPalette] = useState(false);
  // Loaded when somebody wants it for the first time; it opens itself then.
  const openPalette = () => {
    if (hasPalette) void import('@mantine/spotlight').then(({ spotlight }) => spotlight.open());
    else setPalette(true);
  };
  useHotkeys([['mod+K', openPalette]], []);
  const connection = useLive(me !== null && me !== undefined);
  const isInTheField = holds(me, 'field-team');
  useEffect(() => {
    // What was done without a network is sent from whatever room is open.
    if (isInTheField) void import('../field/queue.ts').then(({ watch }) => watch());
  }, [isInTheField]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes the menu
  useEffect(close, [pathname]);
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={{ base: 'sm', sm: 'lg' }}
    >
      <a className="skip" href="#content">
        {says.shell.toContent}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={says.shell.menu} />
            <Box component="img" src="/icon.svg" alt="" w={28} h={28} />
            <Text size="lg" fw={650} style={{ whiteSpace: 'nowrap' }}>
              {says.shell.name}
            </Text>
          </Group>
          <Group gap="xs" wrap="nowrap">
            {me && (
              <>
                <Button
                  visibleFrom="sm"
                  variant="default"
                  size="xs"
                  leftSection={<IconSearch size={16} aria-hidden />}
                  rightSection={
                    <Text span size="xs" c="dimmed">
                      Ctrl K
                    </Text>
                  }
                  onClick={openPalette}
                >
                  {says.shell.search}
                </Button>
                <ActionIcon
                  hiddenFrom="sm"
                  variant="subtle"
                  size="lg"
                  aria-label={says.shell.search}
                  onClick={openPalette}
                >
                  <IconSearch size={20} aria-hidden />
                </ActionIcon>
              </>
            )}
            <Choices connection={connection} />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={says.shell.menu}>
        <AppShell.Section grow component={ScrollArea}>
          {placesOf(me).map(({ name, to, icon: Icon }) => (
            <NavLink
              key={to}
              className="place"
              component={Link}
              to={to}
              label={says.places[name]}
              leftSection={<Icon size={20} aria-hidden />}
              active={pathname.startsWith(to)}
              {...(pathname.startsWith(to) ? { 'aria-current': 'page' as const } : {})}
            />
          ))}
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id="content" lang={language}>
        <OfflineNotice connection={connection} />
        <Outlet />
      </AppShell.Main>
      {me && hasPalette && (
        <Suspense>
          <Palette me={me} />
        </Suspense>
      )}
    </AppShell>
  );
}

function OfflineNotice({ connection }: { connection: Connection }) {
  const { says } = useLanguage();
  const { online } = useNetwork();
  if (online && connection !== 'offline') return null;
  return (
    <Alert color="orange" variant="light" mb="md" role="status">
      {says.shell.offline}
    </Alert>
  );
}

function Choices({ connection }: { connection: Connection }) {
  const { says, language, choose } = useLanguage();
  const { data: me } = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Button
        variant="subtle"
        size="xs"
        px={6}
        leftSection={<IconLanguage size={18} aria-hidden />}
        onClick={() => choose(language === 'vi' ? 'en' : 'vi')}
        lang={language === 'vi' ? 'en' : 'vi'}
        aria-label={language === 'vi' ? 'EN, English' : 'VI, Tiếng Việt'}
      >
        {language === 'vi' ? 'EN' : 'VI'}
      </Button>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <ActionIcon variant="subtle" size="lg" aria-label={me ? undefined : says.shell.theme}>
            {me ? (
              <Avatar name={me.name} color="jade" variant="filled" size={30} alt={me.name} />
            ) : (
              <IconSunMoon aria-hidden />
            )}
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {me && (
            <Stack gap={0} px="sm" py={4}>
              <Text fw={600}>{me.name}</Text>
              <Text size="xs" c="dimmed">
                {me.id} {connection === 'live' ? `· ${says.shell.live}` : ''}
              </Text>
            </Stack>
          )}
          <Menu.Label>{says.shell.theme}</Menu.Label>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label={says.shell.theme}
            value={colorScheme}
            onChange={(value) => setColorScheme(value as 'light' | 'dark' | 'auto')}
            data={[
              { value: 'light', label: <IconSun size={16} aria-label={says.shell.light} /> },
              { value: 'dark', label: <IconMoon size={16} aria-label={says.shell.dark} /> },
              { value: 'auto', label: <IconSunMoon size={16} aria-label={says.shell.auto} /> },
            ]}
          />
          {me && (
            <Menu.Item component={Link} to="/preferences" leftSection={<IconBell size={16} aria-hidden />}>
              {says.shell.preferences}
            </Menu.Item>
          )}
          {me && (
            <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
              {says.shell.signOut}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {me === null && (
        <Button size="xs" onClick={() => signIn()}>
          {says.shell.signIn}
        </Button>
      )}
    </>
  );
}
