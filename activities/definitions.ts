/** What cases run by, as it was published. */
import type { Database } from '../db/client.ts';
import { calendarsAt, procedureByHash } from '../db/queries/definitions.ts';
import type { Definition } from '../domain/cases/commands.ts';
import type { ProvinceId } from '../domain/ids.ts';

/** @throws Error when it was never published in this province: the record is broken. */
export async function publishedDefinition(
  db: Database,
  province: ProvinceId,
  procedureHash: string,
  versions: Readonly<Record<string, number>> | null,
): Promise<Definition> {
  const published = await procedureByHash(db, province, procedureHash);
  if (published === null) throw new Error(`no procedure of ${province} has the hash ${procedureHash}`);
  const { procedure, code, version, hash } = published;
  const calendars = await calendarsAt(db, province, versions ?? undefined);
  return { procedure, ref: { code, version, hash }, calendars };
}
