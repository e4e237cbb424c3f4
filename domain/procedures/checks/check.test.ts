import { describe, expect, it } from 'vitest';
import { checkProcedure } from './check.ts';
import { permit, SURROUNDINGS } from './example.fixture.ts';

type Edit = readonly [from: string, to: string];
interface BadExample {
  readonly code: string;
  readonly path: string;
  readonly edits: readonly Edit[];
}

const VERIFY_OUTCOMES = `      forward: {to: consult}
      refuse: {to: refused, reason: true}
`;
const THEN = `    then:
      - {when: "= results.fire-police = \\"disagree\\"", to: verify}
      - {to: approve}
`;
const APPROVE = `      approve: {to: granted}
      return: {to: verify, reason: true}
`;
const COMPLAINT: readonly Edit[] = [
  ['kind: dossier', 'kind: complaint'],
  ['to: refused', 'to: rejected'],
  ['to: granted', 'to: resolved'],
];
const NO_RESULT: Edit = [
  'result: {document: permit, name: {vi: Giấy phép, en: Permit}, delivery: [counter, post]}\n',
  '',
];
const NO_FEE: Edit = ['fee: {amount: 100000, currency: VND, due: before-result}\n', ''];

/** Each rule of publishing, broken once. */
const BAD: readonly BadExample[] = rules([
  ['unknown-target', 'steps[0].outcomes.refuse.to', ['to: refused', 'to: nowhere']],
  ['unknown-target', 'steps[1].then[1].to', ['- {to: approve}', '- {to: approval}']],
  ['unknown-target', 'steps[1].otherwise', ['> 200"', '> 200"\n    otherwise: nowhere']],
  ['end-of-other-kind', 'steps[2].outcomes.approve.to', ['to: granted', 'to: resolved']],
  [
    'step-named-as-end',
    'steps[2].id',
    ['id: approve', 'id: stopped'],
    ['- {to: approve}', '- {to: stopped}'],
  ],
  ['duplicate-step', 'steps[1].id', ['id: consult', 'id: verify'], ['to: consult', 'to: approve']],
  ['duplicate-branch', 'steps[1].parallel.branches[1]', ['agency: fire-police', 'agency: tax'], [THEN, '']],
  ['no-outcome', 'steps[0].outcomes', [`outcomes:\n${VERIFY_OUTCOMES}`, 'outcomes: {}\n']],
  ['no-outcome', 'steps[1].parallel.branches[0].outcomes', ['{agency: tax,', '{agency: tax, outcomes: {},']],
  ['join-out-of-range', 'steps[1].parallel.join', ['join: all', 'join: {atLeast: 3}']],
  ['join-out-of-range', 'steps[1].parallel.join', ['join: all', 'join: {atLeast: 0}']],
  [
    'otherwise-missing',
    'steps[2].otherwise',
    ['due: 1 working-days', 'due: 1 working-days\n    when: "= form.music"'],
  ],
  [
    'otherwise-without-when',
    'steps[2].otherwise',
    ['due: 1 working-days', 'due: 1 working-days\n    otherwise: granted'],
  ],
  ['then-without-default', 'steps[1].then[0].when', ['      - {to: approve}\n', '']],
  ['then-never-asked', 'steps[1].then[0].when', [THEN, '    then: [{to: verify}, {to: approve}]\n']],
  ['unreachable-step', 'steps[1]', ['to: consult', 'to: approve']],
  [
    'skip-cycle',
    'steps[1].otherwise',
    ['> 200"', '> 200"\n    otherwise: approve'],
    ['due: 1 working-days', 'due: 1 working-days\n    when: "= form.music"\n    otherwise: consult'],
  ],
  [
    'no-way-out',
    'steps[2]',
    [APPROVE, '      return: {to: approve, reason: true}\n'],
    ['to: refused', 'to: granted'],
  ],
  [
    'no-way-out-on-condition',
    'steps[0]',
    ['      refuse: {to: refused, reason: true}\n', ''],
    ['> 200"', '> 200"\n    otherwise: verify'],
  ],
  ['no-good-end', 'steps', ['to: granted', 'to: stopped']],
  ['bad-condition', 'steps[1].when', ['form.area > 200', 'form.street = \\"x\\"']],
  ['bad-condition', 'steps[1].when', ['form.area > 200', 'form.area > ']],
  ['bad-condition', 'steps[1].when', ['form.area > 200', 'now() > date(form.opensOn)']],
  ['bad-condition', 'steps[1].when', ['form.area > 200', 'form.kitchen = "wood"'.replaceAll('"', '\\"')]],
  ['bad-condition', 'steps[1].then[0].when', ['results.fire-police', 'results.ward-police']],
  // Answers are there right after the join that collected them, not later and not before.
  [
    'bad-condition',
    'steps[2].when',
    [
      'due: 1 working-days',
      'due: 1 working-days\n    when: "= results.tax = \\"agree\\""\n    otherwise: refused',
    ],
  ],
  ['bad-condition', 'steps[1].when', ['form.area > 200', 'results.tax = null']],
  ['unknown-calendar', 'sla.calendar', ['sla: {', 'sla: {calendar: moon, ']],
  ['term-not-positive', 'sla.total', ['total: 12', 'total: 0']],
  ['term-not-positive', 'steps[0].due', ['due: 2 working-days', 'due: 0 working-days']],
  ['term-not-positive', 'steps[1].parallel.branches[1].due', ['due: 7 working-days', 'due: 0 hours']],
  ['term-not-positive', 'supplement.term', ['steps:', 'supplement: {term: 0 calendar-days}\nsteps:']],
  ['term-not-positive', 'closing.after', ['steps:', 'closing: {after: 0 hours}\nsteps:']],
  ['term-not-positive', 'escalations[2].at', ['+8 working-hours', '+0 working-hours']],
  ['term-too-long', 'sla.total', ['total: 12 working-days', 'total: 4000 calendar-days']],
  ['term-too-long', 'sla.total', ['total: 12 working-days', 'total: 121 months']],
  ['term-too-long', 'sla.total', ['total: 12 working-days', 'total: 523 weeks']],
  [
    'term-too-long',
    'sla.total',
    ['total: 12 working-days', 'minutesPerWorkingDay: 60, total: 2651 working-days'],
  ],
  ['urgent-not-shorter', 'sla.urgent', ['urgent: 11', 'urgent: 12']],
  [
    'urgent-not-shorter',
    'sla.urgent',
    // February has 28.
    ['total: 12 working-days, urgent: 11 working-days', 'total: 1 months, urgent: 30 calendar-days'],
  ],
  [
    'marks-out-of-order',
    'sla.goal',
    ['total: 12 working-days, urgent: 11 working-days', 'total: 2 months, goal: 60 calendar-days'],
  ],
  [
    'marks-out-of-order',
    'sla.maximum',
    ['total: 12 working-days, urgent: 11 working-days', 'total: 2 months, maximum: 60 calendar-days'],
  ],
  [
    'steps-exceed-total',
    'sla.total',
    ['total: 12 working-days, urgent: 11', 'total: 9 working-days, urgent: 8'],
  ],
  ['steps-exceed-total', 'sla.total', ['due: 7 working-days', 'due: 10 calendar-days']],
  ['percent-out-of-range', 'escalations[0].at', ['"75%"', '"0%"']],
  ['percent-out-of-range', 'escalations[2].at', ['"+8 working-hours"', '"150%"']],
  ['escalation-levels-out-of-order', 'escalations[1].at', ['"75%"', '"100%"']],
  [
    'escalation-levels-out-of-order',
    'escalations[3].at',
    ['result: {', '  - {at: "+4 working-hours", do: [card red]}\nresult: {'],
  ],
  [
    'escalation-levels-out-of-order',
    'escalations[3].at',
    ['result: {', '  - {at: "+48 hours", do: [card red]}\nresult: {'],
  ],
  ['breach-not-at-deadline', 'escalations[0].do[1]', ['[remind assignee]', '[remind assignee, breach]']],
  ['breach-missing', 'escalations', ['[breach, notify', '[notify']],
  ['form-not-object', 'form.type', ['type: object', 'type: array']],
  ['form-does-not-compile', 'form', ['minimum: 1', 'minimun: 1']],
  ['form-does-not-compile', 'form', ['format: date', 'format: date, pattern: "["']],
  ['required-unknown', 'form.required[1]', ['[area, street]', '[area, road]']],
  ['repeated', 'facts[4]', ['opensOn, music]', 'opensOn, music, area]']],
  ['repeated', 'channels[2]', ['[counter, online]', '[counter, online, counter]']],
  ['repeated', 'result.delivery[1]', ['[counter, post]', '[counter, counter]']],
  ['duplicate-document', 'documents[1].id', ['id: lease', 'id: plan']],
  ['document-named-other', 'documents[1].id', ['id: lease', 'id: other']],
  ['supplement-never', 'steps[0].supplement', ['steps:', 'supplement: {max: 0}\nsteps:']],
  ['fee-not-whole', 'fee.amount', ['100000', '100000.5']],
  ['fee-not-whole', 'fee.amount', ['100000', '-1']],
  ['fee-without-result', 'fee.due', NO_RESULT],
  ['fee-on-complaint', 'fee', ...COMPLAINT, NO_RESULT, ['before-result', 'at-intake']],
  ['result-on-complaint', 'result', ...COMPLAINT, NO_FEE],
  ['owner-not-a-function', 'owner', ['owner: commune', 'owner: counter']],
  ['unknown-agency', 'owner', ['owner: commune', 'owner: village']],
  ['unknown-agency', 'steps[0].agency', ['agency: owner', 'agency: navy']],
  ['unknown-agency', 'steps[1].parallel.branches[0].agency', ['agency: tax', 'agency: navy']],
]);

function rules(table: readonly (readonly [string, string, ...Edit[]])[]): BadExample[] {
  return table.map(([code, path, ...edits]) => ({ code, path, edits }));
}

describe('a procedure is checked whole before it is published', () => {
  it('finds nothing to mend in a correct procedure', () => {
    expect(checkProcedure(permit(), SURROUNDINGS)).toEqual([]);
  });

  it.each(BAD)('refuses $code at $path', ({ code, path, edits }) => {
    const findings = checkProcedure(permit(...edits), SURROUNDINGS);
    expect(findings.map((found) => ({ code: found.code, path: found.path }))).toContainEqual({ code, path });
    for (const { message, mend } of findings) {
      for (const text of [message.vi, message.en, mend.vi, mend.en]) expect(text).toMatch(/\S.*\.$/s);
    }
  });

  it('tells an agency that only some of the deciding offices lack', () => {
    const directory = SURROUNDINGS.directory.filter(({ id }) => id !== 'town.fire');
    const [found] = checkProcedure(permit(), { ...SURROUNDINGS, directory });
    expect(found?.code).toBe('agency-not-everywhere');
    expect(found?.message.en).toContain('town.south');
    expect(found?.message.en).not.toContain('town.north');
  });

  it('lets a loop through an opinion stand, because another opinion leads out of it', () => {
    const loop = permit(
      ['      refuse: {to: refused, reason: true}\n', ''],
      ['when: "= form.area > 200"', 'when: "= form.area >= 0"'],
    );
    expect(checkProcedure(loop, SURROUNDINGS)).toEqual([]);
  });

  it('lets a step that only a join leads to ask what the agencies answered', () => {
    const asks = permit(
      ['    when: "= form.area > 200"\n', ''],
      ['agency-head\n', 'agency-head\n    when: "= results.tax = \\"agree\\""\n    otherwise: refused\n'],
    );
    expect(checkProcedure(asks, SURROUNDINGS)).toEqual([]);
  });

  it('takes hours of the clock as the most office time that can fall in them', () => {
    const inHours = (due: string) => permit(['due: 7 working-days', `due: ${due}`]);
    expect(checkProcedure(inHours('216 hours'), SURROUNDINGS)).toEqual([]);
    expect(checkProcedure(inHours('217 hours'), SURROUNDINGS).map(({ code }) => code)).toEqual([
      'steps-exceed-total',
    ]);
  });

  it('refuses office terms that can never be kept within a term that runs day and night', () => {
    const within = (total: string) =>
      checkProcedure(
        permit(['total: 12 working-days, urgent: 11 working-days', `total: ${total}`]),
        SURROUNDINGS,
      );
    expect(within('9 calendar-days').map(({ code }) => code)).toEqual(['steps-exceed-total']);
    expect(within('10 calendar-days')).toEqual([]);
  });

  it('lets goal and maximum stand in months, weeks and days, where they are in order whenever the case begins', () => {
    const marked = (sla: string) =>
      checkProcedure(permit(['total: 12 working-days, urgent: 11 working-days', sla]), SURROUNDINGS);
    expect(marked('total: 2 months, urgent: 6 weeks, goal: 1 months, maximum: 2 months')).toEqual([]);
    expect(marked('total: 1 years, goal: 11 months, maximum: 12 months')).toEqual([]);
    expect(marked('total: 2 months, goal: 55 calendar-days, maximum: 62 calendar-days')).toEqual([]);
  });

  it('lets every step of what is due the same day be due the same day', () => {
    const sameDay = (sla: string, verify: string, approve = 'same-day') =>
      checkProcedure(
        permit(
          ['total: 12 working-days, urgent: 11 working-days', sla],
          ['due: 2 working-days', `due: ${verify}`],
          ['due: 1 working-days', `due: ${approve}`],
          ['{agency: tax, due: 5 working-days}', '{agency: tax, due: same-day}'],
          ['due: 7 working-days', 'due: same-day'],
        ),
        SURROUNDINGS,
      ).map(({ code }) => code);
    expect(sameDay('total: same-day', 'same-day')).toEqual([]);
    expect(sameDay('total: same-day', '4 working-hours', '4 working-hours')).toEqual([]);
    expect(sameDay('total: same-day', '4 working-hours', '5 working-hours')).toEqual(['steps-exceed-total']);
    expect(sameDay('total: 1 working-days, urgent: same-day', '4 working-hours', '2 working-hours')).toEqual([
      'steps-exceed-total',
    ]);
    expect(sameDay('total: 3 working-days, urgent: same-day', 'same-day')).toEqual([]);
    expect(sameDay('total: 2 working-days', 'same-day')).toEqual(['steps-exceed-total']);
  });

  it('takes months of a step as the least under a total by day and night, as the most under office time', () => {
    const stepIn = (sla: string, due: string) =>
      checkProcedure(
        permit(
          ['total: 12 working-days, urgent: 11 working-days', sla],
          ['due: 2 working-days', `due: ${due}`],
          ['due: 7 working-days', 'due: 1 months'],
          ['due: 1 working-days', 'due: 1 months'],
        ),
        SURROUNDINGS,
      ).map(({ code }) => code);
    expect(stepIn('total: 3 months', '1 months')).toEqual([]);
    expect(stepIn('total: 13 weeks', '4 weeks')).toEqual([]);
    expect(stepIn('total: 3 months', '6 weeks')).toEqual(['steps-exceed-total']);
    expect(stepIn('total: 93 working-days', '1 months')).toEqual([]);
    expect(stepIn('total: 92 working-days', '1 months')).toEqual(['steps-exceed-total']);
  });

  it('knows same-day as a term of offices only', () => {
    for (const [from, to] of [
      ['steps:', 'supplement: {term: same-day}\nsteps:'],
      ['steps:', 'closing: {after: same-day}\nsteps:'],
      ['+8 working-hours', '+same-day'],
    ] as const)
      expect(() => permit([from, to]), to).toThrow();
  });
});
