import {
  ActionIcon,
  Alert,
  AppShell,
  Avatar,
  Box,
  Burger,
  Button,
  Group,
  NavLink,
  Popover,
  ScrollArea,
  SegmentedControl,
  Stack,
  Text,
  useMantineColorScheme,
  VisuallyHidden,
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
import { holds, signIn, useMe } from './session.ts';
import { useSessionEnd, useSignOut } from './session-end.tsx';
import { SIZES, type TextSize, useTextSize } from './text-size.ts';
import { useTitle } from './title.ts';

const Palette = lazy(() => import('./palette.tsx'));

export function Shell() {
  const { says, language } = useLanguage();
  const { data: me } = useMe();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const { pathname } = useLocation();
  // A stranger has no rooms to choose from; of somebody who is still to be known they are about to come.
  const hasMenu = me !== null;
  const [hasPalette, setPalette] = useState(false);
  // Loaded when somebody wants it for the first time; it opens itself then.
  const openPalette = () => {
    if (hasPalette) void import('@mantine/spotlight').then(({ spotlight }) => spotlight.open());
    else setPalette(true);
  };
  useHotkeys([['mod+K', openPalette]], []);
  const connection = useLive(me !== null && me !== undefined);
  useTitle(says.shell.name);
  useSessionEnd(me);
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
      navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !isOpen, desktop: !hasMenu } }}
      padding={{ base: 'sm', sm: 'lg' }}
    >
      <a className="skip" href="#content">
        {says.shell.toContent}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap" miw={0}>
            {hasMenu && (
              <Burger
                opened={isOpen}
                onClick={toggle}
                hiddenFrom="sm"
                size="sm"
                aria-label={says.shell.menu}
              />
            )}
            <Box component="img" src="/icon.svg" alt="" w={28} h={28} />
            {/* On a telephone it makes way for what can be pressed. */}
            <Text size="lg" fw={650} truncate {...(hasMenu ? {} : { visibleFrom: 'xs' })}>
              {says.shell.name}
            </Text>
          </Group>
          <Group gap="xs" wrap="nowrap" flex="none">
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
  const [size, setSize] = useTextSize();
  const leave = useSignOut();
  const [isOpen, setOpen] = useState(false);
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
      <Popover position="bottom-end" width={260} trapFocus returnFocus opened={isOpen} onChange={setOpen}>
        <Popover.Target>
          <ActionIcon
            variant="subtle"
            size="lg"
            onClick={() => setOpen(!isOpen)}
            {...(me ? {} : { 'aria-label': says.shell.theme })}
          >
            {me ? (
              <>
                <Avatar name={me.name} color="jade" variant="filled" size={30} aria-hidden />
                <VisuallyHidden>{me.name}</VisuallyHidden>
              </>
            ) : (
              <IconSunMoon aria-hidden />
            )}
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown>
          <Stack gap="sm">
            {me && (
              <div>
                <Text fw={600}>{me.name}</Text>
                <Text size="xs" c="dimmed">
                  {me.id} {connection === 'live' ? `· ${says.shell.live}` : ''}
                </Text>
              </div>
            )}
            <div>
              <Text size="xs">{says.shell.theme}</Text>
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
            </div>
            <div>
              <Text size="xs">{says.shell.textSize}</Text>
              <SegmentedControl
                fullWidth
                size="xs"
                aria-label={says.shell.textSize}
                value={size}
                onChange={(value) => setSize(value as TextSize)}
                data={SIZES.map((each) => ({ value: each, label: says.shell.sizes[each] }))}
              />
            </div>
            {me && (
              <Button
                variant="default"
                leftSection={<IconBell size={16} aria-hidden />}
                renderRoot={(props) => <Link {...props} to="/preferences" />}
                onClick={() => setOpen(false)}
              >
                {says.shell.preferences}
              </Button>
            )}
            {me && (
              <Button variant="default" leftSection={<IconLogout size={16} aria-hidden />} onClick={leave}>
                {says.shell.signOut}
              </Button>
            )}
          </Stack>
        </Popover.Dropdown>
      </Popover>
      {me === null && (
        <Button size="xs" onClick={() => signIn()}>
          {says.shell.signIn}
        </Button>
      )}
    </>
  );
}
