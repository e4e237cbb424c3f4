/**
 * Which number a form bears. A dossier ends under the frame under which it was begun: Circular 01/2018/TT-VPCP, and from 15 September
 * 2025 annex I of Circular 03/2025/TT-VPCP. Not verified against the printed annexes.
 */
import { type Instant, instant } from '../time/instant.ts';
import type { FormName } from '../vocabulary/documents.ts';

const FRAMES: readonly {
  readonly since: Instant;
  readonly numbers: Readonly<Partial<Record<FormName, string>>>;
}[] = [
  {
    since: instant('2025-09-15T00:00:00+07:00'),
    numbers: {
      receipt: '01',
      'supplement-request': '02',
      refusal: '03',
      apology: '04',
      'stop-notice': '05',
      'control-sheet': '06',
      register: '07',
    },
  },
  {
    since: instant('2018-11-23T00:00:00+07:00'),
    numbers: {
      receipt: '01',
      'supplement-request': '02',
      refusal: '03',
      apology: '04',
      'control-sheet': '05',
      register: '06',
    },
  },
];

/** null: the form has no number in that frame. */
export function formNumber(form: FormName, begunAt: Instant): string | null {
  return FRAMES.find(({ since }) => since <= begunAt)?.numbers[form] ?? null;
}
