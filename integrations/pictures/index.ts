/** Pictures: whether they are whole, where they were taken, and smaller ones that tell nothing of the device. */
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import readExif from 'exif-reader';
import sharp, { type Sharp } from 'sharp';
import type { PicturePosition, PictureSize } from '../../contracts/documents/files.ts';

/** A picture as large as a hall's wall; more would be made to fill our memory. */
const MOST_PIXELS = 120_000_000;
const AT_ONCE = 2;

/** Edges in pixels. */
const SIZES: Readonly<Record<PictureSize, { readonly edge: number; readonly quality: number }>> = {
  thumbnail: { edge: 320, quality: 70 },
  shown: { edge: 1_600, quality: 80 },
};

/** It cannot be read to its end. */
export class PictureBroken extends Error {
  override readonly name = 'PictureBroken';
}

/** libvips keeps threads and memory of its own; what it opened before is nobody's to find. */
sharp.cache(false);
sharp.concurrency(1);

const gate = gateOf(AT_ONCE);

/** Reads a picture to its end. @throws PictureBroken */
export function examined(source: () => Promise<Readable>): Promise<PicturePosition | null> {
  return gate(async () => {
    const image = decoder();
    const [{ exif }] = await drawn(source, image, [
      image.metadata(),
      image.clone().resize(8).raw().toBuffer(),
    ]);
    return exif === undefined ? null : positionIn(exif);
  });
}

/** Upright, as JPEG, without anything but the picture. @throws PictureBroken */
export function smaller(source: () => Promise<Readable>, size: PictureSize): Promise<Uint8Array> {
  return gate(async () => {
    const { edge, quality } = SIZES[size];
    const image = decoder();
    const small = image
      .clone()
      .autoOrient()
      .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality, progressive: true })
      .toBuffer();
    const [bytes] = await drawn(source, image, [small]);
    return bytes;
  });
}

function decoder(): Sharp {
  return sharp({ limitInputPixels: MOST_PIXELS, failOn: 'truncated', sequentialRead: true });
}

/** Errors of the store are its own; those of the decoder are the picture's. */
async function drawn<T extends readonly Promise<unknown>[]>(
  source: () => Promise<Readable>,
  image: Sharp,
  results: readonly [...T],
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const all = Promise.all(results) as Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }>;
  all.catch(() => undefined);
  await pipeline(await source(), image, { end: true }).catch(async (error: unknown) => {
    image.destroy();
    throw error;
  });
  try {
    return await all;
  } catch (error) {
    throw new PictureBroken(error instanceof Error ? error.message : 'not a picture');
  }
}

/** null: it says none, or none that is on Earth. */
export function positionIn(exif: Buffer): PicturePosition | null {
  try {
    const {
      GPSLatitude: lat,
      GPSLatitudeRef: south,
      GPSLongitude: lon,
      GPSLongitudeRef: west,
    } = readExif(exif).GPSInfo ?? {};
    const degrees = (parts: number[] | undefined, sign: boolean) => {
      const [whole = Number.NaN, minutes = 0, seconds = 0] = parts ?? [];
      return (whole + minutes / 60 + seconds / 3_600) * (sign ? -1 : 1);
    };
    const position = { lat: degrees(lat, south === 'S'), lon: degrees(lon, west === 'W') };
    const isReal = Math.abs(position.lat) <= 90 && Math.abs(position.lon) <= 180;
    return isReal && (position.lat !== 0 || position.lon !== 0) ? position : null;
  } catch {
    return null;
  }
}

/** So many at once; the others wait their turn. */
function gateOf(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let busy = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (busy >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else busy += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) busy -= 1;
      else next();
    }
  };
}
