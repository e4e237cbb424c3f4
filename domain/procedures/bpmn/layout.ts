/**
 * Where the nodes of a procedure's diagram stand and how its lines run. One row from left to right in the order of
 * the file, so that the usual way of a case reads as a line; agencies asked at once one below the other; every other
 * way in a lane of its own above (to steps) or below (to ends), so that no line runs along another or through a node.
 */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface LayoutNode {
  readonly id: string;
  readonly size: 'event' | 'gateway' | 'task';
}

/** Nodes that stand one below the other in one column; the first is in the main row. */
export type Column = readonly LayoutNode[];

export interface LayoutFlow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

export interface Layout {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly lines: ReadonlyMap<string, readonly Point[]>;
  /** Of lines that carry a name. */
  readonly labels: ReadonlyMap<string, Box>;
}

const SIZES = {
  event: { width: 36, height: 36 },
  gateway: { width: 50, height: 50 },
  task: { width: 130, height: 80 },
} as const;
/** How far apart things stand. */
export interface Room {
  /** Between two columns: names of outcomes stand there. */
  readonly gap: number;
  /** From one row to the next. */
  readonly row: number;
}
/** A task has its timer and "overdue" below it. */
const FOR_BPMN: Room = { gap: 110, row: 200 };
const LANE = 34;
const MARGIN = 60;
const LONGEST_LABEL = 240;
/** About what a letter of a name takes in viewers. */
const LETTER = { width: 6.2, height: 14 } as const;

/**
 * @param columns the main row, from the start event to the good end
 * @param ends the other ends, each in a row of its own at the lower right
 */
export function layOut(
  columns: readonly Column[],
  ends: Column,
  flows: readonly LayoutFlow[],
  { gap, row: rowHeight }: Room = FOR_BPMN,
): Layout {
  const columnOf = new Map(columns.flatMap((column, index) => column.map(({ id }) => [id, index] as const)));
  const isEnd = new Set(ends.map(({ id }) => id));
  const inRow = new Set(columns.flatMap((column) => column.slice(0, 1).map(({ id }) => id)));

  const isNear = ({ from, to }: LayoutFlow): boolean => columnOf.get(to) === (columnOf.get(from) ?? 0) + 1;
  const above = flows.filter((flow) => !isNear(flow) && !isEnd.has(flow.to));
  const lanes = lanesOf(above, columnOf);
  const top = MARGIN + (Math.max(-1, ...lanes.values()) + 2) * LANE;
  const middle = top + SIZES.task.height / 2;

  const boxes = new Map<string, Box>();
  let x = MARGIN;
  for (const column of columns) {
    const width = Math.max(...column.map(({ size }) => SIZES[size].width));
    for (const [row, { id, size }] of column.entries()) {
      const box = SIZES[size];
      boxes.set(id, { ...box, x: x + (width - box.width) / 2, y: middle + row * rowHeight - box.height / 2 });
    }
    x += width + gap;
  }
  const rows = Math.max(...columns.map((column) => column.length));
  for (const [index, { id, size }] of ends.entries()) {
    boxes.set(id, {
      ...SIZES[size],
      x: x - gap - SIZES[size].width,
      y: middle + rows * rowHeight - 40 + index * 80,
    });
  }

  const arrivals = new Map<string, number>();
  const lines = new Map<string, readonly Point[]>();
  const labels = new Map<string, Box>();
  for (const flow of flows) {
    const [from, to] = [boxes.get(flow.from), boxes.get(flow.to)];
    if (from === undefined || to === undefined)
      throw new RangeError(`no place for ${flow.from} or ${flow.to}`);
    let line: readonly Point[];
    if (isEnd.has(flow.to)) line = below(from, to, inRow.has(flow.from));
    else if (isNear(flow)) line = across(from, to);
    else {
      const nth = arrivals.get(flow.to) ?? 0;
      arrivals.set(flow.to, nth + 1);
      line = over(from, to, top - LANE * ((lanes.get(flow.id) ?? 0) + 1), nth);
    }
    lines.set(flow.id, line);
    if (flow.label !== '') labels.set(flow.id, labelOn(line, flow.label));
  }
  return { boxes, lines, labels };
}

/** Lanes from the row upwards; short ways near it, and no two in one lane where their stretches meet. */
function lanesOf(
  flows: readonly LayoutFlow[],
  columnOf: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const stretches = flows
    .map(({ id, from, to }) => {
      const ends = [columnOf.get(from) ?? 0, columnOf.get(to) ?? 0];
      return { id, left: Math.min(...ends), right: Math.max(...ends) };
    })
    .sort((a, b) => a.right - a.left - (b.right - b.left));
  const taken: { left: number; right: number }[][] = [];
  const lanes = new Map<string, number>();
  for (const stretch of stretches) {
    let lane = 0;
    while (taken[lane]?.some(({ left, right }) => stretch.left <= right && left <= stretch.right)) lane += 1;
    taken[lane] = [...(taken[lane] ?? []), stretch];
    lanes.set(stretch.id, lane);
  }
  return lanes;
}

const centre = (box: Box): Point => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });

/** To the next column: straight, or around one corner from or to a row below. */
function across(from: Box, to: Box): readonly Point[] {
  const [a, b] = [centre(from), centre(to)];
  if (a.y === b.y)
    return [
      { x: from.x + from.width, y: a.y },
      { x: to.x, y: b.y },
    ];
  if (b.y > a.y)
    return [
      { x: a.x, y: from.y + from.height },
      { x: a.x, y: b.y },
      { x: to.x, y: b.y },
    ];
  return [
    { x: from.x + from.width, y: a.y },
    { x: b.x, y: a.y },
    { x: b.x, y: to.y + to.height },
  ];
}

/** Up into a lane, along it, and down on the target, beside what arrived there before. */
function over(from: Box, to: Box, y: number, nth: number): readonly Point[] {
  const start = { x: centre(from).x, y: from.y };
  const spread = to.width > 100 ? (nth % 2 === 0 ? 1 : -1) * Math.ceil(nth / 2) * 16 : 0;
  const x = centre(to).x + spread;
  return [start, { x: start.x, y }, { x, y }, { x, y: to.y }];
}

/** Down to the row of the end, and along it. From a task, beside it, where its timer is not in the way. */
function below(from: Box, to: Box, inRow: boolean): readonly Point[] {
  const [a, b] = [centre(from), centre(to)];
  if (from.width <= 60 && inRow)
    return [
      { x: a.x, y: from.y + from.height },
      { x: a.x, y: b.y },
      { x: to.x, y: b.y },
    ];
  const right = from.x + from.width;
  return [
    { x: right, y: a.y },
    { x: right + 20, y: a.y },
    { x: right + 20, y: b.y },
    { x: to.x, y: b.y },
  ];
}

/** Above the line's first level stretch, near where it begins: there one can tell which way it names. */
function labelOn(line: readonly Point[], text: string): Box {
  const start = line.findIndex((point, index) => line[index + 1]?.y === point.y);
  const [from, to] = [line[start], line[start + 1]];
  if (from === undefined || to === undefined) throw new RangeError('a line has a level stretch');
  const length = Math.abs(to.x - from.x);
  const width = Math.max(Math.min(LONGEST_LABEL, length - 14), 60);
  const height = Math.ceil((text.length * LETTER.width) / width) * LETTER.height;
  return { x: to.x > from.x ? from.x + 6 : from.x - width - 6, y: from.y - height - 4, width, height };
}
