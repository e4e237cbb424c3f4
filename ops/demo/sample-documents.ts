/** Invented contents of every form, short and long, for whoever wants to look at them. */
import type { AgencyId, Localised } from '../../domain/ids.ts';
import { type Instant, instant, type PlainDay } from '../../domain/time/instant.ts';
import type { FormName } from '../../domain/vocabulary/documents.ts';
import type { CaseSheet, FormContents, HandOver, Person, Side } from '../../integrations/pdf/types.ts';

export type SampleDocuments = { readonly [F in FormName]: FormContents[F] };

const AT = instant('2026-11-23T08:15:00+07:00');
const HOUR = 3_600_000;
const later = (hours: number): Instant => (AT + hours * HOUR) as Instant;
const both = (vi: string, en: string): Localised => ({ vi, en });

const WARD = both('Ủy ban nhân dân phường Thuận Hóa', 'People’s Committee of Thuận Hóa Ward');
const CENTRE = both(
  'Trung tâm Phục vụ hành chính công thành phố Huế, Chi nhánh số 3 tại phường Thuận Hóa và phường Phú Xuân',
  'Public Service Centre of Huế, Branch 3 at Thuận Hóa and Phú Xuân',
);
const CITY = both('Ủy ban nhân dân thành phố Huế', 'People’s Committee of Huế');
const LONG_REASON = `Tờ khai thiếu chữ ký của chủ sở hữu chỗ ở hợp pháp tại mục 9, và thông tin về số định danh cá nhân của hai thành viên trong hộ không khớp với Cơ sở dữ liệu quốc gia về dân cư; đề nghị đối chiếu lại với giấy tờ gốc. ${'Bản chụp giấy chứng nhận quyền sử dụng đất bị mờ, không đọc được số thửa, số tờ bản đồ và diện tích; đề nghị chụp lại rõ nét, đủ bốn góc. '.repeat(6)}
Trường hợp giấy tờ gốc đã thất lạc, đề nghị nộp kèm văn bản xác nhận của cơ quan đã cấp.`;

const someone: Person = {
  name: 'Nguyễn Thị Mỹ Linh',
  address: '12 Lê Lợi, phường Thuận Hóa, thành phố Huế',
  phone: '0905 123 456',
  email: 'mylinh@example.vn',
  idNumber: '046190001234',
};
const withLongName: Person = {
  name: 'Công ty trách nhiệm hữu hạn một thành viên Thương mại, Dịch vụ, Xuất nhập khẩu và Đầu tư phát triển Du lịch sinh thái Phá Tam Giang – Cầu Hai',
  address:
    'Tầng 12, tòa nhà Vicoland, số 107B đường Võ Nguyên Giáp nối dài, khu đô thị mới An Cựu City, tổ dân phố số 18, phường An Cựu, thành phố Huế',
  phone: '0234 3828 288',
  email: 'van-phong.cong-ty-du-lich-sinh-thai-pha-tam-giang@mot-ten-mien-rat-dai.example.vn',
  idNumber: '3301234567',
  representing: 'Tôn Nữ Hoàng Phi Nguyễn Phước Quỳnh Anh, theo hợp đồng ủy quyền số 18/2026/HĐUQ',
};

const caseOf = (isLong: boolean): CaseSheet => ({
  issuer: 'hue.thuan-hoa' as AgencyId,
  agency: isLong ? CENTRE : WARD,
  above: CITY,
  place: both('Huế', 'Huế'),
  at: AT,
  source: { seq: 12, head: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' },
  formNumber: '01',
  code: 'H57.12-261123-0001',
  trackUrl: 'https://dichvucong.example.vn/track/H57.12-261123-0001',
  procedure: isLong
    ? {
        code: '1.012345.000.00.00.H57',
        name: both(
          'Cấp giấy phép xây dựng mới đối với công trình cấp III, cấp IV (công trình không theo tuyến, theo tuyến trong đô thị, tín ngưỡng, tôn giáo, tượng đài, tranh hoành tráng) và nhà ở riêng lẻ',
          'Permit for the construction of works of grades III and IV (off and along lines in urban areas, religious works, monuments, murals) and of detached houses',
        ),
      }
    : { code: '1.004194', name: both('Đăng ký tạm trú', 'Registration of temporary residence') },
});

const side = (office: Localised | null, person: string | null = null): Side => ({ office, person });

function handOvers(isLong: boolean): readonly HandOver[] {
  const steps: readonly HandOver[] = [
    {
      at: AT,
      from: side(null),
      to: side(WARD, 'Trần Văn Đức'),
      step: both('Tiếp nhận', 'Accept'),
      dueAt: null,
      result: null,
      note: null,
    },
    {
      at: later(2),
      from: side(WARD, 'Trần Văn Đức'),
      to: side(both('Công an phường Thuận Hóa', 'Police of Thuận Hóa Ward'), 'Lê Thị Hường'),
      step: both('Thẩm định hồ sơ', 'Examine'),
      dueAt: later(4),
      result: 'early',
      note: null,
    },
    {
      at: later(50),
      from: side(both('Công an phường Thuận Hóa', 'Police of Thuận Hóa Ward'), 'Lê Thị Hường'),
      to: side(WARD, 'Phạm Ngọc Ẩn'),
      step: both('Trình ký', 'Submit for signature'),
      dueAt: later(26),
      result: 'overdue',
      note: both('Chờ ý kiến của cơ quan phối hợp', 'Waiting for another agency’s opinion'),
    },
  ];
  return isLong ? Array.from({ length: 24 }, () => steps).flat() : steps;
}

/** `isLong`: names, reasons and tables of the longest kind. */
export function sampleDocuments(isLong: boolean): SampleDocuments {
  const sheet = caseOf(isLong);
  const { issuer, agency, above, place, at } = sheet;
  const list = { issuer, agency, above, place, at, source: null };
  const applicant = isLong ? withLongName : someone;
  const reason = isLong ? LONG_REASON : 'Tờ khai thiếu chữ ký của chủ sở hữu chỗ ở hợp pháp tại mục 9.';
  const documents = [
    {
      name: both('Tờ khai thay đổi thông tin cư trú (Mẫu CT01)', 'Declaration of residence (CT01)'),
      copies: 1,
    },
    {
      name: both('Giấy tờ chứng minh chỗ ở hợp pháp', 'Proof of lawful lodging'),
      copies: 2,
      note: both('Bản chụp', 'Copy'),
    },
  ];
  const times = <T>(rows: readonly T[], n: number): readonly T[] =>
    isLong ? Array.from({ length: n }, () => rows).flat() : rows;
  const fee = {
    amount: isLong ? 12_345_678 : 15_000,
    paid: false,
    paymentCode:
      '00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA53037045405150005802VN62220818H5712261123000163049F1C',
  };
  return {
    receipt: {
      ...sheet,
      applicant,
      documents: times(documents, 14),
      sets: 1,
      channel: 'counter',
      filedAt: AT,
      acceptedAt: later(0.5),
      term: { amount: 3, unit: 'working-days' },
      dueAt: later(74),
      receiver: 'Trần Văn Đức',
      result: both('Xác nhận thông tin về cư trú', 'Confirmation of residence'),
      delivery: ['post'],
      fee,
    },
    'supplement-request': {
      ...sheet,
      formNumber: '02',
      applicant,
      missing: times(
        documents.map(({ name }, n) => ({
          name,
          advice: n === 0 ? 'Ký tên tại mục 9 và nộp lại bản chính.' : null,
        })),
        5,
      ),
      reason,
      until: later(240),
      officer: 'Lê Thị Hường',
    },
    refusal: {
      ...sheet,
      formNumber: '03',
      applicant,
      decided: false,
      filedAt: AT,
      reason,
      officer: 'Trần Văn Đức',
    },
    apology: {
      ...sheet,
      formNumber: '04',
      applicant,
      acceptedAt: AT,
      from: later(74),
      to: later(122),
      reason,
      officer: 'Phạm Ngọc Ẩn',
    },
    'stop-notice': {
      ...sheet,
      formNumber: '05',
      applicant,
      filedAt: AT,
      acceptedAt: AT,
      because: isLong ? { reason } : { documentsAwaitedUntil: later(240) },
      officer: null,
    },
    'control-sheet': {
      ...sheet,
      formNumber: '06',
      applicant,
      acceptedAt: AT,
      dueAt: later(74),
      decidedAt: later(50),
      handOvers: handOvers(isLong),
    },
    register: {
      ...list,
      formNumber: '07',
      from: '2026-11-01' as PlainDay,
      until: '2026-11-30' as PlainDay,
      rows: times(
        [
          {
            code: 'H57.12-261123-0001',
            procedure: sheet.procedure.name,
            applicant: applicant.name,
            contact: [applicant.address, applicant.phone].join(', '),
            decider: sheet.agency,
            channel: 'counter',
            filedAt: AT,
            dueAt: later(74),
            decidedAt: later(50),
            deliveredAt: null,
            statusText: both('Đã xử lý xong', 'Decided'),
          },
          {
            code: 'H57.12-261123-10002',
            procedure: both('Đăng ký khai sinh', 'Registration of a birth'),
            applicant: 'Đặng Ích Khiêm',
            contact: null,
            decider: WARD,
            channel: 'online',
            filedAt: later(1),
            dueAt: null,
            decidedAt: null,
            deliveredAt: null,
            statusText: both('Yêu cầu bổ sung giấy tờ', 'Documents requested'),
          },
        ],
        60,
      ),
    },
    'complaint-acknowledgement': {
      ...sheet,
      formNumber: null,
      procedure: { code: 'street-light', name: both('Đèn đường hỏng', 'Broken street light') },
      subject: isLong ? `${reason} 🚧` : 'Đèn đường trước số 45 không sáng từ ba hôm nay',
      spot: '45 Nguyễn Trãi, phường Phú Xuân',
      filedAt: AT,
      dueAt: later(168),
    },
    'complaint-answer': {
      ...sheet,
      formNumber: null,
      procedure: { code: 'street-light', name: both('Đèn đường hỏng', 'Broken street light') },
      subject: isLong ? `${reason} 🚧` : 'Đèn đường trước số 45 không sáng từ ba hôm nay',
      spot: '45 Nguyễn Trãi, phường Phú Xuân',
      filedAt: AT,
      handler: both('Trung tâm Công viên cây xanh', 'Parks and Lighting Centre'),
      ending: 'resolved',
      answer: isLong ? reason : 'Đơn vị đã thay bóng đèn và kiểm tra đường dây vào sáng ngày 24/11/2026.',
    },
    'delivery-label': {
      ...list,
      formNumber: null,
      code: sheet.code,
      tracking: 'EA473124829VN',
      carrier: 'Bưu điện Việt Nam',
      service: 'return',
      sender: {
        name: sheet.agency.vi,
        phone: '0234 3828 288',
        address: '01 Lê Hồng Phong, phường Thuận Hóa, thành phố Huế',
      },
      recipient: {
        name: applicant.name ?? '',
        phone: applicant.phone,
        address: applicant.address ?? '',
      },
      content: 'Kết quả thủ tục hành chính, 02 giấy tờ',
      cod: isLong ? 1_215_000 : 0,
    },
    'handover-list': {
      ...list,
      formNumber: null,
      number: 'BG-261123-0007',
      from: sheet.agency,
      to: isLong
        ? both('Bưu điện Việt Nam', 'Vietnam Post')
        : both('Sở Xây dựng', 'Department of Construction'),
      rows: times(
        [
          {
            code: 'H57.12-261123-0001',
            tracking: isLong ? 'EA473124829VN' : null,
            applicant: applicant.name,
            content: sheet.procedure.name.vi,
            documents: 3,
            cod: isLong ? 1_215_000 : null,
          },
          {
            code: 'H57.12-261123-0002',
            tracking: isLong ? 'EA473124832VN' : null,
            applicant: 'Đặng Ích Khiêm',
            content: 'Đăng ký khai sinh',
            documents: 2,
            cod: null,
          },
        ],
        20,
      ),
    },
    result: {
      ...sheet,
      formNumber: null,
      applicant,
      document: both('về việc cấp giấy phép bán lẻ rượu', 'Alcohol retail licence'),
      legalBasis: [
        'Luật Tổ chức chính quyền địa phương',
        'Nghị định 105/2017/NĐ-CP',
        'Nghị định 17/2020/NĐ-CP',
      ],
      filedAt: AT,
      decidedAt: later(50),
      answers: times(
        [
          {
            label: both('Tên thương nhân', 'Name of the trader'),
            value: both('Cửa hàng Hương Giang', 'Cửa hàng Hương Giang'),
          },
          {
            label: both('Địa điểm bán lẻ', 'Premises'),
            value: both('12 Lê Lợi, phường Thuận Hóa', '12 Lê Lợi, phường Thuận Hóa'),
          },
          { label: both('Số điểm bán', 'Number of shops'), value: both('2', '2') },
        ],
        10,
      ),
      signer: 'Phạm Ngọc Ẩn',
    },
    'fee-receipt': {
      ...sheet,
      formNumber: null,
      payer: applicant,
      amount: isLong ? 12_345_678 : 15_000,
      paidAt: AT,
      receipt: 'BL-0000123',
      collector: 'Trần Văn Đức',
    },
  };
}
