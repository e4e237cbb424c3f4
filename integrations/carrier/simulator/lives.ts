/** What befalls shipments: lives of the post, in hours from one scan to the next. */
import type { Direction, ScanKind } from '../../../domain/vocabulary/shipments.ts';

export interface Step {
  /** Since the step before. */
  readonly hours: number;
  readonly kind: ScanKind;
  readonly reason?: string;
}

const HOURS_HELD = 7 * 24;

const on = (kind: ScanKind, hours: number, reason?: string): Step => ({
  kind,
  hours,
  ...(reason === undefined ? {} : { reason }),
});

const SENT = [on('accepted', 4), on('departed', 5), on('arrived', 18), on('out-for-delivery', 3)];
const SENT_BACK = [on('held', 2), on('returning', HOURS_HELD), on('returned', 30)];
const ABSENT = 'Người nhận vắng mặt';

/** By name; `manual` has only the scans that somebody asks for. */
export const LIVES = {
  delivered: [...SENT, on('delivered', 3)],
  'two-attempts': [
    ...SENT,
    on('attempted', 3, ABSENT),
    on('out-for-delivery', 21),
    on('attempted', 3, 'Không liên lạc được qua điện thoại'),
    on('out-for-delivery', 21),
    on('delivered', 3),
  ],
  refused: [...SENT, on('attempted', 3, 'Người nhận từ chối nhận'), ...SENT_BACK],
  'wrong-address': [...SENT, on('attempted', 3, 'Không tìm thấy địa chỉ'), ...SENT_BACK],
  lost: SENT.slice(0, 2),
  damaged: [...SENT.slice(0, 3), on('damaged', 2, 'Bưu gửi bị ướt')],
  'nobody-home': [on('attempted', 3, ABSENT), on('attempted', 24, ABSENT), on('cancelled', 2)],
  manual: [],
} as const satisfies Record<string, readonly Step[]>;

export type Life = keyof typeof LIVES;
export const LIFE_NAMES = Object.keys(LIVES) as readonly Life[];

/** Which lives come, and how often, where nobody says. */
export const MIXED: readonly Life[] = [
  ...Array<Life>(10).fill('delivered'),
  ...Array<Life>(4).fill('two-attempts'),
  'wrong-address',
  'refused',
  'damaged',
  'lost',
];

/** Documents are fetched at the door before they are anywhere; nobody fetches what nobody handed over. */
export function stepsOf(life: Life, direction: Direction): readonly Step[] {
  const steps: readonly Step[] = LIVES[life];
  const fetched = direction === 'documents' && life !== 'nobody-home' && steps.length > 0;
  return fetched ? [on('picked-up', 20), ...steps] : steps;
}

/** From where it is to the new door. */
export const REDIRECTED: readonly Step[] = [
  on('departed', 4),
  on('arrived', 18),
  on('out-for-delivery', 3),
  on('delivered', 3),
];

/** What was collected at the door is handed over. */
export const REMITTED: Step = on('cod-remitted', 48);

/** So long a held shipment waits to be called for. */
export { HOURS_HELD };
