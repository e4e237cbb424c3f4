import {
  Badge,
  Button,
  Group,
  NavLink,
  SegmentedControl,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Language } from '../../domain/vocabulary/languages.ts';
import type { components } from '../api/schema.gen.ts';
import { Section } from '../case/section.tsx';
import { api, dataOf } from '../shell/client.ts';
import { useTexts } from '../shell/language.tsx';
import { Shown } from '../shell/states.tsx';
import { useChange } from './change.ts';
import { Frame, Refusal } from './frame.tsx';
import { TEXTS } from './texts.ts';

type Template = components['schemas']['MessageTemplate'];
type TemplateText = Template['texts'][number];

/** What citizens and officers are told, in the product's words or the province's own. */
export default function TemplatesPage() {
  const says = useTexts(TEXTS);
  const [topic, setTopic] = useState<Template['topic']>('accepted');
  const [language, setLanguage] = useState<Language>('vi');
  const query = useQuery({
    queryKey: ['templates'],
    queryFn: () => dataOf(api.GET('/v1/messages/templates')).then(({ items }) => items),
  });
  return (
    <Frame title={says.page.templates}>
      <Shown query={query}>
        {(templates) => {
          const template = templates.find((each) => each.topic === topic);
          const text = template?.texts.find((each) => each.language === language);
          return (
            <Group align="start" wrap="wrap" gap="lg">
              <Stack gap={0} w={{ base: '100%', sm: 260 }}>
                {templates.map((each) => (
                  <NavLink
                    key={each.topic}
                    component="button"
                    active={each.topic === topic}
                    label={each.name}
                    rightSection={
                      each.texts.some(({ own }) => own) && (
                        <Badge size="xs" tt="none">
                          {says.own}
                        </Badge>
                      )
                    }
                    onClick={() => setTopic(each.topic)}
                  />
                ))}
              </Stack>
              <Stack flex={1} miw={280} gap="md">
                <SegmentedControl
                  aria-label={says.languageOf}
                  w="fit-content"
                  value={language}
                  onChange={(chosen) => setLanguage(chosen === 'en' ? 'en' : 'vi')}
                  data={[
                    { value: 'vi', label: 'Tiếng Việt' },
                    { value: 'en', label: 'English' },
                  ]}
                />
                {template !== undefined && text !== undefined && (
                  <Edit key={`${topic} ${language} ${text.own}`} template={template} text={text} />
                )}
                <Preview topic={topic} language={language} />
              </Stack>
            </Group>
          );
        }}
      </Shown>
    </Frame>
  );
}

function Edit({ template: { topic, name, placeholders }, text }: { template: Template; text: TemplateText }) {
  const says = useTexts(TEXTS);
  const { language } = text;
  const [draft, setDraft] = useState({
    subject: text.subject,
    paragraphs: text.paragraphs.join('\n\n'),
    short: text.short,
  });
  const at = { params: { path: { topic } } };
  const save = useChange(
    () =>
      dataOf(
        api.PUT('/v1/messages/templates/{topic}', {
          ...at,
          body: {
            language,
            subject: draft.subject,
            short: draft.short,
            paragraphs: draft.paragraphs.split(/\n\s*\n/).filter((each) => each.trim() !== ''),
          },
        }),
      ),
    ['templates', 'template'],
    says.saved,
  );
  const back = useChange(
    () =>
      dataOf(
        api.DELETE('/v1/messages/templates/{topic}', {
          params: { path: { topic }, query: { language } },
        }),
      ),
    ['templates', 'template'],
    says.backDone,
  );
  return (
    <Section title={name}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(undefined);
        }}
      >
        <Stack gap="sm">
          <Refusal error={save.error ?? back.error} />
          <TextInput
            label={says.subject}
            required
            value={draft.subject}
            onChange={({ currentTarget: { value } }) => setDraft((before) => ({ ...before, subject: value }))}
          />
          <Textarea
            label={says.paragraphs}
            description={says.paragraphsHelp}
            required
            autosize
            minRows={4}
            value={draft.paragraphs}
            onChange={({ currentTarget: { value } }) =>
              setDraft((before) => ({ ...before, paragraphs: value }))
            }
          />
          <Textarea
            label={says.short}
            required
            autosize
            value={draft.short}
            onChange={({ currentTarget: { value } }) => setDraft((before) => ({ ...before, short: value }))}
          />
          <Text size="xs" c="dimmed">
            {says.placeholders}: {placeholders.map((each) => `{${each}}`).join(' ')}
          </Text>
          <Group>
            <Button type="submit" loading={save.isPending}>
              {says.save}
            </Button>
            {text.own && (
              <Button variant="default" loading={back.isPending} onClick={() => back.mutate(undefined)}>
                {says.back}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

function Preview({ topic, language }: { topic: Template['topic']; language: Language }) {
  const says = useTexts(TEXTS);
  const [form, setForm] = useState<'html' | 'text' | 'short'>('html');
  const query = useQuery({
    queryKey: ['template', topic, language],
    queryFn: () =>
      dataOf(
        api.GET('/v1/messages/templates/{topic}/preview', {
          params: { path: { topic }, query: { language } },
        }),
      ),
  });
  return (
    <Section title={says.preview}>
      <SegmentedControl
        aria-label={says.preview}
        w="fit-content"
        value={form}
        onChange={(chosen) => setForm(chosen as 'html')}
        data={[
          { value: 'html', label: 'HTML' },
          { value: 'text', label: says.plainText },
          { value: 'short', label: 'SMS' },
        ]}
      />
      <Shown query={query} rows={3}>
        {({ subject, text, html, short }) => (
          <Stack gap="xs">
            <Text fw={600}>{subject}</Text>
            {form === 'html' ? (
              // Nothing in it runs, and it reaches nothing.
              <iframe
                title={says.preview}
                sandbox=""
                srcDoc={html}
                style={{ width: '100%', height: 420, border: 0, background: '#fff' }}
              />
            ) : (
              <Text component="pre" size="sm" style={{ whiteSpace: 'pre-wrap', font: 'inherit' }}>
                {form === 'text' ? text : short}
              </Text>
            )}
          </Stack>
        )}
      </Shown>
    </Section>
  );
}
