import type { Language } from '../../domain/vocabulary/languages.ts';
import type {
  MoneyMovement,
  PaymentDifferenceKind,
  PaymentWay,
  RefundReason,
  TransferStatus,
} from '../../domain/vocabulary/payments.ts';

interface FeeTexts {
  /** Of the day's report as a table. */
  readonly report: string;
  readonly columns: Readonly<
    Record<
      'kind' | 'agency' | 'case' | 'how' | 'transfer' | 'inCase' | 'atProvider' | 'agrees' | 'why',
      string
    >
  >;
  readonly kinds: Readonly<Record<MoneyMovement, string>>;
  readonly ways: Readonly<Record<PaymentWay, string>>;
  readonly agrees: Readonly<Record<'agrees' | 'not-compared' | PaymentDifferenceKind, string>>;
  /** How money that came by bank stands. */
  readonly statuses: Readonly<Record<TransferStatus, string>>;
  /** Why money goes back, or is not counted. */
  readonly whys: Readonly<Record<TransferWhy, string>>;
}

type TransferWhy = RefundReason | Extract<TransferStatus, 'new' | 'unknown'>;

/** A reason that these text do not know is shown as it is. */
export function transferWhy(why: string, language: Language): string {
  const { whys } = FEE_TEXTS[language];
  return Object.hasOwn(whys, why) ? whys[why as TransferWhy] : why;
}

export const FEE_TEXTS: Readonly<Record<Language, FeeTexts>> = {
  vi: {
    report: 'Thu phí, lệ phí',
    columns: {
      kind: 'Loại',
      agency: 'Cơ quan',
      case: 'Hồ sơ',
      how: 'Hình thức',
      transfer: 'Số biên lai, giao dịch',
      inCase: 'Theo hồ sơ (đồng)',
      atProvider: 'Theo đơn vị thanh toán (đồng)',
      agrees: 'Đối soát',
      why: 'Lý do',
    },
    kinds: { payment: 'Thu', refund: 'Hoàn trả' },
    ways: { cash: 'thu tại quầy', transfer: 'chuyển khoản', cod: 'thu hộ tại nhà' },
    agrees: {
      agrees: 'khớp',
      'not-compared': 'không đối soát',
      'only-in-cases': 'chỉ có trong hồ sơ',
      'only-at-provider': 'chỉ có ở đơn vị thanh toán',
      'reported-only': 'đã được báo, không có trong sao kê',
      amount: 'lệch số tiền',
    },
    statuses: {
      new: 'đang ghi nhận vào hồ sơ',
      taken: 'đã ghi nhận vào hồ sơ',
      'refund-due': 'đang được chuyển trả lại',
      refunded: 'đã chuyển trả lại',
      unknown: 'chưa rõ của hồ sơ nào',
    },
    whys: {
      'wrong-amount': 'số tiền chuyển khác với số phải nộp',
      'paid-twice': 'phí, lệ phí của hồ sơ đã được nộp trước đó',
      'case-over': 'hồ sơ không còn thu phí, lệ phí',
      ordered: 'theo quyết định của cơ quan giải quyết',
      new: 'chưa kịp ghi nhận vào hồ sơ',
      unknown: 'nội dung chuyển khoản không ứng với hồ sơ nào',
    },
  },
  en: {
    report: 'Fees',
    columns: {
      kind: 'Type',
      agency: 'Agency',
      case: 'Case',
      how: 'Method',
      transfer: 'Receipt or transfer',
      inCase: 'In the cases (VND)',
      atProvider: 'At the provider (VND)',
      agrees: 'Reconciliation',
      why: 'Reason',
    },
    kinds: { payment: 'payment', refund: 'refund' },
    ways: { cash: 'at the counter', transfer: 'bank transfer', cod: 'cash on delivery' },
    agrees: {
      agrees: 'matches',
      'not-compared': 'not compared',
      'only-in-cases': 'only in the cases',
      'only-at-provider': 'only at the provider',
      'reported-only': 'reported, not in the statement',
      amount: 'amount differs',
    },
    statuses: {
      new: 'being recorded',
      taken: 'recorded in the case',
      'refund-due': 'refund in progress',
      refunded: 'refunded',
      unknown: 'not matched to a case',
    },
    whys: {
      'wrong-amount': 'the amount was not the fee due',
      'paid-twice': 'the fee had already been paid',
      'case-over': 'no fee is payable for this case any more',
      ordered: 'the agency ordered a refund',
      new: 'it has not been recorded yet',
      unknown: 'the payment reference names no case',
    },
  },
};
