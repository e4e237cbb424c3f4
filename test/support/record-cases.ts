/** Played cases put into a database, with the words and documents that they speak of. */

import { saveDocument, saveTextContent } from '../../db/cases/submissions.ts';
import type { Database } from '../../db/core/client.ts';
import { asActor } from '../../db/core/reader.ts';
import { recordTransition } from '../../db/core/record.ts';
import type { Actor, Command, Definition } from '../../domain/cases/state/commands.ts';
import type { TextContentRef } from '../../domain/cases/state/state.ts';
import type { CaseId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { Play } from './play.ts';
import { filingOf, PEOPLE } from './sample-definitions.ts';
import { transitionsOf } from './transitions.ts';

type Filing = Extract<Command, { type: 'submit' }>['filing'];

export interface Databases {
  readonly api: Database;
  readonly worker: Database;
}

/** A filed case, not recorded yet; its form and documents stand in the database. */
export async function playCase(
  { api }: Databases,
  definition: Definition,
  at: Instant,
  {
    about = '',
    by = PEOPLE.receptionist,
    ...change
  }: Partial<Filing> & { about?: string; by?: Actor; caseId: CaseId },
): Promise<Play> {
  const filing = filingOf(definition, change);
  const documents = filing.filing.documents.map((each) => ({ ...each, id: `${change.caseId}-${each.id}` }));
  const form = await asActor(api, by, async (session) => {
    for (const document of documents)
      await saveDocument(session, {
        ...document,
        caseId: change.caseId,
        name: 'document.pdf',
        mediaType: 'application/pdf',
        size: 3,
        author: by.user,
      });
    return saveTextContent(session, {
      id: `${change.caseId}-form`,
      caseId: change.caseId,
      kind: 'form',
      author: by.user,
      content: { about },
      about,
    });
  });
  const play = new Play(definition, at);
  play.do(by, { type: 'submit', filing: { ...filing.filing, form, documents } });
  return play;
}

/** Words of an officer about a case that is known already. */
export async function sayAbout(
  api: Database,
  play: Play,
  actor: Actor,
  id: string,
  content: string,
): Promise<TextContentRef> {
  const caseId = play.case.id;
  return asActor(api, actor, (session) =>
    saveTextContent(session, { id, caseId, kind: 'note', author: actor.user, content }),
  );
}

export async function recordPlay({ worker }: Databases, play: Play): Promise<void> {
  for (const make of transitionsOf(play)) await make((transition) => recordTransition(worker, transition));
}
