/** Files that are handed over, before a case names them. */
import type { components } from '../api/schema.gen.ts';
import { ApiProblem, headersOfChange } from './client.ts';
import { currentLanguage } from './language-choice.ts';

export type HandedOver = components['schemas']['File'];

/** Sends one file, telling how far it is (0 to 1). @throws ApiProblem */
export function handOver(file: File, onProgress: (share: number) => void): Promise<HandedOver> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/v1/documents');
    const headers = {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'Accept-Language': currentLanguage(),
      ...headersOfChange(),
    };
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onerror = () => reject(new TypeError('the file did not get through'));
    request.onload = () => {
      if (request.status === 201) resolve(request.response as HandedOver);
      else reject(new ApiProblem(request.status, request.response ?? {}));
    };
    request.send(file);
  });
}

/** For people: 1,4 MB. */
export function sizeOf(bytes: number, language: 'vi' | 'en'): string {
  const [unit, value] =
    bytes < 1_000_000 ? (['kilobyte', bytes / 1_000] as const) : (['megabyte', bytes / 1_000_000] as const);
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    maximumFractionDigits: bytes < 1_000_000 ? 0 : 1,
  }).format(value);
}
