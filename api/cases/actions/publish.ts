import { z } from 'zod';
import { id, text } from '../../../contracts/http/inputs.ts';
import { documentsOf } from '../../../db/cases/submissions.ts';
import { reportersOf } from '../../../db/complaints/queries.ts';
import { asActor } from '../../../db/core/reader.ts';
import { personalDataIn } from '../../../domain/complaints/personal-data.ts';
import { type FieldError, Problem } from '../../http/problem.ts';
import { type Acting, action, type Offer } from '../action.ts';
import type { Titled } from '../input-schema.ts';

/** All of it for everybody to read: no personal data. */
const Input = z.strictObject({
  title: text(200),
  description: text(4_000),
  answer: text(10_000),
  /** Ids of the pictures among the documents of the case that everybody may see. */
  photos: z.array(id).max(20).default([]),
});

export const publish = action({
  name: 'publish',
  input: Input,
  narrow: (schema, offer) => {
    const pictures = picturesOf(offer);
    schema.narrow('photos', { items: pictures.length === 0 ? false : { oneOf: pictures } });
  },
  check: checkPublishable,
  command: ({ title, description, answer, photos }, refs) => ({
    type: 'publish',
    content: refs.text('answer', { title, description, answer }, [title, description, answer].join(' ')),
    ...(photos.length === 0 ? {} : { photos }),
  }),
});

const isPicture = ({ mediaType }: { readonly mediaType: string }) => mediaType.startsWith('image/');

function picturesOf({ documents, definition, language }: Offer): readonly Titled[] {
  const rules = definition.procedure.documents;
  return documents.filter(isPicture).map(({ id, rule, name }) => ({
    const: id,
    title: [rules.find((each) => each.id === rule)?.name[language], name]
      .filter((each) => each !== undefined)
      .join(': '),
  }));
}

/** @throws Problem that names each field which tells who somebody is, and each picture that is none of this case. */
async function checkPublishable({
  context,
  actor,
  found,
  input: { title, description, answer, photos },
}: Acting<z.output<typeof Input>>): Promise<void> {
  const { people, pictures } = await asActor(context.db, actor, async (session) => ({
    people: await reportersOf(session, found.id),
    pictures: (await documentsOf(session, found.id)).filter(isPicture),
  }));
  const revealing = Object.entries({ title, description, answer }).flatMap(([field, text]) =>
    personalDataIn(text, people).map(
      (what): FieldError => ({ pointer: `/${field}`, kind: 'personal', params: { what } }),
    ),
  );
  if (revealing.length > 0) throw new Problem('personal-data', {}, revealing);
  const unknown = photos.flatMap((id, n): FieldError[] =>
    pictures.some((picture) => picture.id === id) ? [] : [{ pointer: `/photos/${n}`, kind: 'unknown' }],
  );
  if (unknown.length > 0) throw new Problem('invalid-input', {}, unknown);
}
