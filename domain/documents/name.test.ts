import { expect, test } from 'vitest';
import { cleanName } from './name.ts';

test.each([
  ['bản vẽ.pdf', 'application/pdf', 'bản vẽ.pdf'],
  // Decomposed, as some devices send it.
  ['bản vẽ.pdf'.normalize('NFD'), 'application/pdf', 'bản vẽ.pdf'.normalize('NFC')],
  ['C:\\Users\\Lợi\\đơn.PDF', 'application/pdf', 'đơn.pdf'],
  ['../../etc/passwd', 'text/plain', 'passwd.txt'],
  ['ảnh.jpeg', 'image/jpeg', 'ảnh.jpeg'],
  // The override that shows "annexe.pdf" for a program.
  ['ann\u202efdp.exe', 'application/pdf', 'ann fdp.exe.pdf'],
  ['hoá đơn.pdf.exe', 'application/pdf', 'hoá đơn.pdf.exe.pdf'],
  ['a\r\nSet-Cookie: x', 'text/plain', 'a Set-Cookie x.txt'],
  ['"; rm *', 'image/png', '; rm.png'],
  ['.htaccess', 'text/plain', 'htaccess.txt'],
  ['', 'image/png', 'giấy tờ.png'],
  ['..', 'image/png', 'giấy tờ.png'],
  ['.pdf', 'application/pdf', 'pdf.pdf'],
  ['half \ud83d of one.png', 'image/png', 'half of one.png'],
  ['x'.repeat(500), 'image/png', `${'x'.repeat(150)}.png`],
] as const)(
  'a file called %j is kept as what it is, under a name that hides nothing',
  (given, type, name) => {
    expect(cleanName(given, type)).toBe(name);
  },
);
