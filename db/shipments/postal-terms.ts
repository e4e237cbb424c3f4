/** What provinces and carriers have agreed: versions that never change. */
import { and, desc, eq } from 'drizzle-orm';
import type { ProvinceId, UserId } from '../../domain/ids.ts';
import type { PostalTerms } from '../../domain/shipments/types.ts';
import type { Session } from '../core/client.ts';
import { canonicalJson } from '../core/digest.ts';
import { VersionConflict } from '../core/errors.ts';
import { postalTerms } from '../core/schema.ts';

/** The terms in force; null: nothing goes by post. */
export async function currentPostalTerms(
  session: Session,
  province: ProvinceId,
): Promise<PostalTerms | null> {
  const [newest] = await session.orm
    .select({ content: postalTerms.content })
    .from(postalTerms)
    .where(eq(postalTerms.province, province))
    .orderBy(desc(postalTerms.version))
    .limit(1);
  return newest?.content ?? null;
}

/** @throws Error when it was never published: the record is broken. */
export async function postalTermsAt(
  session: Session,
  province: ProvinceId,
  version: number,
): Promise<PostalTerms> {
  const [found] = await session.orm
    .select({ content: postalTerms.content })
    .from(postalTerms)
    .where(and(eq(postalTerms.province, province), eq(postalTerms.version, version)));
  if (found === undefined) throw new Error(`postal terms ${version} of ${province} were never published`);
  return found.content;
}

/**
 * Publishes checked terms; shipments under way keep theirs. The same again changes nothing.
 * @throws VersionConflict when the version is not above the one in force.
 */
export async function publishPostalTerms(
  session: Session,
  province: ProvinceId,
  terms: PostalTerms,
  by: UserId,
): Promise<{ readonly fresh: boolean }> {
  const current = await currentPostalTerms(session, province);
  if (current !== null && canonicalJson(current) === canonicalJson(terms)) return { fresh: false };
  if (current !== null && current.version >= terms.version)
    throw new VersionConflict(`post of ${province}: version ${current.version} is published already`);
  await session.orm
    .insert(postalTerms)
    .values({ province, version: terms.version, content: terms, publishedBy: by });
  return { fresh: true };
}
