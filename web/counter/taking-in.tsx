import { Alert, Button, Group, Loader, Text, TextInput } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { type Case, useAct, useDocuments } from '../case/data.ts';
import { Section } from '../case/section.tsx';
import { ApiProblem } from '../shell/client.ts';
import { money } from '../shell/format.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import { TEXTS } from './texts.ts';

/** What follows at the counter, one after the other, each ready under the hand: the fee, accepting, the receipt. */
export function TakingIn({ shown }: { shown: Case }) {
  const says = useTexts(TEXTS);
  const may = (name: string) => shown.actions.some((action) => action.name === name);
  return (
    <Section title={says.takingIn}>
      {may('pay') ? (
        <Paying shown={shown} />
      ) : may('accept') ? (
        <Accepting shown={shown} />
      ) : shown.acceptedAt !== null ? (
        <Receipt code={shown.code} />
      ) : (
        <Text>{shown.statusText}</Text>
      )}
    </Section>
  );
}

function Paying({ shown }: { shown: Case }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const [receipt, setReceipt] = useState('');
  const act = useAct(shown.code, shown.version);
  const field = useFocus<HTMLInputElement>();
  const amount = shown.fee?.amount ?? 0;
  const mayWait = shown.actions.some(({ name }) => name === 'accept');
  const [isLater, setLater] = useState(false);
  if (isLater) return <Accepting shown={shown} />;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate({ name: 'pay', input: { amount, receipt: receipt.trim() } });
      }}
    >
      <Group align="end">
        <TextInput
          ref={field}
          label={fill(says.receiptNumber, { amount: money(amount, language) })}
          required
          value={receipt}
          error={act.error instanceof ApiProblem ? act.error.errors[0]?.detail : undefined}
          onChange={({ currentTarget }) => setReceipt(currentTarget.value)}
        />
        <Button type="submit" loading={act.isPending}>
          {says.takeFee}
        </Button>
        {mayWait && (
          <Button variant="subtle" onClick={() => setLater(true)}>
            {says.payLater}
          </Button>
        )}
      </Group>
      <Refused error={act.error} />
    </form>
  );
}

function Accepting({ shown }: { shown: Case }) {
  const says = useTexts(TEXTS);
  const act = useAct(shown.code, shown.version);
  const button = useFocus<HTMLButtonElement>();
  return (
    <>
      <Group>
        <Button
          ref={button}
          loading={act.isPending}
          onClick={() => act.mutate({ name: 'accept', input: {} })}
        >
          {says.accept}
        </Button>
      </Group>
      <Refused error={act.error} />
    </>
  );
}

function Receipt({ code }: { code: string }) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const { data: documents } = useDocuments(code);
  const receipts = (documents ?? []).filter(({ form }) => form === 'receipt');
  const receipt = receipts.find((each) => each.language === language) ?? receipts[0];
  const link = useFocus<HTMLAnchorElement>(receipt !== undefined);
  if (receipt === undefined)
    return (
      <Group gap="xs" role="status">
        <Loader size="xs" aria-hidden />
        <Text size="sm">{says.receiptComes}</Text>
      </Group>
    );
  return (
    <Group>
      <Button
        component="a"
        ref={link}
        href={`/v1/generated-documents/${receipt.id}`}
        target="_blank"
        rel="noreferrer"
        leftSection={<IconPrinter size={16} aria-hidden />}
      >
        {says.printReceipt}
      </Button>
    </Group>
  );
}

function Refused({ error }: { error: Error | null }) {
  const { says: all } = useLanguage();
  if (error === null) return null;
  const isProblem = error instanceof ApiProblem;
  return (
    <Alert color="red" variant="light" role="alert" mt="sm">
      {isProblem ? error.message : all.shell.unreachableText}
    </Alert>
  );
}

/** The hand goes on where the last step ended. */
function useFocus<T extends HTMLElement>(isThere = true) {
  const place = useRef<T>(null);
  useEffect(() => {
    if (isThere) place.current?.focus();
  }, [isThere]);
  return place;
}
