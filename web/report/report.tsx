import { NavLink, Stack, Title } from '@mantine/core';
import { useState } from 'react';
import { useCategories } from '../complaints/data.ts';
import { Filed } from '../counter/filed.tsx';
import type { Filed as FiledCase } from '../counter/filing.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { useMe } from '../shell/session.ts';
import { Shown } from '../shell/states.tsx';
import { ReportForm } from './report-form.tsx';
import { channelOf } from './reporting.ts';
import { TEXTS } from './texts.ts';

/** Telling what is wrong in the street: what it is about, then one page. */
export default function Report() {
  const says = useTexts(TEXTS);
  const [category, setCategory] = useState<string | null>(null);
  const [filed, setFiled] = useState<FiledCase | null>(null);
  const again = () => {
    setFiled(null);
    setCategory(null);
  };
  return (
    <Stack gap="lg" maw={760}>
      <Title order={1} size="h3">
        {says.title}
      </Title>
      {filed !== null ? (
        <Filed filed={filed} onNext={again} />
      ) : category === null ? (
        <Categories onChoose={setCategory} />
      ) : (
        <ReportForm key={category} code={category} onOther={again} onFiled={setFiled} />
      )}
    </Stack>
  );
}

function Categories({ onChoose }: { onChoose: (code: string) => void }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const { data: me } = useMe();
  return (
    <Stack gap="xs" component="section" aria-label={says.choose}>
      <Title order={2} size="h4">
        {says.choose}
      </Title>
      <Shown query={useCategories()}>
        {(all) =>
          [...all]
            .filter(({ channels }) => channels.includes(channelOf(me)))
            .sort((a, b) => a.name.localeCompare(b.name, language))
            .map(({ code, name, description }) => (
              <NavLink
                key={code}
                component="button"
                label={name}
                description={description}
                onClick={() => onChoose(code)}
              />
            ))
        }
      </Shown>
    </Stack>
  );
}
