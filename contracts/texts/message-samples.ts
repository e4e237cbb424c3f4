/** Invented values, by which an administrator sees what a message looks like. */
import type { ContentList, Placeholder } from '../../domain/messages/template.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';
import { DIGEST_LISTS } from '../../domain/vocabulary/messages.ts';
import { MESSAGE_TEXTS } from './messages.ts';

export const SAMPLE_VALUES: Readonly<Record<Language, Readonly<Record<Placeholder, string>>>> = {
  vi: {
    name: 'Nguyễn Văn Mẫu',
    code: 'H57.12-261123-0001',
    procedure: 'Đăng ký tạm trú',
    agency: 'Ủy ban nhân dân phường Mẫu',
    counter: 'Bộ phận Một cửa phường Mẫu',
    province: 'Ủy ban nhân dân tỉnh Mẫu',
    due: '17:00, 26/11/2026',
    before: '17:00, 23/11/2026',
    reason: 'Bản vẽ chưa có chữ ký.',
    missing: 'Bản vẽ, Giấy chứng nhận',
    amount: '75.000 đồng',
    receipt: 'BL-0001',
    tracking: 'EA473124829VN',
    attempts: '1',
    keptUntil: '17:00, 30/11/2026',
    parcel: MESSAGE_TEXTS.vi.parcels.result,
    failure: MESSAGE_TEXTS.vi.failures.returned,
    step: 'Thẩm định',
    clock: MESSAGE_TEXTS.vi.clocks.task,
    into: 'H57.12-261120-0007',
    news: MESSAGE_TEXTS.vi.news.published,
    day: '23/11/2026',
    count: '3',
    times: '4',
  },
  en: {
    name: 'Nguyễn Văn Mẫu',
    code: 'H57.12-261123-0001',
    procedure: 'Registration of temporary residence',
    agency: 'People’s Committee of Mẫu ward',
    counter: 'One-stop counter of Mẫu ward',
    province: 'People’s Committee of Mẫu',
    due: '17:00, 26/11/2026',
    before: '17:00, 23/11/2026',
    reason: 'The drawing is not signed.',
    missing: 'Drawing, Title deed',
    amount: '75,000 VND',
    receipt: 'BL-0001',
    tracking: 'EA473124829VN',
    attempts: '1',
    keptUntil: '17:00, 30/11/2026',
    parcel: MESSAGE_TEXTS.en.parcels.result,
    failure: MESSAGE_TEXTS.en.failures.returned,
    step: 'Examine',
    clock: MESSAGE_TEXTS.en.clocks.task,
    into: 'H57.12-261120-0007',
    news: MESSAGE_TEXTS.en.news.published,
    day: '23/11/2026',
    count: '3',
    times: '4',
  },
};

const listsIn = (language: Language): readonly ContentList[] => {
  const { code, step, due } = SAMPLE_VALUES[language];
  const { lists } = MESSAGE_TEXTS[language];
  return DIGEST_LISTS.map((bucket) => ({
    title: `${lists[bucket]} (1)`,
    items: [`${code}, ${step}, ${due}`],
  }));
};
export const SAMPLE_LISTS: Readonly<Record<Language, readonly ContentList[]>> = {
  vi: listsIn('vi'),
  en: listsIn('en'),
};
