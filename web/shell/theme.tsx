import { createTheme, type MantineColorsTuple, MantineProvider } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { useLanguage } from './language.tsx';

/** From the palest to the darkest; white text stands out from the seventh on (WCAG 2.2, 4.5 to 1). */
const JADE: MantineColorsTuple = [
  '#e8f8f2',
  '#d3efe4',
  '#a6dec8',
  '#75ccaa',
  '#4dbd91',
  '#33b381',
  '#178a60',
  '#0b6e4f',
  '#085a40',
  '#04442f',
];

const THEME = createTheme({
  primaryColor: 'jade',
  primaryShade: 7,
  colors: { jade: JADE },
  autoContrast: true,
  defaultRadius: 'md',
  fontFamily: 'system-ui, "Segoe UI", "Noto Sans", sans-serif',
  headings: { fontWeight: '650' },
  respectReducedMotion: true,
  focusRing: 'auto',
});

/** How the desk looks; what closes something has a name in the chosen language. */
export function Themed({ children }: { children: ReactNode }) {
  const { says } = useLanguage();
  const theme = useMemo(() => {
    const named = { defaultProps: { closeButtonProps: { 'aria-label': says.shell.close } } };
    return { ...THEME, components: { Notification: named, Modal: named, Drawer: named } };
  }, [says]);
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      {children}
    </MantineProvider>
  );
}
