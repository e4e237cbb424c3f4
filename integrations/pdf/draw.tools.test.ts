/** The forms as others read them: every one, in both languages, short and long. */
import { afterAll, describe, expect, test, vi } from 'vitest';
import { DOCUMENT_TEXTS } from '../../contracts/texts/documents.ts';
import { FORM_NAMES, type FormName } from '../../domain/vocabulary/documents.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { type SampleDocuments, sampleDocuments } from '../../ops/demo/sample-documents.ts';
import { codesOf, flat, readPdf } from '../../test/support/pdf.ts';
import { pdfRenderer } from './index.ts';

vi.setConfig({ testTimeout: 60_000 });
const renderer = pdfRenderer();
afterAll(() => renderer.close());

const SHORT = sampleDocuments(false);
const LONG = sampleDocuments(true);
const drawn = <F extends FormName>(form: F, samples: SampleDocuments, language: Language) =>
  renderer.render(form, samples[form], language);
const both = FORM_NAMES.flatMap((form) =>
  (['vi', 'en'] as const).map((language) => [form, language] as const),
);

describe('every form', () => {
  test.each(both)(
    '%s in %s is a file of its size with its fonts in it, that says what it is',
    async (form, language) => {
      const pdf = await readPdf(await drawn(form, SHORT, language));
      const texts = DOCUMENT_TEXTS[language];
      expect(pdf.pages).toBe(1);
      expect(pdf.size).toMatch(
        form === 'delivery-label'
          ? /^297\.\d+ x 419\.\d+ /
          : form === 'register'
            ? /^841\.\d+ x 595\.\d+ /
            : /^595\.\d+ x 841\.\d+ .*A4/,
      );
      expect(pdf.fonts.length).toBeGreaterThan(0);
      expect(pdf.fonts.filter(({ embedded, subset }) => !embedded || !subset)).toEqual([]);
      expect(pdf.info.Title).toContain(texts.names[form]);
      expect(pdf.info.Author).toBe(SHORT[form].agency[language]);
      expect(flat(pdf.text)).toContain(flat(texts.titles[form]));
      if (form !== 'delivery-label') {
        expect(flat(pdf.text)).toContain(texts.nation);
        expect(flat(pdf.text)).toContain(language === 'vi' ? 'Trang 1/1' : 'Page 1/1');
      }
    },
  );

  test.each(FORM_NAMES)('%s of the longest kind loses nothing of its names', async (form) => {
    const file = await drawn(form, LONG, 'vi');
    const pdf = await readPdf(file);
    const text = flat(pdf.text);
    const data = LONG[form];
    const names = [
      'applicant' in data ? data.applicant.name : null,
      'procedure' in data ? data.procedure.name.vi : null,
      data.agency.vi,
    ].filter((name) => name !== null);
    // Heads of letters are in capitals, columns and the mark of a sample stand between the lines: word by word.
    const written = new Set(pdf.text.toLocaleUpperCase('vi').split(/[\s\u200b]+/));
    if (form !== 'delivery-label')
      for (const word of names.join(' ').toLocaleUpperCase('vi').split(' ')) expect(written).toContain(word);
    if ('trackUrl' in data) expect(await codesOf(file)).toContain(`QR-Code:${data.trackUrl}`);
    if (form !== 'delivery-label') expect(text).toContain(`Trang ${pdf.pages}/${pdf.pages}`);
    if (form === 'register') expect(pdf.pages).toBeGreaterThan(8);
    if (form === 'control-sheet') expect(pdf.text.match(/Bên giao, bên nhận/g)).toHaveLength(pdf.pages);
  });

  test('gives the same bytes for the same data, and others for others', async () => {
    for (const form of FORM_NAMES) {
      const [one, again] = [await drawn(form, SHORT, 'vi'), await drawn(form, SHORT, 'vi')];
      expect(Buffer.from(one).equals(Buffer.from(again)), form).toBe(true);
    }
    const moved = { ...SHORT.receipt, dueAt: null };
    expect(
      Buffer.from(await renderer.render('receipt', moved, 'vi')).equals(
        Buffer.from(await drawn('receipt', SHORT, 'vi')),
      ),
    ).toBe(false);
  });
});

describe('a receipt', () => {
  test('says who handed in what, when it was taken in, and when to come back, in letters with all their marks', async () => {
    const text = flat((await readPdf(await drawn('receipt', SHORT, 'vi'))).text);
    for (const said of [
      'Họ và tên người nộp hồ sơ: Nguyễn Thị Mỹ Linh',
      'Địa chỉ: 12 Lê Lợi, phường Thuận Hóa, thành phố Huế',
      'Đăng ký tạm trú (1.004194)',
      'Tờ khai thay đổi thông tin cư trú (Mẫu CT01)',
      'Thời hạn giải quyết theo quy định: 3 ngày làm việc',
      'Thời gian nhận hồ sơ: 08 giờ 45 phút, ngày 23/11/2026',
      'Thời gian hẹn trả kết quả: 10 giờ 15 phút, ngày 26/11/2026',
      'Phí, lệ phí: 15.000 đồng (chưa nộp)',
      'Mẫu số 01',
      'Huế, ngày 23 tháng 11 năm 2026',
    ])
      expect(text).toContain(said);
    expect(text).toContain(SHORT.receipt.source?.head);
  });

  test('bears the code to follow the case by, and the one to pay by as long as there is something to pay', async () => {
    const { trackUrl, fee } = SHORT.receipt;
    expect(await codesOf(await drawn('receipt', SHORT, 'vi'))).toEqual(
      [`QR-Code:${fee?.paymentCode}`, `QR-Code:${trackUrl}`].sort(),
    );
    const paid = { ...SHORT.receipt, fee: { amount: 15_000, paid: true, paymentCode: 'x' } };
    expect(await codesOf(await renderer.render('receipt', paid, 'vi'))).toEqual([`QR-Code:${trackUrl}`]);
  });
});

test('a receipt says the digits to follow the case by where there is no telephone number', async () => {
  const textOf = async (trackProof: string | null) =>
    flat((await readPdf(await renderer.render('receipt', { ...SHORT.receipt, trackProof }, 'vi'))).text);
  expect(await textOf(null)).not.toContain('Bốn số để tra cứu');
  expect(await textOf('0417')).toContain('Bốn số để tra cứu: 0417');
});

describe('a letter', () => {
  const said = async <F extends FormName>(form: F, data: SampleDocuments[F] = SHORT[form]) =>
    flat((await readPdf(await renderer.render(form, data, 'vi'))).text);

  test.each<[FormName, string, readonly string[]]>([
    [
      'apology',
      'the appointment that is not kept, why, and the new one',
      [
        'Ủy ban nhân dân phường Thuận Hóa thành thật xin lỗi Ông/Bà',
        'Thời gian hẹn trả kết quả trước đây: 10 giờ 15 phút, ngày 26/11/2026',
        'Tờ khai thiếu chữ ký của chủ sở hữu chỗ ở hợp pháp tại mục 9.',
        'Thời gian hẹn trả kết quả mới: 10 giờ 15 phút, ngày 28/11/2026',
        'Mẫu số 04',
        'Phạm Ngọc Ẩn',
      ],
    ],
    [
      'stop-notice',
      'until when documents were waited for, and that a new dossier may be filed',
      [
        'Ủy ban nhân dân phường Thuận Hóa thông báo dừng giải quyết hồ sơ này',
        'Đến hết thời hạn bổ sung (08 giờ 15 phút, ngày 03/12/2026)',
        'Ông/Bà có thể nộp hồ sơ mới khi đã đủ giấy tờ theo quy định.',
        'Mẫu số 05',
      ],
    ],
    [
      'complaint-answer',
      'what was reported, who handled it, how it ended, and how to disagree, to nobody by name',
      [
        'Kính gửi: Người phản ánh',
        'Nội dung phản ánh: Đèn đường trước số 45 không sáng từ ba hôm nay',
        'Đơn vị xử lý: Trung tâm Công viên cây xanh',
        'Kết quả: Đã xử lý',
        'Đơn vị đã thay bóng đèn và kiểm tra đường dây vào sáng ngày 24/11/2026.',
        'Nếu không đồng ý với kết quả, Ông/Bà có thể gửi ý kiến hoặc đề nghị xem xét lại',
      ],
    ],
  ])('%s says %s', async (form, _what, expected) => {
    const text = await said(form);
    for (const each of expected) expect(text).toContain(each);
  });

  test('that stops a dossier for a reason gives that, and speaks of no documents', async () => {
    const because = { reason: 'Người nộp đã rút yêu cầu.' };
    const text = await said('stop-notice', { ...SHORT['stop-notice'], because });
    expect(text).toContain('Người nộp đã rút yêu cầu.');
    expect(text).not.toContain('Đến hết thời hạn bổ sung');
  });

  test('that extends without a new appointment says so', async () => {
    const text = await said('apology', { ...SHORT.apology, to: null });
    expect(text).toContain(flat(DOCUMENT_TEXTS.vi.says.noAppointment));
    expect(text).not.toContain('28/11/2026');
  });
});

describe('a delivery label', () => {
  test.each([SHORT, LONG])(
    'is one small page, and its number can be read by machines in two ways',
    async (samples) => {
      const label = await drawn('delivery-label', samples, 'vi');
      const pdf = await readPdf(label);
      expect(pdf.pages).toBe(1);
      const { tracking } = samples['delivery-label'];
      expect(await codesOf(label)).toEqual([`CODE-128:${tracking}`, `QR-Code:${tracking}`]);
      expect(pdf.text).toContain(tracking);
    },
  );
});

describe('what people wrote', () => {
  test('stays on the page, word by word and without a blank, and a sign that no font has is a box', async () => {
    const name = `${'Á'.repeat(200)} 山田🚧 Tiếng Việt`;
    const data = {
      ...SHORT.refusal,
      applicant: { ...SHORT.refusal.applicant, name },
      reason: 'e\u0302\u0301m'.repeat(90),
    };
    const { text } = await readPdf(await renderer.render('refusal', data, 'vi'));
    expect(text.replaceAll(/[\s\u200b]/g, '')).toContain(`${'Á'.repeat(200)}□□□TiếngViệt`);
    expect(text.replaceAll(/[\s\u200b]/g, '')).toContain('ếm'.repeat(90));
  });
});

test('a form that cannot be drawn is an error, and the next is drawn all the same', async () => {
  const broken = { ...SHORT.receipt, documents: null } as never;
  await expect(renderer.render('receipt', broken, 'vi')).rejects.toThrow('cannot be drawn');
  expect((await drawn('receipt', SHORT, 'vi')).length).toBeGreaterThan(10_000);
});
