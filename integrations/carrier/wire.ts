/** The words of the carrier's API, in the manner of Vietnamese postal services. Adapter and simulator both speak it. */
import { z } from 'zod';
import type { Direction, ScanKind } from '../../domain/vocabulary/shipments.ts';

/** Where its things are. A key or a number of an item is no personal data; names and addresses travel in bodies alone. */
export const PATHS = {
  login: '/api/v1/dang-nhap',
  orders: '/api/v1/van-don',
} as const;

/** The key under which a call is done once. */
export const KEY_HEADER = 'ma-yeu-cau';

export const DIRECTION_CODES = {
  result: 'TRA_KET_QUA',
  documents: 'THU_GOM_HO_SO',
} as const satisfies Record<Direction, string>;

/** What is in it, by the carrier's list of goods. */
export const ITEM_CODES = { result: 'HCC-KQ', documents: 'HCC-HS' } as const satisfies Record<
  Direction,
  string
>;

export const SCAN_CODES = {
  'picked-up': 'DA_LAY',
  accepted: 'CHAP_NHAN',
  departed: 'ROI_BUU_CUC',
  arrived: 'DEN_BUU_CUC',
  'out-for-delivery': 'DANG_PHAT',
  attempted: 'PHAT_KHONG_THANH_CONG',
  held: 'LUU_GIU',
  readdressed: 'DOI_DIA_CHI',
  delivered: 'PHAT_THANH_CONG',
  returning: 'DANG_CHUYEN_HOAN',
  returned: 'DA_CHUYEN_HOAN',
  lost: 'THAT_LAC',
  damaged: 'HU_HONG',
  cancelled: 'DA_HUY',
  'cod-remitted': 'DA_TRA_TIEN',
} as const satisfies Record<ScanKind, string>;

/** The carrier's own codes for why it does not do something. */
export const REFUSALS = {
  NOT_LOGGED_IN: 'CHUA_DANG_NHAP',
  WRONG_ACCOUNT: 'SAI_TAI_KHOAN',
  WRONG_INPUT: 'DU_LIEU_SAI',
  WRONG_CUSTOMER: 'SAI_MA_KHACH_HANG',
  NOT_SERVED: 'DIA_CHI_KHONG_PHUC_VU',
  NOT_FOUND: 'KHONG_TIM_THAY',
  KEY_REUSED: 'MA_YEU_CAU_DA_DUNG',
  TOO_LATE: 'QUA_MUON',
} as const;

const text = z.string().min(1).max(500);
const Party = z.object({ hoTen: text, dienThoai: text, diaChi: text });
export type WireParty = z.infer<typeof Party>;

/** Of documents that are still to be fetched, whoever hands them over. */
export const WireAddress = z.union([z.object({ nguoiNhan: Party }), z.object({ nguoiGui: Party })]);
export type WireAddress = z.infer<typeof WireAddress>;

export const WireOrder = z.object({
  maKhachHang: text,
  maHangHoa: text,
  soDonHang: text,
  chieu: z.enum(DIRECTION_CODES),
  nguoiGui: Party,
  nguoiNhan: Party,
  /** Whole đồng; 0: none. */
  tienThuHo: z.int().min(0),
});
export type WireOrder = z.infer<typeof WireOrder>;

export const WireLogin = z.object({ tenDangNhap: text, matKhau: text });

/** For so many seconds the token is good. */
export const WireToken = z.object({ maTruyCap: text, hieuLuc: z.number().positive() });

/** `dinhDang` says by which standard the number is made; only `S10` is known here. */
export const WireCreated = z.object({
  soHieu: z.string().regex(/^[A-Z0-9]{4,40}$/),
  dinhDang: z.string().optional(),
});

const moment = z.iso.datetime({ offset: true });

export const WireScan = z.object({
  maSuKien: z.string().regex(/^[\x21-\x7e]{1,100}$/),
  trangThai: z.string(),
  thoiGian: moment,
  buuCuc: text.optional(),
  lyDo: text.optional(),
  giuDenNgay: moment.optional(),
  tienDaThu: z.int().min(0).optional(),
  nguoiKyNhan: z.object({ hoTen: text, quanHe: text }).optional(),
});
export type WireScan = z.infer<typeof WireScan>;

export const WireWay = z.object({ hanhTrinh: z.array(WireScan) });

export const WireRefusal = z.object({ maLoi: z.string().regex(/^[A-Z0-9_]{1,60}$/) });
