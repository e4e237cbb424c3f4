/** Codes that machines read, drawn as outlines: sharp at any size, the same on every machine. */
import { toSVG } from 'bwip-js/node';
import type { Content } from 'pdfmake';

/** QR code of `text`, `size` points wide, without the white frame that it needs around it. */
export function qrCode(text: string, size: number): Content {
  const options = { bcid: 'qrcode', text, eclevel: 'M' };
  return { svg: toSVG(options), width: size, height: size };
}

/** Code 128: what postal sorting reads. Printable ASCII alone. */
export function barcode(text: string, width: number, height: number): Content {
  // The library measures in millimetres, and stretches as it is told.
  const svg = toSVG({ bcid: 'code128', text, height: 15 });
  return { svg: svg.replace('<svg ', '<svg preserveAspectRatio="none" '), width, height };
}
