/** A picture of a signature that nobody wrote: a line in a hand of its own for each seed, as PNG. */
import { crc32, deflateSync } from 'node:zlib';
import { fate } from './fate.ts';

const WIDTH = 360;
const HEIGHT = 140;
const PEN = 2;
const DOTS = 6_000;

export function drawnSignature(seed: string): Uint8Array {
  const document = Buffer.alloc(WIDTH * HEIGHT, 255);
  const hand = (what: string, least: number, most: number) => least + fate(seed, what) * (most - least);
  const loops = hand('loops', 5, 9);
  const [wide, high, tall] = [hand('wide', 12, 22), hand('high', 12, 24), hand('tall', 10, 22)];
  const [slow, lean, rise] = [hand('slow', 1.2, 2.6), hand('lean', 0, 6), hand('rise', -20, 20)];
  for (let n = 0; n < DOTS; n++) {
    // The pen goes on in loops, now larger and now smaller, and rises or falls.
    const t = n / DOTS;
    const turn = 2 * Math.PI * loops * t;
    const swing = Math.sin(2 * Math.PI * slow * t + lean);
    const x = 35 + t * (WIDTH - 70) + wide * Math.sin(turn);
    const y =
      HEIGHT / 2 - rise * (t - 0.5) + (high + tall * 0.5 * swing) * Math.cos(turn) - tall * 0.6 * swing;
    dot(document, x, y);
  }
  return png(document);
}

function dot(document: Buffer, x: number, y: number): void {
  for (let dy = -PEN; dy <= PEN; dy++)
    for (let dx = -PEN; dx <= PEN; dx++) {
      const [px, py] = [Math.round(x) + dx, Math.round(y) + dy];
      if (dx * dx + dy * dy > PEN * PEN || px < 0 || py < 0 || px >= WIDTH || py >= HEIGHT) continue;
      document[py * WIDTH + px] = 20;
    }
}

/** Eight bits of grey, no filter. Source: PNG specification, third edition. */
function png(grey: Buffer): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.writeUInt8(8, 8);
  const lines = Buffer.concat(
    Array.from({ length: HEIGHT }, (_, y) =>
      Buffer.concat([Buffer.of(0), grey.subarray(y * WIDTH, (y + 1) * WIDTH)]),
    ),
  );
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}
