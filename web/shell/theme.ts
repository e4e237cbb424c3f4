import { createTheme, type MantineColorsTuple } from '@mantine/core';

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

export const THEME = createTheme({
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
