import { Button, Timeline as Line, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useUserNames } from '../shell/directory.ts';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { usePrinting } from '../shell/printing.ts';
import { isOutsider, useMe } from '../shell/session.ts';
import { Shown } from '../shell/states.tsx';
import { Moment } from '../shell/time.tsx';
import { fill } from '../texts/index.ts';
import { type Case, useHistory } from './data.ts';
import { ENGINE, mentionedIn, saidIn } from './event-text-hook.ts';
import { Section } from './section.tsx';
import { TEXTS } from './texts.ts';

const FEW = 8;

/** What happened, in plain words, the newest first. */
export function Timeline({ shown }: { shown: Case }) {
  const says = useTexts(TEXTS);
  const { shell: all } = useLanguage().says;
  const [isRequested, setRequested] = useState(false);
  const isWhole = usePrinting() || isRequested;
  const { data: me } = useMe();
  const isOutside = isOutsider(me);
  const nameOf = useUserNames(true);
  const userName = (id: string) => (id === ENGINE ? says.engine : nameOf(id));
  return (
    <Section title={says.timeline}>
      <Shown query={useHistory(shown.code)}>
        {(events) => {
          const newest = [...events].reverse();
          const seen = isWhole ? newest : newest.slice(0, FEW);
          return (
            <Stack gap="sm">
              <Line bulletSize={14} lineWidth={2} active={seen.length}>
                {seen.map(({ seq, text, at, by, behalf, content, data }) => (
                  <Line.Item key={seq} title={<Text size="sm">{text}</Text>}>
                    {saidIn(content).map((said) => (
                      <Text key={said} size="sm" style={{ whiteSpace: 'pre-wrap' }}>
                        {said}
                      </Text>
                    ))}
                    {mentionedIn(data).length > 0 && (
                      <Text size="sm">
                        {says.mentioned}: {mentionedIn(data).map(userName).join(', ')}
                      </Text>
                    )}
                    <Text size="xs" c="dimmed">
                      <Moment at={at} />
                      {by !== null && ` · ${userName(by)}`}
                      {by === null && isOutside && ` · ${all.officer}`}
                      {behalf !== null && ` (${userName(behalf)})`}
                    </Text>
                  </Line.Item>
                ))}
              </Line>
              {!isWhole && events.length > FEW && (
                <Button variant="subtle" size="compact-sm" onClick={() => setRequested(true)}>
                  {fill(says.showAll, { count: events.length })}
                </Button>
              )}
            </Stack>
          );
        }}
      </Shown>
    </Section>
  );
}
