/** The ladder of escalations: in order, and saying "breached" at the deadline and nowhere else. */
import { budgetOf, calendarFor } from '../../time/terms.ts';
import { type Finding, finding, pathText } from '../language/problem.ts';
import type { EscalationLevel, Procedure, QuietHours } from '../language/types.ts';

export function checkEscalations({ escalations, sla, quiet }: Procedure): Finding[] {
  return escalations
    .flatMap((escalationLevel, index) => [
      ...share(escalationLevel, index),
      ...order(escalations[index - 1], escalationLevel, index, sla.minutesPerWorkingDay),
      ...breach(escalationLevel, index),
      ...goalWithout(escalationLevel, index, sla.goal !== undefined),
      ...repeated(escalationLevel, index),
      ...calledTwice(escalationLevel, index),
    ])
    .concat(breachMissing(escalations), quietAllDay(quiet));
}

function share({ at }: EscalationLevel, index: number): Finding[] {
  if (!('percent' in at) || (at.percent >= 1 && at.percent <= 100)) return [];
  return [
    finding(
      pathText(['escalations', index, 'at']),
      'percent-out-of-range',
      {
        vi: `${at.percent}% không phải một phần của thời hạn.`,
        en: `${at.percent}% is not a share of the term.`,
      },
      {
        vi: 'Dùng từ 1% đến 100%; sau hạn thì viết như +8 working-hours.',
        en: 'Use 1% to 100%; after the deadline, write for instance +8 working-hours.',
      },
    ),
  ];
}

function order(
  before: EscalationLevel | undefined,
  escalationLevel: EscalationLevel,
  index: number,
  minutesPerDay: number,
): Finding[] {
  if (before === undefined || comesAfter(before.at, escalationLevel.at, minutesPerDay)) return [];
  return [
    finding(
      pathText(['escalations', index, 'at']),
      'escalation-levels-out-of-order',
      {
        vi: 'Mốc này không đến sau mốc trước nó, hoặc không so sánh được với nó.',
        en: 'This escalation level does not come after the one before it, or cannot be compared with it.',
      },
      {
        vi: 'Xếp theo thứ tự: phần trăm tăng dần, rồi các mốc +… tăng dần, cùng theo giờ làm việc hoặc cùng theo giờ đồng hồ.',
        en: 'Order them: rising percentages, then rising +… terms, all in working time or all in clock hours.',
      },
    ),
  ];
}

function comesAfter(
  before: EscalationLevel['at'],
  at: EscalationLevel['at'],
  minutesPerDay: number,
): boolean {
  // The aim lies anywhere before the deadline.
  if ('goal' in at) return !('after' in before);
  if ('goal' in before) return true;
  if ('percent' in at) return 'percent' in before && at.percent > before.percent;
  if ('percent' in before) return true;
  const sameSort = calendarFor(before.after, 'office') === calendarFor(at.after, 'office');
  return sameSort && budgetOf(at.after, minutesPerDay) > budgetOf(before.after, minutesPerDay);
}

function isDeadline(at: EscalationLevel['at']): boolean {
  return 'percent' in at && at.percent === 100;
}

function breach(escalationLevel: EscalationLevel, index: number): Finding[] {
  const at = escalationLevel.do.findIndex((action) => action.do === 'breach');
  if (at < 0 || isDeadline(escalationLevel.at)) return [];
  return [
    finding(
      pathText(['escalations', index, 'do', at]),
      'breach-not-at-deadline',
      {
        vi: 'Quá hạn chỉ xảy ra đúng lúc hết hạn.',
        en: 'A breach happens at the deadline and nowhere else.',
      },
      { vi: 'Chuyển breach về mốc 100%.', en: 'Move breach to the escalation level at 100%.' },
    ),
  ];
}

function goalWithout({ at }: EscalationLevel, index: number, hasGoal: boolean): Finding[] {
  if (!('goal' in at) || hasGoal) return [];
  return [
    finding(
      pathText(['escalations', index, 'at']),
      'goal-missing',
      { vi: 'Quy trình không đặt mục tiêu.', en: 'The procedure sets no goal.' },
      { vi: 'Thêm sla.goal, hoặc bỏ mốc này.', en: 'Add sla.goal, or remove this escalation level.' },
    ),
  ];
}

/** A breach happens once. */
function repeated({ repeat, do: actions }: EscalationLevel, index: number): Finding[] {
  if (repeat === undefined || !actions.some((action) => action.do === 'breach')) return [];
  return [
    finding(
      pathText(['escalations', index, 'repeat']),
      'breach-repeated',
      { vi: 'Một thời hạn chỉ quá hạn một lần.', en: 'A deadline is breached once.' },
      {
        vi: 'Tách việc lặp lại sang mốc + sau hạn.',
        en: 'Put what repeats on an escalation level of its own, after the deadline.',
      },
    ),
  ];
}

function calledTwice({ do: actions }: EscalationLevel, index: number): Finding[] {
  const names = actions.map((action) => (action.do === 'webhook' ? action.name : null));
  const twice = names.findIndex((name, at) => name !== null && names.indexOf(name) < at);
  if (twice < 0) return [];
  return [
    finding(
      pathText(['escalations', index, 'do', twice]),
      'webhook-twice',
      {
        vi: 'Mốc này gọi cùng một webhook hai lần.',
        en: 'This escalation level calls the same webhook twice.',
      },
      { vi: 'Bỏ lần gọi thứ hai.', en: 'Remove the second call.' },
    ),
  ];
}

function quietAllDay(quiet: QuietHours | undefined): Finding[] {
  if (quiet === undefined || quiet.from !== quiet.until) return [];
  return [
    finding(
      'quiet',
      'quiet-empty',
      {
        vi: 'Giờ yên tĩnh bắt đầu và kết thúc cùng lúc.',
        en: 'The quiet hours begin and end at the same time.',
      },
      {
        vi: 'Viết ví dụ "21:00-06:00", hoặc bỏ quiet.',
        en: 'Write for instance "21:00-06:00", or remove quiet.',
      },
    ),
  ];
}

function breachMissing(escalations: readonly EscalationLevel[]): Finding[] {
  if (
    escalations.some(
      ({ at, do: actions }) => isDeadline(at) && actions.some((action) => action.do === 'breach'),
    )
  ) {
    return [];
  }
  return [
    finding(
      'escalations',
      'breach-missing',
      {
        vi: 'Không mốc nào ghi nhận quá hạn.',
        en: 'No escalation level says that the deadline was breached.',
      },
      { vi: 'Thêm {at: "100%", do: [breach]}.', en: 'Add {at: "100%", do: [breach]}.' },
    ),
  ];
}
