/** Files as people hand them over, and the requests by which they do. */
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { sampleStreet } from '../../ops/demo/sample-files.ts';
import type { Answer, Api } from './api.ts';

/** Where the Truong Tien bridge stands, near enough. */
export const PLACE = { lat: 16.468, lon: 107.589 };

export function pdf(content = 'Giấy chứng nhận', size = 0): Buffer {
  return Buffer.from(`%PDF-1.7\n% ${content}\n${'x'.repeat(size)}\ntrailer << >>\nstartxref\n0\n%%EOF\n`);
}

/** A street as a telephone sees it; the grain of its sensor makes each another. */
export async function photo({
  width = 400,
  height = 300,
  position = false,
  of = 'hole' as 'hole' | 'mended',
} = {}): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 18 } as const;
  const grain = await sharp({ create: { width, height, channels: 3, background: '#888', noise } })
    .png()
    .toBuffer();
  const picture = sharp(Buffer.from(sampleStreet(of)))
    .resize(width, height, { fit: 'cover' })
    .flatten()
    .composite([{ input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 88 });
  if (!position) return picture.toBuffer();
  return picture
    .withExif({
      IFD0: { Artist: 'Nguyễn Văn Lợi', Model: 'Máy của tôi' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '16/1 28/1 48/10',
        GPSLongitudeRef: 'E',
        GPSLongitude: '107/1 35/1 204/10',
      },
    })
    .toBuffer();
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** In one request, as a program that is no browser sends it. */
export function upload(
  api: Api,
  user: string,
  bytes: Uint8Array | string,
  name = 'giấy tờ.pdf',
  headers: Record<string, string> = {},
): Promise<Answer> {
  return api.call(user, 'POST', '/v1/documents', bytes, {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    ...headers,
  });
}

/** Its id. */
export async function uploaded(api: Api, user: string, bytes: Uint8Array, name?: string): Promise<string> {
  const { status, body } = await upload(api, user, bytes, name);
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body.id;
}

export interface FileAnswer {
  readonly status: number;
  readonly bytes: Buffer;
  readonly headers: Headers;
}

export async function download(
  api: Api,
  user: string | null,
  path: string,
  headers: Record<string, string> = {},
): Promise<FileAnswer> {
  const response = await fetch(`${api.url}${path}`, {
    headers: { ...(user === null ? {} : { Authorization: `Bearer ${await api.tokenOf(user)}` }), ...headers },
  });
  return {
    status: response.status,
    bytes: Buffer.from(await response.arrayBuffer()),
    headers: response.headers,
  };
}
