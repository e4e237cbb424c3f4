/** What somebody did where there was no network: kept on the device until the API has it, photos and all. */
import { createStore, del, entries, set, update } from 'idb-keyval';
import { useSyncExternalStore } from 'react';
import { isRefusal, mayChange } from '../shell/client.ts';
import { queries } from '../shell/queries.ts';
import { type Me, useMe } from '../shell/session.ts';
import { send } from './sending.ts';

export interface Photo {
  readonly rule: string;
  readonly name: string;
  readonly blob: Blob;
  /** Where its upload goes on; null: it has not begun. */
  readonly at: string | null;
  /** Its id, once all of it is there. */
  readonly upload: string | null;
}

export interface Order {
  /** Names the order at the API too, which does it once however often it is sent. */
  readonly id: string;
  /** Whose it is: nobody else who signs in on this device sends it. */
  readonly user: string;
  readonly code: string;
  readonly action: 'claim' | 'complete';
  readonly input: Readonly<Record<string, unknown>>;
  readonly photos: readonly Photo[];
  readonly madeAt: number;
  /** What the API said against it; null: it has not. */
  readonly refused: string | null;
}

const AGAIN_MS = 15_000;
const store = createStore('motcua-field-orders', 'orders');

let orders: readonly Order[] = [];
let isSending = false;
const listeners = new Set<() => void>();

async function look(): Promise<void> {
  const found = await entries<string, Order>(store);
  orders = inOrder(found.map(([, order]) => order));
  for (const notify of listeners) notify();
}

export async function enqueue(order: Omit<Order, 'id' | 'madeAt' | 'refused'>): Promise<void> {
  const id = crypto.randomUUID();
  await set(id, { ...order, id, madeAt: Date.now(), refused: null } satisfies Order, store);
  await look();
  void flush();
}

export async function discard(id: string): Promise<void> {
  await del(id, store);
  await look();
}

export async function tryAgain(id: string): Promise<void> {
  await change(id, { refused: null });
  void flush();
}

async function change(id: string, part: Partial<Order>): Promise<void> {
  await update<Order>(id, (before) => ({ ...(before as Order), ...part }), store);
  await look();
}

/** Sends what waits, in the order in which it was done. A line that is dead is tried again later; a refusal is for a person. */
export async function flush(): Promise<void> {
  if (isSending || !navigator.onLine) return;
  isSending = true;
  try {
    // Opened without a network, the page does not know what the session demands of changes.
    if (!mayChange()) await queries.refetchQueries({ queryKey: ['me'] });
    const me = queries.getQueryData<Me | null>(['me']);
    if (!me || !mayChange()) return;
    await look();
    for (const order of waitingOf(orders, me.id)) {
      try {
        await send(order, (photos) => change(order.id, { photos }));
        await discard(order.id);
        void queries.invalidateQueries({ queryKey: ['complaints'] });
        void queries.invalidateQueries({ queryKey: ['case', order.code] });
      } catch (error) {
        if (!isRefusal(error)) return;
        if (error.status === 401) return void queries.invalidateQueries({ queryKey: ['me'] });
        await change(order.id, { refused: error.message });
      }
    }
  } finally {
    isSending = false;
  }
}

/** What is still to be sent for this person, in the order in which they did it. */
export function waitingOf(all: readonly Order[], user: string): readonly Order[] {
  return inOrder(all).filter((order) => order.user === user && order.refused === null);
}

const inOrder = (all: readonly Order[]) => all.toSorted((a, b) => a.madeAt - b.madeAt);

let isWatching = false;
/** From now on, for as long as the page is open: whatever room is shown, what waits is sent. */
export function watch(): void {
  if (isWatching) return;
  isWatching = true;
  addEventListener('online', () => void flush());
  setInterval(() => void flush(), AGAIN_MS);
  void look().then(flush);
}

function listen(notify: () => void): () => void {
  listeners.add(notify);
  watch();
  return () => listeners.delete(notify);
}

export function useOrders(): readonly Order[] {
  const { data: me } = useMe();
  const all = useSyncExternalStore(listen, () => orders);
  return all.filter(({ user }) => user === me?.id);
}
