import { Readable } from 'node:stream';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { PLACE, photo } from '../../test/support/files.ts';
import { examined, PictureBroken, smaller } from './index.ts';

const of = (bytes: Buffer) => async () => Readable.from([bytes]);

describe('the position of a picture', () => {
  test.each(['jpeg', 'png', 'webp'] as const)('is read from a picture as %s', async (format) => {
    const picture = await sharp(await photo({ position: true }))
      .keepExif()
      .toFormat(format)
      .toBuffer();
    const position = await examined(of(picture));
    expect(position?.lat).toBeCloseTo(PLACE.lat, 6);
    expect(position?.lon).toBeCloseTo(PLACE.lon, 6);
  });

  test('south and west are below nought', async () => {
    const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
      .withExif({
        IFD3: {
          GPSLatitudeRef: 'S',
          GPSLatitude: '33/1 30/1 0/1',
          GPSLongitudeRef: 'W',
          GPSLongitude: '70/1 0/1 36/1',
        },
      })
      .jpeg()
      .toBuffer();
    expect(await examined(of(picture))).toEqual({ lat: -33.5, lon: -70.01 });
  });

  test.each([
    ['nothing is said', {}],
    ['half is said', { GPSLatitudeRef: 'N', GPSLatitude: '16/1 0/1 0/1' }],
    ['it is beyond the pole', { GPSLatitude: '116/1 0/1 0/1', GPSLongitude: '107/1 0/1 0/1' }],
    // What devices write that do not know where they are.
    ['it is in the sea off Africa', { GPSLatitude: '0/1 0/1 0/1', GPSLongitude: '0/1 0/1 0/1' }],
    ['it is no number', { GPSLatitude: '1/0 0/1 0/1', GPSLongitude: '0/0 0/1 0/1' }],
  ])('is none where %s', async (_, IFD3) => {
    const blank = sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } });
    expect(await examined(of(await blank.withExif({ IFD3 }).jpeg().toBuffer()))).toBeNull();
  });
});

describe('a picture', () => {
  test.each(['jpeg', 'png', 'webp'] as const)('as %s that is cut is found broken', async (format) => {
    const whole = await sharp(await photo())
      .toFormat(format)
      .toBuffer();
    expect(await examined(of(whole))).toBeNull();
    await expect(examined(of(whole.subarray(0, whole.length / 2)))).rejects.toThrow(PictureBroken);
    await expect(examined(of(Buffer.from('no picture')))).rejects.toThrow(PictureBroken);
  });

  test('that would fill the memory is not opened', async () => {
    const large = await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 1 })
      .toBuffer();
    expect(large.length).toBeLessThan(5_000_000);
    await expect(examined(of(large))).rejects.toThrow(PictureBroken);
  });

  test('becomes a smaller one that stands upright and says nothing of its device', async () => {
    const lying = await sharp(await photo({ position: true, width: 900, height: 300 }))
      .keepExif()
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const bytes = Buffer.from(await smaller(of(lying), 'thumbnail'));
    const { width, height, exif, format } = await sharp(bytes).metadata();
    expect({ width, height, exif, format }).toEqual({
      width: 107,
      height: 320,
      exif: undefined,
      format: 'jpeg',
    });
    expect(bytes.includes('Lợi')).toBe(false);
  });

  test('is waited for by others when two are open', async () => {
    const picture = await photo();
    const all = await Promise.all(Array.from({ length: 8 }, () => smaller(of(picture), 'thumbnail')));
    expect(new Set(all.map(({ length }) => length)).size).toBe(1);
  });

  test('whose store fails is no broken picture', async () => {
    const failing = async () =>
      Readable.from(
        (async function* () {
          yield (await photo()).subarray(0, 1_000);
          throw new Error('no disk');
        })(),
      );
    await expect(examined(failing)).rejects.toThrow('no disk');
    await expect(examined(() => Promise.reject(new Error('no such object')))).rejects.toThrow(
      'no such object',
    );
    expect(await examined(of(await photo()))).toBeNull();
  });
});
