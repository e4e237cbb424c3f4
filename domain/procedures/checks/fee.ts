/** Whether the fee can be reckoned: whole amounts, counts that are numbers, reductions that say how much. */
import { type Finding, finding, pathText } from '../language/problem.ts';
import type { FeeReduction, Procedure } from '../language/types.ts';

export function checkFee({ fee, facts }: Procedure): Finding[] {
  if (fee === null) return [];
  const { items = [], reductions = [] } = fee;
  const numbers = facts.filter(({ type }) => type === 'number').map(({ name }) => name);
  return [
    ...wholeAmount(fee.amount, 'fee.amount'),
    ...items.flatMap(({ amount, per }, at) => [
      ...wholeAmount(amount, pathText(['fee', 'items', at, 'amount'])),
      ...(per === undefined || numbers.includes(per) ? [] : [uncountable(per, at)]),
    ]),
    ...reductions.flatMap((each, at) => howMuch(each, pathText(['fee', 'reductions', at]))),
    ...twice(items, 'items'),
    ...twice(reductions, 'reductions'),
  ];
}

function wholeAmount(amount: number, path: string): Finding[] {
  if (Number.isSafeInteger(amount) && amount >= 0) return [];
  return [
    finding(
      path,
      'fee-not-whole',
      {
        vi: `${amount} không phải số đồng nguyên, không âm.`,
        en: `${amount} is not a whole, non-negative amount of đồng.`,
      },
      { vi: 'Viết số đồng, ví dụ 15000.', en: 'Write the amount in đồng, for instance 15000.' },
    ),
  ];
}

function uncountable(per: string, at: number): Finding {
  return finding(
    pathText(['fee', 'items', at, 'per']),
    'fee-uncountable',
    { vi: `“${per}” không phải dữ kiện số.`, en: `“${per}” is no fact that is a number.` },
    { vi: 'Dùng một dữ kiện kiểu số khai trong facts.', en: 'Name a fact of facts that is a number.' },
  );
}

function howMuch({ percent, off }: FeeReduction, path: string): Finding[] {
  const isShare = percent !== undefined && percent > 0 && percent <= 100;
  const isAmount = off !== undefined && Number.isSafeInteger(off) && off > 0;
  if (percent === undefined ? isAmount : isShare && off === undefined) return [];
  return [
    finding(
      path,
      'reduction-unclear',
      { vi: 'Không rõ giảm bao nhiêu.', en: 'The amount of the reduction is missing.' },
      {
        vi: 'Ghi percent (1 đến 100; 100 là miễn) hoặc off (số đồng nguyên), một trong hai.',
        en: 'Write percent (1 to 100; 100 waives it) or off (whole đồng), one of the two.',
      },
    ),
  ];
}

function twice(list: readonly { readonly id: string }[], name: string): Finding[] {
  return list.flatMap(({ id }, at) =>
    list.findIndex((each) => each.id === id) === at
      ? []
      : [
          finding(
            pathText(['fee', name, at, 'id']),
            'duplicate-fee',
            { vi: `Có hai mục cùng id “${id}”.`, en: `Two have the id “${id}”.` },
            { vi: 'Mỗi mục cần một id riêng.', en: 'Give each an id of its own.' },
          ),
        ],
  );
}
