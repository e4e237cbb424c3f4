/** What can befall a shipment, lived for the histories of its workflow: against a carrier that is a server, by minutes instead of days. */
import type { ScanKind, ShipmentStatus } from '../../domain/vocabulary/shipments.ts';
import type { Database } from '../../db/core/client.ts';
import { syncScan, keepScan } from '../../db/shipments/scans.ts';
import { saveTextContent } from '../../db/cases/submissions.ts';
import { publishPostalTerms } from '../../db/shipments/postal-terms.ts';
import { findShipment } from '../../db/shipments/queries.ts';
import { ENGINE } from '../../domain/cases/state/commands.ts';
import type { PostalTerms } from '../../domain/shipments/types.ts';
import type { CaseId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { CITIZEN_ADDRESS, type TestCarrier } from '../support/carrier.ts';
import { PEOPLE } from '../support/sample-definitions.ts';

const { province } = PEOPLE.receptionist;
const TERMS: PostalTerms = {
  version: 1,
  decision: 'sample',
  carrier: 'post',
  customer: 'HUE-HCC',
  contact: { phone: '0234 3822000', address: '1 Lê Lợi, Huế' },
  calendar: 'always',
  minutesPerWorkingDay: 480,
  within: { amount: 1, unit: 'working-hours' },
  lostAfter: { amount: 2, unit: 'working-minutes' },
  askAfter: { amount: 1, unit: 'working-minutes' },
};
/** Longer than one try of the worker's, so that what comes meanwhile comes while the carrier is being asked. */
const OUTAGE_MS = 8_000;

export interface PostRoom {
  readonly owner: Database;
  readonly post: TestCarrier;
  /** A dossier whose result can be sent. */
  readonly decided: () => Promise<CaseId>;
  readonly send: (caseId: CaseId, address: Awaited<ReturnType<typeof saveTextContent>>) => Promise<void>;
  readonly recall: (caseId: CaseId, shipment: string) => Promise<void>;
}

export const openPost = ({ owner }: Pick<PostRoom, 'owner'>): Promise<unknown> =>
  publishPostalTerms(owner, province, TERMS, ENGINE);

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

class Way {
  readonly id: string;
  readonly #caseId: CaseId;
  readonly #room: PostRoom;

  constructor(room: PostRoom, caseId: CaseId) {
    this.#room = room;
    this.#caseId = caseId;
    this.id = `${caseId}-s1`;
  }

  async send(): Promise<void> {
    const { owner, send } = this.#room;
    const address = await saveTextContent(owner, {
      id: `${this.id}-to`,
      caseId: this.#caseId,
      kind: 'address',
      author: PEOPLE.receptionist.user,
      content: CITIZEN_ADDRESS,
    });
    await send(this.#caseId, address);
  }

  recall(): Promise<void> {
    return this.#room.recall(this.#caseId, this.id);
  }

  /** As the webhook brings it. */
  async scan(kind: ScanKind): Promise<void> {
    const { owner, post } = this.#room;
    const tracking = (await findShipment(owner.pool, this.id))?.tracking ?? '';
    const scan = post.control.scan(tracking, { kind });
    await keepScan(owner.pool, 'post', scan);
    await syncScan(owner.pool, 'post', scan);
  }

  /** So that only who asks hears of it. */
  async unseen(kind: ScanKind): Promise<void> {
    const tracking = (await findShipment(this.#room.owner.pool, this.id))?.tracking ?? '';
    this.#room.post.control.scan(tracking, { kind });
  }

  async is(status: ShipmentStatus): Promise<void> {
    while ((await findShipment(this.#room.owner.pool, this.id))?.status !== status) await pause(500);
  }

  /** The carrier is out for so long from when it would be asked next. */
  async carrierOutage(meanwhile: () => Promise<void>): Promise<void> {
    const { control } = this.#room.post;
    control.outage('says-so');
    await pause(60_000 + OUTAGE_MS);
    await meanwhile();
    await pause(OUTAGE_MS);
    control.outage(null);
  }
}

async function sent(room: PostRoom): Promise<Way> {
  const way = new Way(room, await room.decided());
  await way.send();
  await way.is('created');
  return way;
}

/** One after the other: an outage is everybody's. Each answers the shipment. */
export const SHIPMENTS: Readonly<Record<string, (room: PostRoom) => Promise<string>>> = {
  delivered: async (room) => {
    const way = await sent(room);
    for (const [kind, status] of [
      ['accepted', 'handed-over'],
      ['attempted', 'attempted'],
      ['delivered', 'delivered'],
    ] as const) {
      await way.scan(kind);
      await way.is(status);
    }
    return way.id;
  },
  /** No webhook comes until the carrier is asked; it is out when it is asked again, and a scan comes meanwhile. */
  'carrier-outage': async (room) => {
    const way = await sent(room);
    await way.unseen('accepted');
    await way.is('handed-over');
    await way.carrierOutage(() => way.scan('departed'));
    await way.is('in-transit');
    await way.scan('delivered');
    await way.is('delivered');
    return way.id;
  },
  lost: async (room) => {
    const way = await sent(room);
    await way.scan('accepted');
    await way.is('lost');
    return way.id;
  },
  'recalled-unmade': async (room) => {
    const caseId = await room.decided();
    const way = new Way(room, caseId);
    room.post.control.outage('says-so');
    await way.send();
    await way.is('ordered');
    await way.recall();
    await pause(2_000);
    room.post.control.outage(null);
    await way.is('cancelled');
    return way.id;
  },
};
