/** A picture of a signature that nobody wrote: a line in a hand of its own for each seed, as PNG. */
import { crc32, deflateSync } from 'node:zlib';
import { fate } from './fate.ts';

const WIDTH = 360;
const HEIGHT = 140;
const PEN = 2;
const STROKES = 7;

export function drawnSignature(seed: string): Uint8Array {
  const paper = Buffer.alloc(WIDTH * HEIGHT, 255);
  const at = (n: number, what: string) => fate(seed, what, n);
  const points = Array.from({ length: STROKES }, (_, n) => ({
    x: 30 + (n * (WIDTH - 60)) / (STROKES - 1) + (at(n, 'x') - 0.5) * 40,
    y: 25 + at(n, 'y') * (HEIGHT - 50),
    // Loops: the pen turns back on its way.
    pull: (at(n, 'pull') - 0.3) * 160,
  }));
  for (let n = 1; n < points.length; n++) {
    const [from, to] = [points[n - 1], points[n]];
    if (from === undefined || to === undefined) continue;
    for (let t = 0; t <= 1; t += 1 / 400) {
      const x = hermite(from.x, to.x, from.pull, to.pull, t);
      const y = hermite(from.y, to.y, from.pull / 2, -to.pull / 2, t);
      dot(paper, x, y);
    }
  }
  return png(paper);
}

function hermite(from: number, to: number, out: number, into: number, t: number): number {
  const [t2, t3] = [t * t, t * t * t];
  return (2 * t3 - 3 * t2 + 1) * from + (t3 - 2 * t2 + t) * out + (3 * t2 - 2 * t3) * to + (t3 - t2) * into;
}

function dot(paper: Buffer, x: number, y: number): void {
  for (let dy = -PEN; dy <= PEN; dy++)
    for (let dx = -PEN; dx <= PEN; dx++) {
      const [px, py] = [Math.round(x) + dx, Math.round(y) + dy];
      if (dx * dx + dy * dy > PEN * PEN || px < 0 || py < 0 || px >= WIDTH || py >= HEIGHT) continue;
      paper[py * WIDTH + px] = 20;
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
