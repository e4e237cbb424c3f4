/** Files as citizens hand them over: a letter that somebody scanned, a picture by a telephone, a street. */
import sharp from 'sharp';
import type { Instant } from '../../domain/time/instant.ts';
import { pdfOf } from '../../integrations/pdf/document.ts';

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

/** A street by the river, drawn 400 by 300: with a hole in it, or mended. */
export function sampleStreet(state: 'hole' | 'mended'): string {
  const hole = `<ellipse cx="196" cy="228" rx="74" ry="25" fill="#55504a"/>
    <ellipse cx="199" cy="231" rx="62" ry="18" fill="#2c2723"/>
    <path d="M140 232q40 16 112 4q-30 18-70 16q-34-4-42-20z" fill="#6f7d86"/>
    <path d="M122 224l-34-12-20 6M270 232l40 10 22-4M210 204l14-22 22-6" stroke="#3a3632" stroke-width="3" fill="none"/>
    <circle cx="120" cy="250" r="5" fill="#77716a"/><circle cx="284" cy="214" r="4" fill="#77716a"/>`;
  const patch = `<path d="M112 206l170-4 18 52-206 4z" fill="#35332f"/><path d="M112 206l170-4 18 52-206 4z" fill="none" stroke="#23211e" stroke-width="3"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300" preserveAspectRatio="xMidYMid slice">
    <defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="#a9cbe6"/><stop offset="1" stop-color="#e8f0f3"/></linearGradient>
    <linearGradient id="road" x2="0" y2="1"><stop stop-color="#8b8a86"/><stop offset="1" stop-color="#625f5b"/></linearGradient></defs>
    <rect width="400" height="110" fill="url(#sky)"/>
    <path d="M0 92h400v20H0z" fill="#7fa3b0"/>
    <path d="M0 60h54v50H0zM60 44h66v66H60zM300 52h58v58h-58zM364 70h36v40h-36z" fill="#d9c7a3"/>
    <path d="M-4 62l31-20 31 20zM56 46l37-22 37 22zM296 54l33-20 33 20z" fill="#a5523c"/>
    <path d="M12 74h12v14H12zM34 74h12v14H34zM74 62h14v18H74zM100 62h14v18h-14zM314 68h12v16h-12zM338 68h12v16h-12z" fill="#5e7382"/>
    <circle cx="160" cy="72" r="26" fill="#4f7c46"/><circle cx="182" cy="82" r="20" fill="#5d8c51"/><path d="M164 90h6v24h-6z" fill="#6b4e33"/>
    <circle cx="262" cy="76" r="24" fill="#568549"/><path d="M258 90h6v24h-6z" fill="#6b4e33"/>
    <path d="M0 110h400v14H0z" fill="#c3bdb0"/><path d="M0 124h400v176H0z" fill="url(#road)"/>
    <path d="M0 124h400v5H0z" fill="#efe9dc"/>
    <path d="M20 162h60v6H20zM130 162h60v6h-60zM240 162h60v6h-60zM350 162h50v6h-50z" fill="#f1ead2"/>
    ${state === 'hole' ? hole : patch}
  </svg>`;
}
