/** How an order reaches the API: its photos first, in parts that go on where the line went dead. */
import { type HttpRequest, Upload } from 'tus-js-client';
import { ApiProblem, api, headersOfChange } from '../shell/client.ts';
import { currentLanguage } from '../shell/language-choice.ts';
import type { Order, Photo } from './queue.ts';

/** Small enough to get through between two tunnels. */
const PART_BYTES = 256 * 1024;
const ANSWER_WITHIN_MS = 60_000;
const PAUSES_MS = [0, 1_000, 3_000];

/** `keep`: how far the photos are, so that nothing is sent twice. @throws ApiProblem, or what the network throws */
export async function send(order: Order, keep: (photos: readonly Photo[]) => Promise<void>): Promise<void> {
  let photos = order.photos;
  const put = async (place: number, part: Partial<Photo>) => {
    photos = photos.map((photo, at) => (at === place ? { ...photo, ...part } : photo));
    await keep(photos);
  };
  for (const [place, photo] of order.photos.entries()) {
    if (photo.upload !== null) continue;
    const upload = await uploaded(photo, (at) => put(place, { at }));
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

function uploaded(photo: Photo, begun: (at: string) => Promise<void>): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(photo.blob, {
      endpoint: '/v1/uploads',
      ...(photo.at === null ? {} : { uploadUrl: photo.at }),
      chunkSize: PART_BYTES,
      retryDelays: [...PAUSES_MS],
      metadata: { filename: photo.name },
      storeFingerprintForResuming: false,
      onBeforeRequest: (request: HttpRequest) => {
        request.setHeader('Accept-Language', currentLanguage());
        for (const [name, value] of Object.entries(headersOfChange())) request.setHeader(name, value);
      },
      onUploadUrlAvailable: () => {
        if (upload.url !== null) void begun(upload.url);
      },
      onSuccess: () => resolve(upload.url?.split('/').at(-1) ?? ''),
      onError: (error) => reject(problemOf(error)),
    });
    upload.start();
  });
}

/** The refusal that the API gave, if it was one. */
function problemOf(error: Error): Error {
  const answer = 'originalResponse' in error ? (error.originalResponse as Answer | null) : null;
  if (answer === null) return error;
  try {
    return new ApiProblem(answer.getStatus(), JSON.parse(answer.getBody()));
  } catch {
    return error;
  }
}

interface Answer {
  getStatus(): number;
  getBody(): string;
}
