/** Whether a line of an import file may become part of the record. Nothing is written here. */
import { isDeepStrictEqual } from 'node:util';
import { textDigest } from '../../db/core/digest.ts';
import { judgementsOf } from '../../domain/cases/rules/judging.ts';
import type { Definition } from '../../domain/cases/state/commands.ts';
import type { CaseEvent } from '../../domain/cases/state/events.ts';
import { evolve, fold } from '../../domain/cases/state/evolve.ts';
import { documentsOf, textContentsOf } from '../../domain/cases/state/references.ts';
import type { CalendarVersions, CaseState } from '../../domain/cases/state/state.ts';
import { GENESIS_HASH, type Transition } from '../../domain/cases/state/transition.ts';
import { project } from '../../domain/cases/views/projection.ts';
import type { AgencyId, Localised, ProvinceId } from '../../domain/ids.ts';
import type { ProcedureRef } from '../../domain/procedures/language/types.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { type HistoryLine, historyLine } from './history-line.ts';

/** What the record knows of a province. */
export interface KnownProvince {
  readonly agencies: ReadonlySet<AgencyId>;
  /** With the calendars of those versions; null: not published. */
  definition(ref: ProcedureRef, versions: CalendarVersions): Promise<Definition | null>;
}

export interface CheckedLine {
  readonly line: HistoryLine;
  readonly definition: Definition;
  readonly transition: Transition;
}

export type Checked =
  | { readonly ok: true; readonly checked: CheckedLine }
  | { readonly ok: false; readonly why: Localised };

/** @param known null where there is no such province. */
export async function checkLine(
  text: string,
  known: (province: ProvinceId) => Promise<KnownProvince | null>,
  now: Instant,
): Promise<Checked> {
  const read = readLine(text);
  if (!read.ok) return read;
  const { line, state } = read;
  const wrong = wrongInTime(line.events, now) ?? notEnded(state) ?? wrongRefs(line, state);
  if (wrong !== null) return { ok: false, why: wrong };

  const province = await known(state.province);
  if (province === null)
    return no(`Không có tỉnh “${state.province}”.`, `There is no province “${state.province}”.`);
  const stranger = agenciesIn(line.events).find((agency) => !province.agencies.has(agency));
  if (stranger !== undefined)
    return no(`Tỉnh không có cơ quan “${stranger}”.`, `The province has no agency “${stranger}”.`);
  for (const { code, version, hash } of [...proceduresIn(line.events), state.procedure]) {
    if ((await province.definition({ code, version, hash }, state.calendars)) === null)
      return no(
        `Thủ tục ${code} phiên bản ${version} với mã băm này chưa được công bố.`,
        `Version ${version} of procedure ${code} with this hash is not published.`,
      );
  }
  const definition = await province.definition(state.procedure, state.calendars);
  if (definition === null) throw new Error('its definition was found a moment ago');
  try {
    const misjudged = await wrongJudgement(line.events, province);
    if (misjudged !== null) return { ok: false, why: misjudged };
    const rows = project(null, line.events, definition);
    const transition = {
      caseId: state.id,
      from: 0,
      previousHash: GENESIS_HASH,
      events: line.events,
      state,
      ...rows,
    };
    return { ok: true, checked: { line, definition, transition } };
  } catch (error) {
    return doesNotFold(error);
  }
}

type ReadLine =
  | { readonly ok: true; readonly line: HistoryLine; readonly state: CaseState }
  | { readonly ok: false; readonly why: Localised };

function readLine(text: string): ReadLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return no('Dòng không phải JSON.', 'The line is not JSON.');
  }
  const shape = historyLine.safeParse(value);
  if (!shape.success) {
    const [issue] = shape.error.issues;
    const place = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
    return no(`Dòng không đúng dạng ở ${place}`, `The line has the wrong format at ${place}`);
  }
  const line = shape.data as unknown as HistoryLine;
  try {
    const state = fold(line.events);
    if (state === null) throw new RangeError('there are no events');
    return { ok: true, line, state };
  } catch (error) {
    return doesNotFold(error);
  }
}

function doesNotFold(error: unknown): { readonly ok: false; readonly why: Localised } {
  const why = error instanceof Error ? error.message : String(error);
  return no(`Các sự kiện không hợp thành một hồ sơ: ${why}.`, `The events do not make up a case: ${why}.`);
}

function wrongInTime(events: readonly CaseEvent[], now: Instant): Localised | null {
  const back = events.find(({ at }, index) => at < (events[index - 1]?.at ?? at));
  if (back !== undefined)
    return {
      vi: `Sự kiện ${back.seq} xảy ra trước sự kiện đứng trước nó.`,
      en: `Event ${back.seq} happened before the one that precedes it.`,
    };
  const ahead = events.find(({ at }) => at > now);
  return ahead === undefined
    ? null
    : { vi: `Sự kiện ${ahead.seq} chưa xảy ra.`, en: `Event ${ahead.seq} has not happened yet.` };
}

/** Lateness is as the calendars have it that the case counted by at that moment: no file says otherwise. */
async function wrongJudgement(
  events: readonly CaseEvent[],
  { definition }: KnownProvince,
): Promise<Localised | null> {
  let state: CaseState | null = null;
  for (const event of events) {
    const { judged, ...unjudged } = event;
    if (state !== null) {
      const { procedure, calendars: versions, clocks }: CaseState = state;
      const unnamed = clocks.find(({ calendar }) => versions[calendar] === undefined);
      if (unnamed !== undefined)
        return {
          vi: `Hồ sơ không nêu phiên bản lịch “${unnamed.calendar}” mà đồng hồ “${unnamed.id}” tính theo.`,
          en: `The case names no version of the calendar “${unnamed.calendar}” by which its clock “${unnamed.id}” counts.`,
        };
      const known = await definition(procedure, versions);
      const after = evolve(state, unjudged as CaseEvent);
      const right = known && judgementsOf(state, after, event.at, known.calendars);
      if (!isDeepStrictEqual(judged ?? null, right))
        return {
          vi: `Sự kiện ${event.seq} ghi thời hạn khác với lịch: phải là ${JSON.stringify(right)}.`,
          en: `Event ${event.seq} judges its clocks otherwise than their calendars: it should be ${JSON.stringify(right)}.`,
        };
    }
    state = evolve(state, event);
  }
  return null;
}

/** A case that goes on needs a workflow behind it, which no file can give it. */
function notEnded(state: CaseState): Localised | null {
  if (state.status !== 'closed')
    return {
      vi: `Hồ sơ đang ở trạng thái ${state.status}; chỉ nhập hồ sơ đã đóng. Hồ sơ đang giải quyết phải được nộp lại.`,
      en: `The case is ${state.status}; only closed ones are imported. An open case has to be filed.`,
    };
  const running = state.clocks.find(
    ({ ledger }) => ledger.findLast(({ kind }) => kind !== 'extend')?.kind !== 'stop',
  );
  if (running !== undefined)
    return {
      vi: `Hồ sơ đã đóng mà đồng hồ “${running.id}” chưa dừng.`,
      en: `The case is closed, but its clock “${running.id}” has not stopped.`,
    };
  const [open] = state.tasks;
  return open === undefined
    ? null
    : {
        vi: `Hồ sơ đã đóng mà việc “${open.id}” còn mở.`,
        en: `The case is closed, but its task “${open.id}” is still open.`,
      };
}

/** What the events speak of must be there, and be what they speak of. */
function wrongRefs({ events, textContents, documents }: HistoryLine, state: CaseState): Localised | null {
  const known = new Map(textContents.map((each) => [each.id, each]));
  for (const ref of events.flatMap(textContentsOf)) {
    const kept = known.get(ref.id);
    if (kept === undefined || textDigest(kept.salt, kept.content) !== ref.digest)
      return kept === undefined
        ? { vi: `Thiếu nội dung “${ref.id}”.`, en: `The text “${ref.id}” is missing.` }
        : {
            vi: `Nội dung “${ref.id}” không khớp mã băm.`,
            en: `The text “${ref.id}” does not match its digest.`,
          };
  }
  const knownDocuments = new Map(documents.map((each) => [each.id, each]));
  for (const ref of events.flatMap(documentsOf)) {
    const kept = knownDocuments.get(ref.id);
    if (kept === undefined || kept.digest !== ref.digest || kept.rule !== ref.rule)
      return {
        vi: `Thiếu giấy tờ “${ref.id}”, hoặc nó khác với sự kiện.`,
        en: `The document “${ref.id}” is missing, or does not match the events.`,
      };
  }
  const twice = [textContents, documents].some(
    (list) => new Set(list.map(({ id }) => id)).size < list.length,
  );
  if (twice) return { vi: 'Một id được dùng hai lần.', en: 'An id is used twice.' };
  return state.mergedInto === state.id
    ? { vi: 'Hồ sơ không thể gộp vào chính nó.', en: 'A case cannot be merged with itself.' }
    : null;
}

function agenciesIn(events: readonly CaseEvent[]): readonly AgencyId[] {
  return events.flatMap((event): readonly AgencyId[] => {
    switch (event.type) {
      case 'case-filed':
        return Object.values(event.filing.agencies);
      case 'case-classified':
        return event.owner === null ? [] : [event.owner];
      case 'task-opened':
        return [event.task.agency];
      case 'task-transferred':
        return [event.from, event.to];
      case 'card-given':
        return [event.agency];
      default:
        return [];
    }
  });
}

function proceduresIn(events: readonly CaseEvent[]): readonly ProcedureRef[] {
  return events.flatMap((event) => {
    if (event.type === 'case-filed') return [event.filing.procedure];
    return event.type === 'procedure-moved' || event.type === 'case-recategorised'
      ? [event.from, event.to]
      : [];
  });
}

function no(vi: string, en: string): { readonly ok: false; readonly why: Localised } {
  return { ok: false, why: { vi, en } };
}
