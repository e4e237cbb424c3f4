/** The simulated carrier at work: it takes orders, and their lives take their course. */

import type { CarrierScan } from '../../../domain/shipments/carrier-scan.ts';
import { formatS10 } from '../../../domain/shipments/s10.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { Direction } from '../../../domain/vocabulary/shipments.ts';
import { DIRECTION_CODES, REFUSALS, type WireAddress, type WireOrder, type WireParty } from '../wire.ts';
import type { BookedShipment, Books, ComingStep } from './books.ts';
import { fate, pickedBy } from './fate.ts';
import { HOURS_HELD, type Life, MIXED, REDIRECTED, REMITTED, type Step, stepsOf } from './lives.ts';
import type { SimulatorOptions } from './options.ts';

/** It does not do that; `code` is one of its own. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: string;
  readonly status: number;

  constructor(code: string, status = 422) {
    super(code);
    this.code = code;
    this.status = status;
  }
}

/** What somebody says of a scan that they ask for. */
export type WantedScan = Pick<CarrierScan, 'kind'> & Partial<Omit<CarrierScan, 'kind' | 'tracking'>>;

const HOUR = 3_600_000;
const LONGEST_WAIT_MS = 2 ** 31 - 1;
const OVER: readonly CarrierScan['kind'][] = ['delivered', 'returned', 'lost', 'damaged', 'cancelled'];
const RELATIONS = ['Chính chủ', 'Chính chủ', 'Vợ/chồng', 'Con', 'Bố/mẹ', 'Hàng xóm'];
const RELATIVES = ['Lê Thị Hoa', 'Nguyễn Văn Bình', 'Trần Minh Châu', 'Hoàng Thị Thu', 'Phạm Quốc Huy'];
const PLACES = {
  from: 'Bưu cục giao dịch Huế',
  between: 'Trung tâm khai thác Phú Bài',
  to: 'Bưu cục phát Thuận Hóa',
};

export class Post {
  readonly #options: SimulatorOptions;
  readonly #books: Books;
  readonly #onScan: (scan: CarrierScan) => void;
  /** Lives that somebody wishes for orders to come, by order number. */
  readonly #wished = new Map<string, Life>();
  #life: Life | null;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: SimulatorOptions, books: Books, onScan: (scan: CarrierScan) => void) {
    this.#options = options;
    this.#books = books;
    this.#onScan = onScan;
    this.#life = options.life;
    this.#goOn();
  }

  /** null as order number: of all orders to come; null as life: as they come in a post. */
  wish(orderNumber: string | null, life: Life | null): void {
    if (orderNumber === null) this.#life = life;
    else if (life === null) this.#wished.delete(orderNumber);
    else this.#wished.set(orderNumber, life);
  }

  /** @throws Refused */
  create(order: WireOrder, key: string): BookedShipment {
    this.#books.countRequest(key);
    const done = this.#books.byKey(key);
    if (done !== null) {
      if (JSON.stringify(done.order) !== JSON.stringify(order)) throw new Refused(REFUSALS.KEY_REUSED, 409);
      return done;
    }
    const { customers, unserved, seed } = this.#options;
    if (customers?.includes(order.maKhachHang) === false) throw new Refused(REFUSALS.WRONG_CUSTOMER);
    this.#demandServed(order.nguoiNhan, unserved);
    const serial = String(this.#books.nextSerial()).padStart(8, '0');
    const tracking = formatS10({ service: 'EA', serial, country: 'VN' });
    const life = this.#wished.get(order.soDonHang) ?? this.#life ?? pickedBy(MIXED, fate(seed, 'life', key));
    const coming = this.#from(Date.now(), stepsOf(life, directionOf(order)));
    const shipment = { tracking, key, order, life, readdressed: {}, scans: [], coming };
    this.#books.add(shipment);
    this.#goOn();
    return shipment;
  }

  find(key: string): BookedShipment {
    const found = this.#books.byKey(key);
    if (found === null) throw new Refused(REFUSALS.NOT_FOUND, 404);
    return found;
  }

  /** @throws Refused */
  shipment(tracking: string): BookedShipment {
    const found = this.#books.byTracking(tracking);
    if (found === null) throw new Refused(REFUSALS.NOT_FOUND, 404);
    return found;
  }

  /** Only what nobody has handed over can be taken back. @throws Refused */
  cancel(tracking: string): void {
    const shipment = this.shipment(tracking);
    if (shipment.scans.some(({ kind }) => kind === 'cancelled')) return;
    if (shipment.scans.length > 0) throw new Refused(REFUSALS.TOO_LATE, 409);
    shipment.coming = [];
    this.scan(tracking, { kind: 'cancelled' });
  }

  /** @throws Refused */
  readdress(tracking: string, address: WireAddress, key: string): void {
    const shipment = this.shipment(tracking);
    const isFetched = directionOf(shipment.order) === 'documents';
    // An address belongs to the citizen's end of the way.
    if ('nguoiGui' in address !== isFetched) throw new Refused(REFUSALS.WRONG_INPUT);
    const to = 'nguoiGui' in address ? address.nguoiGui : address.nguoiNhan;
    const earlier = shipment.readdressed[key];
    if (earlier !== undefined) {
      if (JSON.stringify(earlier) !== JSON.stringify(to)) throw new Refused(REFUSALS.KEY_REUSED, 409);
      return;
    }
    const tooLate = isFetched ? [...OVER, 'picked-up'] : [...OVER, 'returning'];
    if (shipment.scans.some(({ kind }) => tooLate.includes(kind))) throw new Refused(REFUSALS.TOO_LATE, 409);
    this.#demandServed(to, this.#options.unserved);
    shipment.readdressed[key] = to;
    // What nobody has handed over yet just starts for the new door.
    if (!isFetched && shipment.life !== 'manual' && shipment.scans.length > 0)
      shipment.coming = this.#from(Date.now(), REDIRECTED);
    this.scan(tracking, { kind: 'readdressed' });
    this.#goOn();
  }

  /** Something happens to a shipment now, or at the instant that is given. @throws Refused */
  scan(tracking: string, wanted: WantedScan): CarrierScan {
    const shipment = this.shipment(tracking);
    const id = wanted.id ?? `${tracking}-${shipment.scans.length + 1}`;
    const at = wanted.at ?? (Date.now() as Instant);
    const scan: CarrierScan = { ...this.#usual(shipment, wanted.kind, at), ...wanted, id, tracking, at };
    this.#books.addScan(shipment, scan);
    this.#onScan(scan);
    return scan;
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  /** What such a scan says where nobody says otherwise. */
  #usual(shipment: BookedShipment, kind: CarrierScan['kind'], at: Instant): Partial<CarrierScan> {
    const { order, key } = shipment;
    switch (kind) {
      case 'held':
        return { place: PLACES.to, until: (at + (HOURS_HELD * HOUR) / this.#options.speed) as Instant };
      case 'delivered': {
        const chance = (what: string) => fate(this.#options.seed, what, key);
        const relation = pickedBy(RELATIONS, chance('relation'));
        const elsewhere =
          directionOf(order) === 'result' ? Object.values(shipment.readdressed).at(-1) : undefined;
        const addressee = elsewhere ?? order.nguoiNhan;
        const name = relation === 'Chính chủ' ? addressee.hoTen : pickedBy(RELATIVES, chance('relative'));
        return {
          place: PLACES.to,
          receiver: { name, relation },
          ...(order.tienThuHo > 0 ? { collected: order.tienThuHo } : {}),
        };
      }
      case 'picked-up':
      case 'accepted':
      case 'returned':
        return { place: PLACES.from };
      case 'departed':
      case 'arrived':
        return { place: PLACES.between };
      case 'cod-remitted':
        return {};
      default:
        return { place: PLACES.to };
    }
  }

  #from(now: number, steps: readonly Step[]): ComingStep[] {
    let at = now;
    return steps.map((step) => {
      at += (step.hours * HOUR) / this.#options.speed;
      return { ...step, at: Math.round(at) };
    });
  }

  /** Does what has come, the oldest first, and waits for the next. After a stop it does what came meanwhile, dated as it came. */
  #goOn(): void {
    clearTimeout(this.#timer);
    for (;;) {
      const next = this.#next();
      if (next === null) return;
      const wait = next.step.at - Date.now();
      if (wait > 0) {
        this.#timer = setTimeout(() => this.#goOn(), Math.min(wait, LONGEST_WAIT_MS));
        return;
      }
      this.#take(next.shipment, next.step);
    }
  }

  #take(shipment: BookedShipment, { kind, reason, at }: ComingStep): void {
    shipment.coming.shift();
    if (kind === 'delivered' && shipment.order.tienThuHo > 0)
      shipment.coming.push(...this.#from(at, [REMITTED]));
    this.scan(shipment.tracking, {
      kind,
      at: at as Instant,
      ...(reason === undefined ? {} : { reason }),
    });
  }

  #next(): { readonly shipment: BookedShipment; readonly step: ComingStep } | null {
    let first: { shipment: BookedShipment; step: ComingStep } | null = null;
    for (const shipment of this.#books.shipments) {
      const [step] = shipment.coming;
      if (step !== undefined && (first === null || step.at < first.step.at)) first = { shipment, step };
    }
    return first;
  }

  #demandServed({ diaChi }: WireParty, unserved: readonly string[]): void {
    if (unserved.some((part) => diaChi.includes(part))) throw new Refused(REFUSALS.NOT_SERVED);
  }
}

function directionOf({ chieu }: WireOrder): Direction {
  return chieu === DIRECTION_CODES.documents ? 'documents' : 'result';
}
