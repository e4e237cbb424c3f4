/** Takes over ended cases, line by line: each whole or not at all, each once. */

import { agenciesOf } from '../../db/agencies/queries.ts';
import { type ImportedDocuments, saveImportedDocuments } from '../../db/cases/importing.ts';
import type { Database } from '../../db/core/client.ts';
import { isUnavailable, RecordConflict } from '../../db/core/errors.ts';
import { recordTransition } from '../../db/core/record.ts';
import { calendarsAt, definitionOf, procedureByHash } from '../../db/procedures/queries.ts';
import type { Definition } from '../../domain/cases/state/commands.ts';
import { documentsOf, textContentsOf } from '../../domain/cases/state/references.ts';
import type { AgencyId, Localised, ProvinceId, UserId } from '../../domain/ids.ts';
import { asObject } from '../../domain/procedures/language/json.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { type CheckedLine, checkLine, type KnownProvince } from './import-check.ts';

export interface NumberedLine {
  readonly number: number;
  /** null: it cannot be read as text. */
  readonly text: string | null;
}

export interface ImportResult {
  readonly imported: number;
  /** In the record already, and just as the file has them. */
  readonly known: number;
  readonly problems: readonly { readonly line: number; readonly why: Localised }[];
}

export interface ImportOptions<L extends NumberedLine> {
  readonly now: Instant;
  readonly onLine?: (line: L) => void;
}

/**
 * Imports every line that is in order, and tells what is wrong with the others. Importing a file again adds nothing.
 * `db` speaks as motcua_worker.
 * @throws whatever says that the database is away: then the file can be imported again.
 */
export async function importCases<L extends NumberedLine>(
  db: Database,
  lines: AsyncIterable<L> | Iterable<L>,
  { now, onLine }: ImportOptions<L>,
): Promise<ImportResult> {
  const provinces = new Map<ProvinceId, Promise<KnownProvince | null>>();
  const known = (id: ProvinceId) => {
    const found = provinces.get(id) ?? openProvince(db, id);
    provinces.set(id, found);
    return found;
  };
  const problems: { line: number; why: Localised }[] = [];
  const counts = { imported: 0, known: 0 };
  for await (const line of lines) {
    if (line.text === null) problems.push({ line: line.number, why: UNREADABLE });
    else if (line.text.trim() !== '') {
      const result = await importLine(db, line.text, known, now);
      if (typeof result === 'string') counts[result] += 1;
      else problems.push({ line: line.number, why: result });
    }
    onLine?.(line);
  }
  return { ...counts, problems };
}

const UNREADABLE: Localised = {
  vi: 'Dòng không phải UTF-8, hoặc quá dài.',
  en: 'The line is not UTF-8, or too long.',
};

async function importLine(
  db: Database,
  text: string,
  known: (id: ProvinceId) => Promise<KnownProvince | null>,
  now: Instant,
): Promise<'imported' | 'known' | Localised> {
  try {
    const result = await checkLine(text, known, now);
    if (!result.ok) return result.why;
    const { checked } = result;
    const before = await recordedEvents(db, checked);
    if (before === 'live')
      return {
        vi: 'Hồ sơ này được nộp tại đây, không phải nhập vào.',
        en: 'This case was filed here, not imported.',
      };
    // Its documents were kept before it was recorded. What stands there is compared through the hash of its last event.
    if (before === 'none') await saveImportedDocuments(db, documentsDueOn(checked));
    const { recordedEvents: other } = await recordTransition(db, checked.transition, { imported: true });
    if (other !== null) throw new RecordConflict(`case ${checked.transition.caseId} took another course`);
    return before === 'none' ? 'imported' : 'known';
  } catch (error) {
    if (isUnavailable(error)) throw error;
    if (error instanceof RecordConflict)
      return {
        vi: `Hồ sơ đã có trong sổ với nội dung khác: ${error.message}.`,
        en: `This case is recorded with different content: ${error.message}.`,
      };
    const why = error instanceof Error ? error.message : String(error);
    return { vi: `Không ghi được: ${why}.`, en: `It could not be recorded: ${why}.` };
  }
}

async function recordedEvents(
  db: Database,
  { transition }: CheckedLine,
): Promise<'none' | 'imported' | 'live'> {
  const { rows } = await db.pool.query<{ imported: number }>('SELECT imported FROM cases WHERE id = $1', [
    transition.caseId,
  ]);
  if (rows[0] === undefined) return 'none';
  return rows[0].imported === 1 ? 'imported' : 'live';
}

function documentsDueOn({ line, definition, transition }: CheckedLine): ImportedDocuments {
  const { state, caseId, events } = transition;
  const { procedure } = definition;
  const said = new Map<string, { readonly at: Instant; readonly digest: string }>();
  const handedIn = new Map<string, Instant>();
  for (const event of [...events].reverse()) {
    for (const { id, digest } of textContentsOf(event)) said.set(id, { at: event.at, digest });
    for (const { id } of documentsOf(event)) handedIn.set(id, event.at);
  }
  const form = line.textContents.find(({ kind }) => kind === 'form')?.content;
  const texts = Object.values(asObject(form)).filter((value): value is string => typeof value === 'string');
  return {
    caseId,
    // What no event speaks of stands on nothing in the chain, and is left out.
    textContents: line.textContents.flatMap((each) => {
      const spoken = said.get(each.id);
      return spoken === undefined ? [] : [{ ...each, ...spoken, author: each.author as UserId }];
    }),
    documents: line.documents.flatMap((each) => {
      const at = handedIn.get(each.id);
      return at === undefined ? [] : [{ ...each, author: each.author as UserId, at }];
    }),
    party: {
      caseId,
      province: state.province,
      kind: state.kind,
      counter: state.agencies.counter as AgencyId,
      applicant: state.applicant,
      ...(line.party ?? { name: null, phone: null, email: null, address: null, idNumber: null }),
    },
    about: [procedure.name.vi, procedure.name.en, ...texts].join(' ').slice(0, 10_000),
  };
}

async function openProvince(db: Database, id: ProvinceId): Promise<KnownProvince | null> {
  const agencies = await agenciesOf(db, id);
  if (agencies.length === 0) return null;
  const definitions = new Map<string, Definition | null>();
  return {
    agencies: new Set(agencies.map((agency) => agency.id)),
    async definition(ref, versions) {
      const { code, version, hash } = ref;
      const key = `${code} ${version} ${hash} ${JSON.stringify(versions)}`;
      const found = definitions.get(key);
      if (found !== undefined) return found;
      const published = await procedureByHash(db, id, hash);
      const definition =
        published === null || published.code !== code || published.version !== version
          ? null
          : definitionOf(published, await calendarsAt(db, id, versions));
      definitions.set(key, definition);
      return definition;
    },
  };
}
