import { Stack, Title } from '@mantine/core';
import { useState } from 'react';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { holds, useMe } from '../shell/session.ts';
import { Filed } from './filed.tsx';
import type { Filed as FiledCase } from './filing.ts';
import { FilingForm } from './filing-form.tsx';
import { ProcedureFinder } from './procedure-finder.tsx';
import { Queue } from './queue.tsx';
import { TEXTS } from './texts.ts';

/** Filing at the counter: the procedure found by words, then one page until the code is there. */
export default function Counter() {
  const says = useTexts(TEXTS);
  const { says: all } = useLanguage();
  const { data: me } = useMe();
  const [procedure, setProcedure] = useState<string | null>(null);
  const [filed, setFiled] = useState<FiledCase | null>(null);
  const counter = me?.roles.find(({ role }) => role === 'receptionist')?.agency;
  const again = () => {
    setFiled(null);
    setProcedure(null);
  };
  return (
    <Stack gap="lg" maw={860}>
      <Title order={1} size="h3">
        {holds(me, 'receptionist') ? says.title : all.places.file}
      </Title>
      {counter && <Queue agency={counter} />}
      {filed !== null ? (
        <Filed filed={filed} onNext={again} />
      ) : procedure === null ? (
        <ProcedureFinder onFound={setProcedure} />
      ) : (
        <FilingForm key={procedure} code={procedure} onOther={again} onFiled={setFiled} />
      )}
    </Stack>
  );
}
