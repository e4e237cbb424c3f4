import { z } from 'zod';
import { PreviewView, TemplateInput, TemplateView } from '../../contracts/http/messages.ts';
import { SAMPLE_LISTS, SAMPLE_VALUES } from '../../contracts/texts/message-samples.ts';
import { MESSAGE_TEXTS, SHOWN } from '../../contracts/texts/messages.ts';
import { asActor } from '../../db/core/reader.ts';
import { provinceName } from '../../db/messages/occasions.ts';
import { customTemplate, customTemplates, saveTemplate } from '../../db/messages/preferences.ts';
import {
  type MessageTemplate,
  PLACEHOLDERS,
  render,
  unknownPlaceholders,
} from '../../domain/messages/template.ts';
import { LANGUAGES, type Language } from '../../domain/vocabulary/languages.ts';
import { TOPICS, type Topic, WEIGHTS } from '../../domain/vocabulary/topics.ts';
import { demandRole } from '../administration/administration.ts';
import { type FieldError, Problem } from '../http/problem.ts';
import { ok, type Route, route } from '../http/registry.ts';

const byTopic = z.object({ topic: z.enum(TOPICS) });
const inLanguage = z.strictObject({ language: z.enum(LANGUAGES) });

export const messageTemplateRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/messages/templates',
    tag: 'Messages',
    summary: 'Message templates',
    description:
      'For administrators: the template of each topic in both languages, and the placeholders that it may use.',
    answers: { 200: { description: 'Every topic', body: z.object({ items: z.array(TemplateView) }) } },
    problems: ['not-permitted'],
    run: async ({ actor, language, context }) => {
      demandRole(actor, 'administrator');
      const own = await asActor(context.db, actor, (session) => customTemplates(session.sql, actor.province));
      const items = TOPICS.map((topic) => ({
        topic,
        name: MESSAGE_TEXTS[language].names[topic],
        weight: WEIGHTS[topic],
        placeholders: [...PLACEHOLDERS[topic]],
        texts: LANGUAGES.map((each) => {
          const replaced = own.find((row) => row.topic === topic && row.language === each);
          const { subject, paragraphs, short } = replaced?.content ?? MESSAGE_TEXTS[each].topics[topic];
          return { language: each, own: replaced !== undefined, subject, paragraphs, short };
        }),
      }));
      return ok({ items });
    },
  }),
  route({
    method: 'get',
    path: '/v1/messages/templates/{topic}/preview',
    tag: 'Messages',
    summary: 'Preview a message with sample values',
    description: 'For administrators.',
    params: byTopic,
    query: inLanguage,
    answers: { 200: { description: 'As HTML, text and short text', body: PreviewView } },
    problems: ['not-permitted'],
    run: async ({ params, query, actor, context }) => {
      demandRole(actor, 'administrator');
      const { own, name } = await asActor(context.db, actor, async (session) => ({
        own: await customTemplate(session.sql, actor.province, params.topic, query.language),
        name: await provinceName(session.sql, actor.province),
      }));
      return ok(
        preview(params.topic, query.language, own, name?.[query.language], context.settings.publicUrl),
      );
    },
  }),
  route({
    method: 'put',
    path: '/v1/messages/templates/{topic}',
    tag: 'Messages',
    summary: "Replace a template with the province's own",
    description:
      'For administrators. Plain sentences; `{placeholders}` stand for values, and one that the topic does not have is refused. A paragraph whose value is missing is left out of the message.',
    params: byTopic,
    body: TemplateInput,
    answers: { 200: { description: 'Preview of the new text', body: PreviewView } },
    problems: ['not-permitted', 'invalid-input'],
    run: async ({ params, body, actor, context }) => {
      demandRole(actor, 'administrator');
      const { language, ...template } = body;
      demandKnown(template, params.topic);
      const name = await asActor(context.db, actor, async (session) => {
        await saveTemplate(
          session.sql,
          actor.province,
          { topic: params.topic, language },
          template,
          actor.user,
        );
        return provinceName(session.sql, actor.province);
      });
      return ok(preview(params.topic, language, template, name?.[language], context.settings.publicUrl));
    },
  }),
  route({
    method: 'delete',
    path: '/v1/messages/templates/{topic}',
    tag: 'Messages',
    summary: "Restore the product's template",
    description: 'For administrators.',
    params: byTopic,
    query: inLanguage,
    answers: { 200: { description: 'Preview of the new text', body: PreviewView } },
    problems: ['not-permitted'],
    run: async ({ params, query, actor, context }) => {
      demandRole(actor, 'administrator');
      const { topic } = params;
      const { language } = query;
      const name = await asActor(context.db, actor, async (session) => {
        await saveTemplate(session.sql, actor.province, { topic, language }, null, actor.user);
        return provinceName(session.sql, actor.province);
      });
      return ok(preview(topic, language, null, name?.[language], context.settings.publicUrl));
    },
  }),
];

function preview(
  topic: Topic,
  language: Language,
  own: MessageTemplate | null,
  province: string | undefined,
  publicUrl: string,
) {
  const texts = MESSAGE_TEXTS[language];
  const sample = SAMPLE_VALUES[language];
  const known: readonly string[] = ['province', ...PLACEHOLDERS[topic]];
  return render({
    template: own ?? texts.topics[topic],
    layout: texts.layout,
    language,
    values: {
      ...Object.fromEntries(Object.entries(sample).filter(([name]) => known.includes(name))),
      ...(province === undefined ? {} : { province }),
    },
    shown: SHOWN[topic],
    link: topic === 'digest' ? undefined : `${publicUrl}/track/${sample.code}`,
    unsubscribe: WEIGHTS[topic] === 'optional' ? `${publicUrl}/v1/unsubscribe?token=…` : undefined,
    ...(topic === 'digest' ? { lists: SAMPLE_LISTS[language] } : {}),
  });
}

/** @throws Problem invalid-input that names each sentence with a value that the topic does not have */
function demandKnown(template: MessageTemplate, topic: Topic): void {
  const sentences: readonly (readonly [string, string])[] = [
    ['/subject', template.subject],
    ...template.paragraphs.map((sentence, n) => [`/paragraphs/${n}`, sentence] as const),
    ['/short', template.short],
  ];
  const errors = sentences.flatMap(([pointer, sentence]): FieldError[] => {
    const unknown = unknownPlaceholders({ subject: sentence, paragraphs: [], short: '' }, topic);
    const named = unknown.map((name) => `{${name}}`).join(', ');
    return unknown.length === 0
      ? []
      : [{ pointer, kind: 'wrong', message: `${named} ∉ {${PLACEHOLDERS[topic].join('}, {')}}` }];
  });
  if (errors.length > 0) throw new Problem('invalid-input', {}, errors);
}
