/** What the palette can do beside going somewhere. */
import { useMantineColorScheme } from '@mantine/core';
import {
  IconBookmark,
  IconFilePlus,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconSun,
  IconSunMoon,
  IconTextSize,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { placeOfKept } from '../inbox/filters.ts';
import { fill } from '../texts/index.ts';
import { api, dataOf } from './client.ts';
import { useLanguage } from './language.tsx';
import { placesOf } from './places.ts';
import type { Me } from './session.ts';
import { useSignOut } from './session-end.tsx';
import { SIZES, useTextSize } from './text-size.ts';

export interface Command {
  readonly id: string;
  readonly label: string;
  readonly icon: typeof IconSun;
  run(): void;
}

const LOOKS = [
  ['light', IconSun],
  ['dark', IconMoon],
  ['auto', IconSunMoon],
] as const;

export function useCommands(me: Me): readonly Command[] {
  const { says, language, choose } = useLanguage();
  const { setColorScheme } = useMantineColorScheme();
  const [size, setSize] = useTextSize();
  const leave = useSignOut();
  const navigate = useNavigate();
  const to = new Set(placesOf(me).map((place) => place.to));
  const { data: views = [] } = useQuery({
    queryKey: ['views'],
    queryFn: () => dataOf(api.GET('/v1/views')).then(({ items }) => items),
    enabled: to.has('/inbox'),
  });
  const filing = ['/counter', '/file'].find((each) => to.has(each));
  return [
    ...(filing === undefined
      ? []
      : [
          {
            id: 'file',
            label: says.shell.newDossier,
            icon: IconFilePlus,
            run: () => void navigate({ to: filing }),
          },
        ]),
    ...views.map(({ name, filters }) => ({
      id: `view ${name}`,
      label: fill(says.shell.view, { name }),
      icon: IconBookmark,
      run: () => void navigate({ to: '/inbox', ...placeOfKept(filters) }),
    })),
    {
      id: 'language',
      // In the language that it leads to, for whoever cannot read this one.
      label: language === 'vi' ? 'Switch to English' : 'Chuyển sang tiếng Việt',
      icon: IconLanguage,
      run: () => choose(language === 'vi' ? 'en' : 'vi'),
    },
    ...LOOKS.map(([look, icon]) => ({
      id: look,
      label: `${says.shell.theme}: ${says.shell[look]}`,
      icon,
      run: () => setColorScheme(look),
    })),
    ...SIZES.filter((each) => each !== size).map((each) => ({
      id: each,
      label: `${says.shell.textSize}: ${says.shell.sizes[each]}`,
      icon: IconTextSize,
      run: () => setSize(each),
    })),
    { id: 'sign-out', label: says.shell.signOut, icon: IconLogout, run: leave },
  ];
}
