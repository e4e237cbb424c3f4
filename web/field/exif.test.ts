import sharp from 'sharp';
import { expect, test } from 'vitest';
import { exifOf, withExif } from './exif.ts';

const plain = () => sharp({ create: { width: 40, height: 30, channels: 3, background: '#888' } }).jpeg();
const taken = (orientation: number) =>
  plain()
    .withExif({
      IFD0: { Model: 'Doi ha tang' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '16/1 28/1 48/10' },
    })
    .withMetadata({ orientation })
    .toBuffer();

test('where a picture was taken is still known after it was made smaller, and it is not turned twice', async () => {
  const exif = exifOf(await taken(6));
  expect(exif).not.toBeNull();
  const whole = withExif(await plain().toBuffer(), exif ?? new Uint8Array());
  const read = await sharp(whole).metadata();
  expect([read.width, read.height, read.orientation]).toEqual([40, 30, 1]);
  expect(Buffer.from(exifOf(whole) ?? []).includes('Doi ha tang')).toBe(true);
  expect((await sharp(await taken(6)).metadata()).orientation).toBe(6);
});

test('a picture without it, a cut one and what is no picture have none', async () => {
  expect(exifOf(await plain().toBuffer())).toBeNull();
  expect(exifOf((await taken(1)).subarray(0, 30))).toBeNull();
  expect(exifOf(Buffer.from('%PDF-1.7'))).toBeNull();
  expect(exifOf(new Uint8Array())).toBeNull();
});
