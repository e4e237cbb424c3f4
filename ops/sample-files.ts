/** Files as citizens hand them over: a letter that somebody scanned, a picture by a telephone. */
import sharp from 'sharp';
import type { Instant } from '../domain/time/instant.ts';
import { pdfOf } from '../integrations/pdf/document.ts';

const WIDTH = 1_200;
const HEIGHT = 1_600;

export function sampleLetter(title: string, who: string): Promise<Uint8Array> {
  return pdfOf({
    title,
    author: who,
    subject: 'Bản mẫu của phần trình diễn',
    language: 'vi',
    at: Date.now() as Instant,
    content: [
      { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', bold: true, alignment: 'center' },
      { text: 'Độc lập - Tự do - Hạnh phúc', alignment: 'center', margin: [0, 0, 0, 24] },
      { text: title.toLocaleUpperCase('vi'), bold: true, fontSize: 16, alignment: 'center' },
      { text: `Họ và tên: ${who}`, margin: [0, 18, 0, 6] },
      'Giấy này là bản mẫu của phần trình diễn; mọi tên người đều hư cấu.',
    ],
    mark: 'BẢN MẪU',
  });
}

/** A sheet of paper on a table, too blurred to be read. */
export function samplePhoto(): Promise<Uint8Array> {
  const lines = Array.from(
    { length: 22 },
    (_, n) => `<rect x="230" y="${330 + n * 48}" width="${560 + ((n * 97) % 170)}" height="14" fill="#555"/>`,
  );
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <rect width="100%" height="100%" fill="#7b5a3c"/>
    <g transform="rotate(2 600 800)"><rect x="150" y="120" width="900" height="1340" fill="#f4f1e8"/>
    <rect x="380" y="210" width="440" height="30" fill="#333"/>${lines.join('')}</g></svg>`;
  return sharp(Buffer.from(drawing)).blur(9).jpeg({ quality: 78 }).toBuffer();
}
