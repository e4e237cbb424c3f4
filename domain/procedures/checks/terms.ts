/** Terms: none is zero, and the steps together fit in the whole. */
import { budgetOf, isWithinTenYears, termText } from '../../time/terms.ts';
import { URGENCIES, type Urgency } from '../../vocabulary/urgencies.ts';
import { waysFrom } from '../language/flow.ts';
import { type Finding, finding, pathText } from '../language/problem.ts';
import {
  asIn,
  isAtLeast,
  isOffice,
  isShorter,
  leastOf,
  mostOffice,
  type Needed,
  wholeTerm,
  workTerm,
} from '../language/proportion.ts';
import type { Procedure, Step, Term } from '../language/types.ts';

export function checkTerms(procedure: Procedure, calendars: readonly string[] | null): Finding[] {
  const wrong = [...calendar(procedure, calendars), ...everyTerm(procedure).flatMap(usable)];
  if (wrong.length > 0) return wrong;
  return [
    ...urgentIsShorter(procedure),
    ...marksInOrder(procedure),
    ...hastesOf(procedure).flatMap((haste) => stepsFit(procedure, haste)),
  ];
}

/** Where danger has no term of its own, it is what is urgent. */
function hastesOf({ sla }: Procedure): readonly Urgency[] {
  return sla.danger === undefined ? URGENCIES.filter((each) => each !== 'danger') : URGENCIES;
}

function calendar({ sla }: Procedure, calendars: readonly string[] | null): Finding[] {
  if (calendars === null || calendars.includes(sla.calendar)) return [];
  return [
    finding(
      'sla.calendar',
      'unknown-calendar',
      { vi: `Tỉnh không có lịch “${sla.calendar}”.`, en: `The province has no calendar “${sla.calendar}”.` },
      { vi: `Dùng: ${calendars.join(', ')}.`, en: `Use one of: ${calendars.join(', ')}.` },
    ),
  ];
}

interface Placed {
  readonly term: Term;
  readonly path: string;
}

function everyTerm(procedure: Procedure): (Placed & { readonly minutesPerDay: number })[] {
  const { sla } = procedure;
  const terms: Placed[] = [
    { term: sla.total, path: 'sla.total' },
    ...(sla.urgent === null ? [] : [{ term: sla.urgent, path: 'sla.urgent' }]),
    ...optional(sla.danger, 'sla.danger'),
    ...optional(sla.response, 'sla.response'),
    ...optional(sla.goal, 'sla.goal'),
    ...optional(sla.maximum, 'sla.maximum'),
    { term: procedure.supplement.term, path: 'supplement.term' },
    { term: procedure.closing.after, path: 'closing.after' },
    ...procedure.steps.flatMap(termsOfStep),
    ...procedure.escalations.flatMap(({ at, repeat, do: actions }, index) => [
      ...('after' in at ? [{ term: at.after, path: pathText(['escalations', index, 'at']) }] : []),
      ...optional(repeat?.every, pathText(['escalations', index, 'repeat', 'every'])),
      ...actions.flatMap((action, n) =>
        action.do === 'follow-up'
          ? [{ term: action.due, path: pathText(['escalations', index, 'do', n]) }]
          : [],
      ),
    ]),
  ];
  return terms.map((placed) => ({ ...placed, minutesPerDay: sla.minutesPerWorkingDay }));
}

function optional(term: Term | undefined, path: string): Placed[] {
  return term === undefined ? [] : [{ term, path }];
}

function termsOfStep(step: Step, index: number): Placed[] {
  if (step.parallel === null) return termsOfWork(step, ['steps', index]);
  return step.parallel.branches.flatMap((branch, at) =>
    termsOfWork(branch, ['steps', index, 'parallel', 'branches', at]),
  );
}

function termsOfWork(
  { due, urgentDue }: { readonly due: Term; readonly urgentDue?: Term },
  keys: readonly (string | number)[],
): Placed[] {
  return [
    { term: due, path: pathText([...keys, 'due']) },
    ...optional(urgentDue, pathText([...keys, 'urgentDue'])),
  ];
}

function usable({ term, path, minutesPerDay }: Placed & { readonly minutesPerDay: number }): Finding[] {
  // A working day counts no less than eight hours here: by whole days it ends no earlier for being short.
  const length = budgetOf(term, Math.max(minutesPerDay, 480));
  if (term.amount <= 0) {
    return [
      finding(
        path,
        'term-not-positive',
        { vi: `Thời hạn ${term.amount} không thể giữ.`, en: `A term of ${term.amount} is not allowed.` },
        { vi: 'Dùng số lớn hơn 0.', en: 'Use a number above 0.' },
      ),
    ];
  }
  if (isWithinTenYears(length, term.unit)) return [];
  return [
    finding(
      path,
      'term-too-long',
      { vi: `${termText(term)} dài hơn mười năm.`, en: `${termText(term)} is longer than ten years.` },
      { vi: 'Kiểm tra số và đơn vị.', en: 'Check the number and the unit.' },
    ),
  ];
}

function urgentIsShorter({ sla }: Procedure): Finding[] {
  const { total, urgent, danger, minutesPerWorkingDay: perDay } = sla;
  return Object.entries({ urgent, danger }).flatMap(([name, term]) =>
    term == null || isShorter(term, total, perDay)
      ? []
      : finding(
          `sla.${name}`,
          'urgent-not-shorter',
          {
            vi: `Thời hạn khẩn (${termText(term)}) không ngắn hơn thời hạn thường (${termText(total)}).`,
            en: `The urgent term (${termText(term)}) is not shorter than the usual one (${termText(total)}).`,
          },
          { vi: `Rút ngắn sla.${name} hoặc bỏ nó.`, en: `Shorten sla.${name}, or remove it.` },
        ),
  );
}

/** Goal, term and maximum in this order, and counted alike: no exact rate leads from office time to hours of the clock. */
function marksInOrder({ sla }: Procedure): Finding[] {
  const { total, goal, maximum, minutesPerWorkingDay: perDay } = sla;
  const wrong = (term: Term | undefined, fits: (term: Term) => boolean) =>
    term !== undefined && !(isOffice(term) === isOffice(total) && fits(term));
  return [
    ...(wrong(goal, (term) => isShorter(term, total, perDay)) ? [mark('goal', total)] : []),
    ...(wrong(maximum, (term) => isAtLeast(term, total, perDay)) ? [mark('maximum', total)] : []),
  ];
}

function mark(name: 'goal' | 'maximum', total: Term): Finding {
  const [vi, en] = name === 'goal' ? ['ngắn hơn', 'shorter than'] : ['không ngắn hơn', 'at least as long as'];
  return finding(
    `sla.${name}`,
    'marks-out-of-order',
    {
      vi: `Phải ${vi} ${termText(total)}, và cùng tính theo giờ làm việc hoặc theo giờ đồng hồ.`,
      en: `It must be ${en} ${termText(total)}, and like it in working time or in clock hours.`,
    },
    { vi: `Sửa hoặc bỏ sla.${name}.`, en: `Correct or remove sla.${name}.` },
  );
}

function worksOf(step: Step): readonly { readonly due: Term; readonly urgentDue?: Term }[] {
  return step.parallel === null ? [step] : step.parallel.branches;
}

interface Longest extends Needed {
  readonly through: readonly string[];
}

/**
 * The longest way from the first step to an end, each step once and a parallel step as long as its longest branch,
 * must fit in the whole term. Ways back to a step on the way (returns) are left out: how often work is returned
 * cannot be known, and returning it gives no new term to the whole. The same holds of a case in haste, by the terms
 * that its steps then have.
 */
function stepsFit(procedure: Procedure, haste: Urgency): Finding[] {
  const { sla, steps } = procedure;
  const { minutesPerWorkingDay: perDay } = sla;
  const total = wholeTerm(sla, haste);
  if (haste !== 'normal' && !steps.some((step) => worksOf(step).some(({ urgentDue }) => urgentDue)))
    return [];
  const whole = budgetOf(total, perDay);
  const positions = new Map(steps.map(({ id }, index) => [id, index]));
  const known = new Map<number, Longest>();
  const onTheWay = new Set<number>();
  const none: Longest = { office: 0, clock: 0, through: [] };
  /** Under an office total each term stands for itself; else office time counts by whole days until it is summed. */
  const rank = ({ office, clock }: Needed): number =>
    isOffice(total) ? office + mostOffice(clock, perDay) : (office * 1440) / perDay + clock;
  const longer = <N extends Needed>(a: N, b: N): N => (rank(b) > rank(a) ? b : a);
  const own = (step: Step): Needed => {
    const needed = worksOf(step)
      .map((work): Needed => {
        const { length, as, isShare } = workTerm(sla, work, haste);
        // Both are due when the office closes.
        if (!isShare && as.unit === 'same-day' && total.unit === 'same-day') return none;
        if (isOffice(as)) return { office: length, clock: 0 };
        return { office: 0, clock: isShare || isOffice(total) ? length : leastOf(as, perDay) };
      })
      .reduce<Needed>(longer, none);
    return isOffice(total) ? { office: asIn(total, needed, perDay), clock: 0 } : needed;
  };

  const longestFrom = (index: number): Longest => {
    const found = known.get(index);
    const step = steps[index];
    if (found !== undefined || step === undefined) return found ?? none;
    onTheWay.add(index);
    let rest = none;
    let skipped = none;
    for (const { to, kind } of waysFrom(step, index)) {
      const next = positions.get(to);
      if (next === undefined || onTheWay.has(next)) continue;
      if (kind === 'otherwise') skipped = longestFrom(next);
      else rest = longer(rest, longestFrom(next));
    }
    onTheWay.delete(index);
    const { office, clock } = own(step);
    const entered = {
      office: office + rest.office,
      clock: clock + rest.clock,
      through: [step.id, ...rest.through],
    };
    const result = longer(entered, skipped);
    known.set(index, result);
    return result;
  };

  const longest = longestFrom(0);
  const { through } = longest;
  const minutes = asIn(total, longest, perDay);
  if (minutes <= whole) return [];
  const mixed = steps
    .flatMap(worksOf)
    .some((work) => isOffice(workTerm(sla, work, haste).as) !== isOffice(total));
  const unit = isOffice(total)
    ? { vi: 'phút làm việc', en: 'working minutes' }
    : { vi: 'phút', en: 'minutes' };
  const note = mixed
    ? {
        vi: ' (giờ đồng hồ và giờ làm việc được quy đổi theo trường hợp không gây vượt hạn giả tạo)',
        en: ' (hours and working time are compared as described in docs/procedures.md)',
      }
    : { vi: '', en: '' };
  return [
    finding(
      haste === 'danger' && sla.danger !== undefined
        ? 'sla.danger'
        : haste === 'normal'
          ? 'sla.total'
          : 'sla.urgent',
      'steps-exceed-total',
      {
        vi: `Các bước ${through.join(' → ')} cần ${minutes} ${unit.vi}, nhưng ${termText(total)} chỉ có ${whole}${note.vi}.`,
        en: `The steps ${through.join(' → ')} need ${minutes} ${unit.en}, but ${termText(total)} has ${whole}${note.en}.`,
      },
      {
        vi: 'Rút ngắn due của các bước này, hoặc tăng sla.total đúng theo quy định.',
        en: 'Shorten the due of these steps, or raise sla.total to what the regulation allows.',
      },
    ),
  ];
}
