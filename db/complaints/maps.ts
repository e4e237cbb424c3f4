/** Maps of provinces: versions that never change. */
import { desc, eq } from 'drizzle-orm';
import type { ProvinceId, UserId } from '../../domain/ids.ts';
import type { ProvinceMap } from '../../domain/map/types.ts';
import type { Session } from '../core/client.ts';
import { canonicalJson } from '../core/digest.ts';
import { VersionConflict } from '../core/errors.ts';
import { maps } from '../core/schema.ts';

/** The one in force; null: the province has none. */
export async function currentMap(session: Session, province: ProvinceId): Promise<ProvinceMap | null> {
  const [newest] = await session.orm
    .select({ content: maps.content })
    .from(maps)
    .where(eq(maps.province, province))
    .orderBy(desc(maps.version))
    .limit(1);
  return newest?.content ?? null;
}

/** @throws VersionConflict when the version is not above the one in force. The same again changes nothing. */
export async function publishMap(
  session: Session,
  province: ProvinceId,
  map: ProvinceMap,
  by: UserId,
): Promise<{ readonly fresh: boolean }> {
  const current = await currentMap(session, province);
  if (current !== null && canonicalJson(current) === canonicalJson(map)) return { fresh: false };
  if (current !== null && current.version >= map.version)
    throw new VersionConflict(`map of ${province}: version ${current.version} is published already`);
  await session.orm.insert(maps).values({ province, version: map.version, content: map, publishedBy: by });
  return { fresh: true };
}
