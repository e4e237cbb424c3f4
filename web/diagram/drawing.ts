/** A procedure as nodes and lines, laid out as in its BPMN: the steps in a row, agencies that are asked at once below each other. */
import {
  type Box,
  type Column,
  type LayoutFlow,
  type LayoutNode,
  layOut,
  type Point,
} from '../../domain/procedures/bpmn/layout.ts';
import { waysOf } from '../../domain/procedures/language/flow.ts';
import type { Procedure, Step } from '../../domain/procedures/language/types.ts';
import type { Language } from '../../domain/vocabulary/languages.ts';

export interface DrawnNode {
  /** Of a step, or `step/branch`; `start` and `end:<end>` otherwise. */
  readonly id: string;
  readonly kind: 'step' | 'start' | 'end';
  readonly name: string;
  readonly box: Box;
}

export interface DrawnLine {
  readonly id: string;
  readonly points: readonly Point[];
  readonly name: string;
  readonly label: Box | null;
}

export interface Drawing {
  readonly nodes: readonly DrawnNode[];
  readonly lines: readonly DrawnLine[];
  readonly view: Box;
}

const GOOD_ENDS = ['granted', 'resolved'];
const MARGIN = 8;
/** What an end is called, below it. */
const NAME = 36;
/** How far its name stands out on either side. */
const BESIDE = 40;
/** A page is narrower than a sheet of BPMN, and a step has but its time below it. */
const CLOSE = { gap: 88, row: 150 };

export const nodeOf = (step: string, branch: string | null) => (branch === null ? step : `${step}/${branch}`);
const endOf = (end: string) => `end:${end}`;

/** `endName`: how an end is called, and what begins the work. */
export function drawingOf(
  procedure: Procedure,
  language: Language,
  endName: (end: string) => string,
): Drawing {
  const { steps } = procedure;
  const ways = waysOf(procedure);
  const ends = [...new Set(ways.map(({ to }) => to))].filter((to) => !steps.some(({ id }) => id === to));
  const good = ends.filter((end) => GOOD_ENDS.includes(end)).map((end) => event(endOf(end)));
  const columns: Column[] = [
    [event('start')],
    ...steps.map((step) => nodesOf(step).map(({ id }): LayoutNode => ({ id, size: 'task' }))),
    ...(good.length > 0 ? [good] : []),
  ];
  const otherEnds = ends.filter((end) => !GOOD_ENDS.includes(end)).map((end) => event(endOf(end)));

  const entries = (to: string) => {
    const step = steps.find(({ id }) => id === to);
    return step === undefined ? [endOf(to)] : nodesOf(step).map(({ id }) => id);
  };
  const exits = (from: string) => {
    const step = steps.find(({ id }) => id === from);
    return step === undefined ? [] : nodesOf(step).map(({ id }) => id);
  };
  const outcomeName = (from: string, outcome: string | null) => {
    const step = steps.find(({ id }) => id === from);
    if (outcome === null || step === undefined || step.parallel !== null) return '';
    return step.outcomes[outcome]?.name[language] ?? outcome;
  };
  const first = steps[0]?.id ?? '';
  const flows: LayoutFlow[] = entries(first).map((to) => ({
    id: `start>${to}`,
    from: 'start',
    to,
    label: '',
  }));
  for (const { from, to, kind, outcome, path } of ways) {
    // What is passed by is no way that anybody chooses.
    if (kind === 'otherwise') continue;
    const sources = exits(from);
    const isNext = steps.findIndex(({ id }) => id === to) === steps.findIndex(({ id }) => id === from) + 1;
    for (const source of isNext ? sources : sources.slice(0, 1))
      for (const target of entries(to))
        flows.push({
          id: `${path}>${source}>${target}`,
          from: source,
          to: target,
          label: outcomeName(from, outcome),
        });
  }
  const known = new Map(flows.map((flow) => [`${flow.from}>${flow.to}`, flow]));
  const unique = [...known.values()].map((flow) => ({
    ...flow,
    label: [
      ...new Set(
        flows.filter(({ from, to }) => from === flow.from && to === flow.to).map(({ label }) => label),
      ),
    ].join(', '),
  }));
  const { boxes, lines, labels } = layOut(columns, otherEnds, unique, CLOSE);

  const names = new Map([
    ...steps.flatMap((step) => nodesOf(step).map(({ id, name }) => [id, name[language]] as const)),
    ...ends.map((end) => [endOf(end), endName(end)] as const),
    ['start', endName('start')] as const,
  ]);
  const nodes = [...boxes].map(
    ([id, box]): DrawnNode => ({
      id,
      box,
      kind: id === 'start' ? 'start' : id.startsWith('end:') ? 'end' : 'step',
      name: names.get(id) ?? id,
    }),
  );
  const drawn = unique.map(({ id, to, label }): DrawnLine => {
    const points = lines.get(id) ?? [];
    const isOut = otherEnds.some((end) => end.id === to);
    return {
      id,
      name: label,
      points,
      label: label === '' ? null : isOut ? atItsEnd(points) : (labels.get(id) ?? null),
    };
  });
  const xs = [
    ...nodes.flatMap(({ box, kind }) => {
      const beside = kind === 'step' ? 0 : BESIDE;
      return [box.x - beside, box.x + box.width + beside];
    }),
    ...drawn.flatMap(({ points }) => points.map(({ x }) => x)),
  ];
  const ys = [
    ...nodes.flatMap(({ box }) => [box.y, box.y + box.height]),
    ...drawn.flatMap(({ points }) => points.map(({ y }) => y)),
    ...drawn.flatMap(({ label }) => (label === null ? [] : [label.y])),
  ];
  const [left, top] = [Math.min(...xs) - MARGIN, Math.min(...ys) - MARGIN];
  return {
    nodes,
    lines: drawn,
    view: { x: left, y: top, width: Math.max(...xs) + MARGIN - left, height: Math.max(...ys) + NAME - top },
  };
}

/** Ways to an end leave a step where others do: their names stand where they are alone. */
function atItsEnd(points: readonly Point[]): Box | null {
  const [turn, last] = points.slice(-2);
  return turn === undefined || last === undefined
    ? null
    : { x: turn.x + 4, y: last.y - 20, width: Math.max(60, Math.min(160, last.x - turn.x - 8)), height: 14 };
}

const event = (id: string): LayoutNode => ({ id, size: 'event' });

function nodesOf(step: Step) {
  return step.parallel === null
    ? [{ id: nodeOf(step.id, null), name: step.name }]
    : step.parallel.branches.map(({ id, name }) => ({ id: nodeOf(step.id, id), name }));
}
