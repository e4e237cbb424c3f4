import { heartbeat } from '@temporalio/activity';
import type { LinkKeys } from '../../contracts/messages/signed-links.ts';
import type { DigestActivities, MessageActivities } from '../../contracts/temporal/messages.ts';
import { orderDigestsFor } from '../../db/messages/digests.ts';
import { currentCalendars } from '../../db/procedures/queries.ts';
import type { ProvinceId } from '../../domain/ids.ts';
import { digestDay, nextDigestAfter } from '../../domain/messages/digest-schedule.ts';
import type { Links } from './links.ts';
import { giveUp, type Notifier, prepare, send } from './notifying.ts';

const HEARTBEAT_MS = 5_000;

export interface MessageDeps extends Pick<Notifier, 'db' | 'channels' | 'objects'>, Pick<Links, 'publicUrl'> {
  /** Sign the links in mails. */
  readonly linkKeys: LinkKeys;
}

export function messageActivities(deps: MessageDeps): MessageActivities & DigestActivities {
  const { db, channels, objects, publicUrl, linkKeys } = deps;
  const notifier: Notifier = { db, channels, objects, links: { publicUrl, keys: linkKeys } };
  const officeOf = async (province: ProvinceId) => {
    const { office } = await currentCalendars(db, province);
    if (office === undefined) throw new Error(`the province ${province} has no calendar "office"`);
    return office;
  };
  return {
    prepareMessages: (job) => prepare(notifier, job),
    async sendMessage(id) {
      const beating = setInterval(heartbeat, HEARTBEAT_MS);
      try {
        return await send(notifier, id);
      } finally {
        clearInterval(beating);
      }
    },
    giveUpMessage: (id) => giveUp(notifier, id),
    nextDigest: async (province, after) => nextDigestAfter(await officeOf(province), after),
    async orderDigests(province, at, now) {
      const day = digestDay(await officeOf(province), at, now);
      if (day !== null) await orderDigestsFor(db.pool, province, day, now);
    },
  };
}
