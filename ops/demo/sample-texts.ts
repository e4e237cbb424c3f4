/** What people of the demonstration write. Every person, number and address here is invented. */
import { foldVietnamese } from '../../domain/vocabulary/fold.ts';
import type { Chance } from './chance.ts';

const FAMILY = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Hoàng',
  'Huỳnh',
  'Phan',
  'Võ',
  'Đặng',
  'Bùi',
  'Hồ',
  'Tôn Thất',
];
const MIDDLE_F = ['Thị Ngọc', 'Thị Thu', 'Thị Mỹ', 'Khánh', 'Thị Diệu', 'Bảo'];
const MIDDLE_M = ['Văn', 'Đức', 'Quang', 'Hữu', 'Minh', 'Viết', 'Anh'];
const GIVEN_F = ['Lan', 'Hương', 'Trang', 'Duyên', 'Nhi', 'Thảo', 'Vy', 'Hạnh', 'Quỳnh', 'Trâm'];
const GIVEN_M = ['Hùng', 'Tuấn', 'Phước', 'Thành', 'Khoa', 'Lộc', 'Nhật', 'Sơn', 'Bình', 'Đạt'];
const STREETS = [
  'Lê Lợi',
  'Hùng Vương',
  'Nguyễn Huệ',
  'Bà Triệu',
  'Trần Hưng Đạo',
  'Đinh Tiên Hoàng',
  'Kim Long',
  'Nguyễn Sinh Cung',
  'Chi Lăng',
  'An Dương Vương',
  'Phan Bội Châu',
  'Mai Thúc Loan',
];
const TRADES = ['Quán bún bò', 'Tạp hóa', 'Cà phê', 'Chè', 'Cơm hến', 'Nhà nghỉ', 'Mè xửng', 'Nón lá'];

export function personName(chance: Chance, sex: 'female' | 'male' = chance.pick(['female', 'male'])): string {
  const [middle, given] = sex === 'female' ? [MIDDLE_F, GIVEN_F] : [MIDDLE_M, GIVEN_M];
  return `${chance.pick(FAMILY)} ${chance.pick(middle)} ${chance.pick(given)}`;
}

/** Plainly made up, so that nobody takes it for a person's. */
export function phone(chance: Chance): string {
  return `0900000${String(chance.between(0, 999)).padStart(3, '0')}`;
}

export function address(chance: Chance): string {
  const alley = chance.happens(0.3) ? `kiệt ${chance.between(2, 90)} ` : '';
  return `${alley}${chance.between(1, 260)} ${chance.pick(STREETS)}, Huế`;
}

export function businessName(chance: Chance): string {
  return `${chance.pick(TRADES)} ${chance.pick([...GIVEN_F, ...GIVEN_M])}`;
}

/** By the field of a complaint; what a reporter sees. */
const SEEN: Readonly<Record<string, readonly string[]>> = {
  roads: [
    'Ổ gà sâu giữa làn xe máy, tối qua đã có người ngã.',
    'Nắp cống bị vỡ, chỉ che tạm bằng cành cây.',
    'Mặt đường sụt lún sau mưa lớn, xe tải vẫn chạy qua.',
  ],
  waste: [
    'Rác dồn đống ba ngày nay chưa có xe thu gom, bốc mùi.',
    'Có người đổ xà bần ra bờ sông vào ban đêm.',
    'Thùng rác công cộng bị vỡ, rác tràn ra vỉa hè.',
  ],
  'street-lights': [
    'Bốn đèn liên tiếp không sáng, đoạn đường rất tối.',
    'Đèn chớp tắt liên tục cả đêm.',
    'Cột đèn nghiêng sau bão, dây điện chùng xuống thấp.',
  ],
  flooding: [
    'Mưa hơn một giờ là nước ngập quá bánh xe.',
    'Cống thoát nước bị tắc, nước tràn vào nhà dân.',
    'Miệng cống đầy lá cây và rác, nước không thoát được.',
  ],
  noise: [
    'Hàng xóm hát karaoke bằng loa kéo đến 23 giờ.',
    'Xưởng cưa hoạt động cả giờ trưa, rất ồn.',
    'Công trình đóng cọc từ 5 giờ sáng.',
  ],
  'building-order': [
    'Nhà đang xây lấn ra vỉa hè gần một mét.',
    'Công trình xây thêm tầng nhưng không có biển giấy phép.',
    'Có người rào đất công viên làm bãi giữ xe.',
  ],
  water: [
    'Nước máy đục vàng từ sáng hôm qua.',
    'Cả kiệt mất nước hai ngày, không có thông báo.',
    'Ống nước vỡ, nước chảy tràn ra đường.',
  ],
  'food-safety': [
    'Nhiều người đau bụng sau khi ăn ở quán này.',
    'Quán để thức ăn sống không che đậy, có ruồi.',
    'Bếp ăn rửa chén bằng nước đọng ngoài sân.',
  ],
  'traffic-signals': [
    'Đèn tín hiệu ở ngã tư không hoạt động, giờ cao điểm rất kẹt.',
    'Biển cấm rẽ trái bị gãy, nằm trên vỉa hè.',
    'Đèn đỏ và đèn xanh sáng cùng lúc.',
  ],
  'fallen-trees': [
    'Cây phượng đổ chắn ngang đường sau cơn dông.',
    'Cành cây lớn gãy treo trên dây điện.',
    'Cây cổ thụ bật gốc, nghiêng về phía trường học.',
  ],
};

export function complaintText(chance: Chance, field: string): string {
  return chance.pick(SEEN[field] ?? ['Đề nghị cơ quan chức năng kiểm tra giúp.']);
}

export const REASONS = {
  refuse: [
    'Không đủ điều kiện theo quy định.',
    'Thông tin kê khai không khớp với cơ sở dữ liệu.',
    'Nội dung không thuộc thẩm quyền giải quyết.',
  ],
  return: [
    'Cần làm rõ thêm một số nội dung trước khi trình.',
    'Số liệu chưa thống nhất, đề nghị kiểm tra lại.',
  ],
  disagree: ['Chưa phù hợp với quy hoạch của khu vực.', 'Chưa bảo đảm yêu cầu chuyên môn, cần điều chỉnh.'],
  'request-supplement': [
    'Giấy tờ bị mờ, đề nghị nộp lại bản rõ.',
    'Thiếu chữ ký của một bên, đề nghị bổ sung.',
    'Giấy tờ đã hết hạn, đề nghị nộp bản mới.',
  ],
  transfer: [
    'Nội dung thuộc địa bàn của đơn vị khác.',
    'Theo phân công, việc này do đơn vị nhận giải quyết.',
  ],
  extend: ['Cần thêm thời gian xác minh; cơ quan xin lỗi và hẹn lại ngày trả kết quả.'],
  suspend: ['Tạm dừng do mưa lũ, trụ sở không làm việc được.'],
  withdraw: ['Người nộp không còn nhu cầu.', 'Người nộp đề nghị rút để chuẩn bị lại hồ sơ.'],
  dispute: ['Hiện trạng vẫn chưa được khắc phục, đề nghị kiểm tra lại.'],
} as const satisfies Record<string, readonly string[]>;

export const NOTES = [
  'Đã gọi điện hẹn người nộp.',
  'Đã kiểm tra hiện trường, chụp ảnh lưu hồ sơ.',
  'Chờ ý kiến của lãnh đạo phòng.',
];
export const RESULTS = [
  'Đơn vị đã xử lý xong, hiện trường bảo đảm. Cảm ơn người dân đã phản ánh.',
  'Đã khắc phục trong ngày; đơn vị sẽ tiếp tục theo dõi khu vực này.',
  'Đã kiểm tra và nhắc nhở, lập cam kết không tái phạm.',
];
/** Of complaints, as everybody may read them. */
export const PUBLISHED = [
  'Người dân phản ánh tình trạng mất an toàn tại khu vực, đề nghị cơ quan chức năng kiểm tra, xử lý.',
  'Phản ánh hiện trường kèm hình ảnh; sự việc kéo dài nhiều ngày, ảnh hưởng sinh hoạt của khu dân cư.',
  'Phản ánh qua tổng đài; đề nghị sớm khắc phục để bảo đảm mỹ quan đô thị.',
];

/** Somewhere in the middle of Huế, WGS 84. */
export function place(chance: Chance): { readonly lat: number; readonly lon: number } {
  return { lat: 16.44 + chance.next() * 0.05, lon: 107.56 + chance.next() * 0.06 };
}

/** As a device reads it: `accuracy` in metres. */
export function position(chance: Chance): {
  readonly lat: number;
  readonly lon: number;
  readonly accuracy: number;
} {
  return { ...place(chance), accuracy: chance.between(3, 30) };
}

export const RATINGS = {
  satisfied: ['Xử lý nhanh, cán bộ nhiệt tình.', 'Rất hài lòng.'],
  acceptable: ['Được, nhưng còn chờ hơi lâu.'],
  'not-satisfied': ['Phải đi lại nhiều lần.', 'Trễ hẹn mà không được báo trước.'],
} as const;

/** As people choose them: their name in plain letters. */
export function mailOf(name: string): string {
  return `${foldVietnamese(name).toLowerCase().replaceAll(' ', '.')}@example.vn`;
}
