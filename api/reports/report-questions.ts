/** What questions about reports have in common: periods, months, whose they may be, and names for their rows. */

import { agenciesOf } from '../../db/agencies/queries.ts';
import type { Session } from '../../db/core/client.ts';
import { seesProvince } from '../../db/core/reader.ts';
import { currentProcedures } from '../../db/procedures/queries.ts';
import { mayReportOn } from '../../db/reports/queries.ts';
import type { Actor } from '../../domain/cases/state/commands.ts';
import type { AgencyId, ProvinceId } from '../../domain/ids.ts';
import { type Instant, instant, isoOf } from '../../domain/time/instant.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { Problem } from '../http/problem.ts';

export const fault = (pointer: string, message: string) =>
  new Problem('invalid-input', {}, [{ pointer, kind: 'wrong', message }]);

export function periodOf({ from, to }: { readonly from: Instant; readonly to: Instant }) {
  const period = { from, until: to };
  if (period.from >= period.until) throw fault('/to', '> from');
  return period;
}

/** What is to come nobody knows. null: no moment was named. */
export function momentOf(at: Instant | undefined, pointer: string, now: Instant): Instant | null {
  if (at === undefined) return null;
  if (at > now) throw fault(pointer, `<= ${isoOf(now)}`);
  return at;
}

/** @throws Problem not-permitted where the agency named is none that the reader may be told of whole. */
export async function demandAgency(
  session: Session,
  actor: Actor,
  agency: string | undefined,
): Promise<void> {
  if (agency === undefined) return;
  if (!(await mayReportOn(session, agency as AgencyId, seesProvince(actor))))
    throw new Problem('not-permitted', { action: 'report' });
}

export type Labels = ReadonlyMap<string, string>;

/** Names in the reader's language, by what the rows are named after. */
export async function labelsOf(
  session: Session,
  province: ProvinceId,
  by: string,
  language: Language,
): Promise<Labels> {
  if (by === 'ward') {
    const agencies = await agenciesOf(session, province);
    const wards = agencies.filter(({ fulfils }) => fulfils.includes('commune'));
    return new Map(wards.flatMap(({ area, name }) => (area === null ? [] : [[area, name[language]]])));
  }
  if (by === 'agency')
    return new Map((await agenciesOf(session, province)).map(({ id, name }) => [id, name[language]]));
  const procedures = await currentProcedures(session, province);
  if (by === 'procedure')
    return new Map(procedures.map(({ code, procedure }) => [code, procedure.name[language]]));
  return new Map(
    procedures.flatMap(({ code, procedure }) =>
      procedure.steps.map(({ id, name }): [string, string] => [
        `${code}/${id}`,
        `${procedure.name[language]}: ${name[language]}`,
      ]),
    ),
  );
}

/** In the time of Vietnam, at UTC+7 all year. */
export const beginOf = (month: string) => instant(`${month}-01T00:00:00+07:00`);

export function monthOf(at: Instant): string {
  return isoOf((at + 7 * 3_600_000) as Instant).slice(0, 7);
}

export function monthAfter(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const count = year * 12 + number - 1 + by;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}
