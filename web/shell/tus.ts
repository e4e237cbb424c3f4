/** Files in parts, by the tus protocol: where the line goes dead, they go on from what has arrived. */
import { type HttpRequest, Upload } from 'tus-js-client';
import { ApiProblem, headersOfChange } from './client.ts';
import { currentLanguage } from './language-choice.ts';

const PAUSES_MS = [0, 1_000, 3_000];

export interface Parts {
  /** Small enough to get through where the line is bad. */
  readonly partBytes: number;
  readonly name: string;
  /** Where it was begun before; null: nowhere. */
  readonly at: string | null;
  /** Told as soon as it has an address, at which it can go on later. */
  onBegun(at: string): void;
  /** How far it is, 0 to 1. */
  onProgress?(share: number): void;
}

/** The id by which a case names the file, once all of it is there. @throws ApiProblem, or what the network throws */
export function sendInParts(
  file: Blob,
  { partBytes, name, at, onBegun, onProgress }: Parts,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint: '/v1/uploads',
      ...(at === null ? {} : { uploadUrl: at }),
      chunkSize: partBytes,
      retryDelays: [...PAUSES_MS],
      metadata: { filename: name },
      storeFingerprintForResuming: false,
      onBeforeRequest: (request: HttpRequest) => {
        request.setHeader('Accept-Language', currentLanguage());
        for (const [header, value] of Object.entries(headersOfChange())) request.setHeader(header, value);
      },
      onUploadUrlAvailable: () => {
        if (upload.url !== null) onBegun(upload.url);
      },
      onProgress: (sent, total) => onProgress?.(total === 0 ? 0 : sent / total),
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
