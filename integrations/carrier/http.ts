/** A carrier that is reached by the API of `wire.ts`. Errors carry the call and a status, never what was sent or answered. */
import type { z } from 'zod';
import { parseS10 } from '../../domain/shipments/s10.ts';
import type { Instant } from '../../domain/time/instant.ts';
import { SCAN_KINDS } from '../../domain/vocabulary/shipments.ts';
import { type Answer, postalCalls } from './calls.ts';
import type { Address, Carrier, CarrierScan, CreatedShipment, ShipmentOrder } from './types.ts';
import { CarrierDown } from './types.ts';
import {
  DIRECTION_CODES,
  ITEM_CODES,
  KEY_HEADER,
  PATHS,
  REFUSALS,
  SCAN_CODES,
  WireCreated,
  type WireOrder,
  type WireParty,
  type WireScan,
  WireWay,
} from './wire.ts';

export interface CarrierAccess {
  readonly url: string;
  readonly account: string;
  readonly password: string;
}

export interface CarrierLimits {
  /** For each call, its answer read. */
  readonly withinMs?: number;
}

const WITHIN_MS = 10_000;
/** What is dated later than this after now has not happened: a scan of next year would hide that a shipment is lost. */
const MOST_AHEAD_MS = 24 * 3_600_000;

export function httpCarrier(
  name: string,
  access: CarrierAccess,
  { withinMs = WITHIN_MS }: CarrierLimits = {},
): Carrier {
  const { ask } = postalCalls(access, withinMs);
  const item = (tracking: string) => `${PATHS.orders}/${encodeURIComponent(tracking)}`;
  return {
    name,

    async create(order, key) {
      const answer = await ask('create', 'POST', PATHS.orders, { body: wireOrder(order), key });
      return createdOf(answer);
    },

    async find(key) {
      const path = `${PATHS.orders}?${new URLSearchParams({ [KEY_HEADER]: key })}`;
      const answer = await ask('find', 'GET', path, { none: REFUSALS.NOT_FOUND });
      return answer === null ? null : createdOf(answer);
    },

    async cancel(tracking) {
      await ask('cancel', 'POST', `${item(tracking)}/huy`, { body: {} });
    },

    async readdress(tracking, direction, to, key) {
      const party = wireParty(to);
      const body = direction === 'documents' ? { nguoiGui: party } : { nguoiNhan: party };
      await ask('readdress', 'POST', `${item(tracking)}/dia-chi`, { body, key });
    },

    async scans(tracking) {
      const answer = await ask('scans', 'GET', `${item(tracking)}/hanh-trinh`);
      return understood(WireWay, answer).hanhTrinh.flatMap((scan) => scanOf(tracking, scan) ?? []);
    },

    async proof(tracking) {
      const answer = await ask('proof', 'GET', `${item(tracking)}/bang-chung`, { none: REFUSALS.NOT_FOUND });
      if (answer === null) return null;
      if (!/^image\/(png|jpeg)$/.test(answer.mediaType)) throw new CarrierDown('proof: not a picture');
      return { mediaType: answer.mediaType, content: answer.content };
    },
  };
}

function wireOrder(order: ShipmentOrder): WireOrder {
  return {
    maKhachHang: order.customer,
    maHangHoa: ITEM_CODES[order.direction],
    soDonHang: order.orderNumber,
    chieu: DIRECTION_CODES[order.direction],
    nguoiGui: wireParty(order.sender),
    nguoiNhan: wireParty(order.receiver),
    tienThuHo: order.cod ?? 0,
  };
}

function wireParty({ name, phone, address }: Address): WireParty {
  return { hoTen: name, dienThoai: phone, diaChi: address };
}

/** A number that breaks the standard it is said to follow was garbled on the way. */
function createdOf(answer: Answer): CreatedShipment {
  const { soHieu, dinhDang } = understood(WireCreated, answer);
  if (dinhDang === 'S10' && parseS10(soHieu) === null)
    throw new CarrierDown(`${answer.call}: a number with a wrong check digit`);
  return { tracking: soHieu };
}

/** null: of a kind that has no meaning here, as carriers add them without asking, or not of our time. */
function scanOf(tracking: string, scan: WireScan): CarrierScan | null {
  const kind = SCAN_KINDS.find((each) => SCAN_CODES[each] === scan.trangThai);
  const at = Date.parse(scan.thoiGian) as Instant;
  if (kind === undefined || at > Date.now() + MOST_AHEAD_MS) return null;
  const { buuCuc, lyDo, giuDenNgay, tienDaThu, nguoiKyNhan } = scan;
  return {
    id: scan.maSuKien,
    tracking,
    kind,
    at,
    ...(buuCuc === undefined ? {} : { place: buuCuc }),
    ...(lyDo === undefined ? {} : { reason: lyDo }),
    ...(giuDenNgay === undefined ? {} : { until: Date.parse(giuDenNgay) as Instant }),
    ...(tienDaThu === undefined ? {} : { collected: tienDaThu }),
    ...(nguoiKyNhan === undefined
      ? {}
      : { receiver: { name: nguoiKyNhan.hoTen, relation: nguoiKyNhan.quanHe } }),
  };
}

function understood<T extends z.ZodType>(schema: T, answer: Answer): z.output<T> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(answer.content));
  } catch {
    throw new CarrierDown(`${answer.call}: an answer that is no JSON`);
  }
  const read = schema.safeParse(value);
  if (!read.success) throw new CarrierDown(`${answer.call}: an answer of another shape`);
  return read.data;
}
