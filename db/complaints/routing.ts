/** Published routing rules: versions that never change. */
import { desc, eq } from 'drizzle-orm';
import type { RoutingRules } from '../../domain/complaints/routing.ts';
import type { ProvinceId, UserId } from '../../domain/ids.ts';
import type { Session } from '../core/client.ts';
import { canonicalJson } from '../core/digest.ts';
import { VersionConflict } from '../core/errors.ts';
import { routing } from '../core/schema.ts';

/** The rules in force; null: the province has none. */
export async function currentRouting(session: Session, province: ProvinceId): Promise<RoutingRules | null> {
  const [newest] = await session.orm
    .select({ content: routing.content })
    .from(routing)
    .where(eq(routing.province, province))
    .orderBy(desc(routing.version))
    .limit(1);
  return newest?.content ?? null;
}

/**
 * Publishes checked rules. The same again changes nothing.
 * @throws VersionConflict when the version is not above the one in force.
 */
export async function publishRouting(
  session: Session,
  province: ProvinceId,
  rules: RoutingRules,
  by: UserId,
): Promise<{ readonly fresh: boolean }> {
  const current = await currentRouting(session, province);
  if (current !== null && canonicalJson(current) === canonicalJson(rules)) return { fresh: false };
  if (current !== null && current.version >= rules.version)
    throw new VersionConflict(`routing of ${province}: version ${current.version} is published already`);
  await session.orm
    .insert(routing)
    .values({ province, version: rules.version, content: rules, publishedBy: by });
  return { fresh: true };
}
