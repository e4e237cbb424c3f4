import { Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { MessageFacts, SendAgain } from '../messages/message.tsx';
import { useTexts } from '../shell/language.tsx';
import { holds, useMe } from '../shell/session.ts';
import { Shown } from '../shell/states.tsx';
import { Moment } from '../shell/time.tsx';
import { type Case, useMessages } from './data.ts';
import { Section } from './section.tsx';
import { TEXTS } from './texts.ts';

/** What was said to people because of this case, and what became of it. */
export function Reported({ shown }: { shown: Case }) {
  const says = useTexts(TEXTS);
  const { data: me } = useMe();
  return (
    <Section title={says.notified}>
      <Shown query={useMessages(shown.code)} rows={2}>
        {(messages) =>
          messages.length === 0 ? (
            <Text c="dimmed">{says.notifiedNobody}</Text>
          ) : (
            messages.map((message) => (
              <Stack key={message.id} gap={2}>
                <Group justify="space-between" wrap="nowrap" gap="xs">
                  <Text size="sm">
                    {message.topicText} · {says.messageStatus[message.status]}
                  </Text>
                  <Text size="xs" c="dimmed">
                    <Moment at={message.createdAt} />
                  </Text>
                </Group>
                <MessageFacts message={message} />
                <Group>
                  <SendAgain message={message} />
                </Group>
              </Stack>
            ))
          )
        }
      </Shown>
      {holds(me, 'receptionist') && shown.channel !== 'online' && (
        <Link to="/preferences" search={{ case: shown.code }} className="plain-link no-print">
          {says.wishes}
        </Link>
      )}
    </Section>
  );
}
