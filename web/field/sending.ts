/** How an order reaches the API: its photos first, in parts that go on where the line went dead. */
import { api } from '../shell/client.ts';
import { sendInParts } from '../shell/tus.ts';
import type { Order, Photo } from './queue.ts';

/** Small enough to get through between two tunnels. */
const PART_BYTES = 256 * 1024;
const ANSWER_WITHIN_MS = 60_000;

/** `keep`: how far the photos are, so that nothing is sent twice. @throws ApiProblem, or what the network throws */
export async function send(order: Order, keep: (photos: readonly Photo[]) => Promise<void>): Promise<void> {
  let photos = order.photos;
  const put = async (place: number, part: Partial<Photo>) => {
    photos = photos.map((photo, at) => (at === place ? { ...photo, ...part } : photo));
    await keep(photos);
  };
  for (const [place, photo] of order.photos.entries()) {
    if (photo.upload !== null) continue;
    const upload = await sendInParts(photo.blob, {
      partBytes: PART_BYTES,
      name: photo.name,
      at: photo.at,
      onBegun: (at) => void put(place, { at }),
    });
    await put(place, { upload });
  }
  const documents = photos.map(({ rule, upload }) => ({ rule, upload }));
  await api.POST('/v1/cases/{idOrCode}/actions/{name}', {
    params: { path: { idOrCode: order.code, name: order.action } },
    headers: { 'Idempotency-Key': order.id },
    // A line that neither brings nor breaks holds up whatever waits behind it.
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    body: { ...order.input, ...(documents.length > 0 ? { documents } : {}) },
  });
}
