import { heartbeat } from '@temporalio/activity';
import type { LinkKeys } from '../../contracts/messages/signed-links.ts';
import type { DigestActivities, MessageActivities } from '../../contracts/temporal/messages.ts';
import { orderDigestsOf } from '../../db/messages/digests.ts';
import { currentCalendars } from '../../db/procedures/queries.ts';
import { dayToTell, morningAfter } from '../../domain/messages/mornings.ts';
import type { Links } from './composing.ts';
import { prepare } from './preparing.ts';
import { giveUp, type Sending, send } from './sending.ts';

const HEARTBEAT_MS = 5_000;

export interface MessageDeps extends Pick<Sending, 'db' | 'channels' | 'objects'>, Pick<Links, 'publicUrl'> {
  /** Sign the links in mails. */
  readonly linkKeys: LinkKeys;
}

export function messageActivities(deps: MessageDeps): MessageActivities & DigestActivities {
  const { db, channels, objects, publicUrl, linkKeys } = deps;
  const parts: Sending = { db, channels, objects, links: { publicUrl, keys: linkKeys } };
  const officeOf = async (province: Parameters<typeof currentCalendars>[1]) => {
    const { office } = await currentCalendars(db, province);
    if (office === undefined) throw new Error(`the province ${province} has no calendar "office"`);
    return office;
  };
  return {
    prepareMessages: (call) => prepare(db, channels, call),
    async sendMessage(id) {
      const beating = setInterval(heartbeat, HEARTBEAT_MS);
      try {
        return await send(parts, id);
      } finally {
        clearInterval(beating);
      }
    },
    giveUpMessage: (id) => giveUp(parts, id),
    nextMorning: async (province, after) => morningAfter(await officeOf(province), after),
    async orderDigests(province, morning, now) {
      const day = dayToTell(await officeOf(province), morning, now);
      if (day !== null) await orderDigestsOf(db.pool, province, day, now);
    },
  };
}
