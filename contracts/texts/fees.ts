import type { Language } from './index.ts';

interface FeeTexts {
  /** Of the day's report as a table. */
  readonly report: string;
  readonly columns: Readonly<
    Record<'kind' | 'agency' | 'case' | 'how' | 'transfer' | 'inCase' | 'atProvider' | 'agrees', string>
  >;
  readonly kinds: Readonly<Record<'payment' | 'refund', string>>;
  readonly ways: Readonly<Record<'cash' | 'transfer' | 'cod' | 'unknown', string>>;
  readonly agrees: Readonly<
    Record<'agrees' | 'not-compared' | 'only-in-cases' | 'only-at-provider' | 'amount', string>
  >;
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
    },
    kinds: { payment: 'Thu', refund: 'Hoàn trả' },
    ways: { cash: 'tiền mặt', transfer: 'chuyển khoản', cod: 'thu hộ tại nhà', unknown: 'không rõ' },
    agrees: {
      agrees: 'khớp',
      'not-compared': 'không đối soát',
      'only-in-cases': 'chỉ có trong hồ sơ',
      'only-at-provider': 'chỉ có ở đơn vị thanh toán',
      amount: 'lệch số tiền',
    },
  },
  en: {
    report: 'Fees',
    columns: {
      kind: 'Kind',
      agency: 'Agency',
      case: 'Case',
      how: 'How',
      transfer: 'Receipt or transfer',
      inCase: 'By the cases (VND)',
      atProvider: 'By the provider (VND)',
      agrees: 'Compared',
    },
    kinds: { payment: 'payment', refund: 'refund' },
    ways: { cash: 'cash', transfer: 'transfer', cod: 'collected at the door', unknown: 'not known' },
    agrees: {
      agrees: 'agrees',
      'not-compared': 'not compared',
      'only-in-cases': 'in the cases alone',
      'only-at-provider': 'at the provider alone',
      amount: 'another amount',
    },
  },
};
