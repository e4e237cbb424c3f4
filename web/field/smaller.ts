import { exifOf, withExif } from './exif.ts';

/** Pixels of the longer side: a crack in the road is seen on it, and it gets through between two tunnels. */
const LONGEST = 2_000;
const SMALL_BYTES = 700_000;
const QUALITY = 0.82;

/** A photo as it is sent; one that is small already, and what this browser cannot draw, stays as it is. */
export async function smaller(file: File): Promise<File> {
  if (file.size <= SMALL_BYTES) return file;
  try {
    const picture = await createImageBitmap(file);
    const share = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * share);
    canvas.height = Math.round(picture.height * share);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
    if (drawn === null || drawn.size >= file.size) return file;
    const exif = exifOf(new Uint8Array(await file.arrayBuffer()));
    const whole = exif === null ? drawn : withExif(new Uint8Array(await drawn.arrayBuffer()), exif);
    return new File([whole], `${file.name.replace(/\.\w+$/, '')}.jpg`, { type: 'image/jpeg' });
  } catch {
    return file;
  }
}
