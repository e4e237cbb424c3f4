/** What a camera wrote into a picture: when and where it was taken. A picture that is drawn smaller loses it, unless it is carried over. */

const START = 0xffd8;
const APP1 = 0xffe1;
const SCAN = 0xffda;
const EXIF = 'Exif\0\0';
const ORIENTATION = 0x0112;
const ENTRY_BYTES = 12;

/** The segment as it stands in the file, its marker included; null: there is none. */
export function exifOf(jpeg: Uint8Array): Uint8Array | null {
  const view = viewOf(jpeg);
  if (jpeg.length < 4 || view.getUint16(0) !== START) return null;
  for (let at = 2; at + 4 <= jpeg.length; ) {
    const marker = view.getUint16(at);
    if (marker === SCAN || marker < 0xff00) return null;
    const end = at + 2 + view.getUint16(at + 2);
    if (end > jpeg.length) return null;
    if (marker === APP1 && textAt(jpeg, at + 4, EXIF.length) === EXIF) return jpeg.slice(at, end);
    at = end;
  }
  return null;
}

/** The smaller picture with what the camera wrote into the larger one. It has been turned upright: nobody turns it again. */
export function withExif(jpeg: Uint8Array, exif: Uint8Array): Uint8Array<ArrayBuffer> {
  const carried = exif.slice();
  setUpright(carried);
  const whole = new Uint8Array(jpeg.length + carried.length);
  whole.set(jpeg.subarray(0, 2));
  whole.set(carried, 2);
  whole.set(jpeg.subarray(2), 2 + carried.length);
  return whole;
}

function setUpright(exif: Uint8Array): void {
  const head = 4 + EXIF.length;
  if (exif.length < head + 8) return;
  const view = viewOf(exif);
  const isLittle = textAt(exif, head, 2) === 'II';
  const first = head + view.getUint32(head + 4, isLittle);
  if (first + 2 > exif.length) return;
  const count = view.getUint16(first, isLittle);
  for (let n = 0; n < count; n++) {
    const at = first + 2 + n * ENTRY_BYTES;
    if (at + ENTRY_BYTES > exif.length) return;
    if (view.getUint16(at, isLittle) === ORIENTATION) view.setUint16(at + 8, 1, isLittle);
  }
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
