/** How large a drawing is shown, and where it begins, so that it can be read. */
import type { Box } from '../../domain/procedures/bpmn/layout.ts';

/** Below this its letters are too small. */
const SMALLEST = 0.72;
const LARGEST = 1;
/** Where it does not fit anyway. */
const USUAL = 0.9;
/** What is narrower is a telephone, where the step itself needs the room. */
const NARROW = 480;
const EDGE = 12;

export interface Fit {
  readonly scale: number;
  /** How far it is moved to the left, so that the step where the case is stands in sight. */
  readonly left: number;
}

/** `width`: what there is of it; `here`: the step where the case is. */
export function fitOf(view: Box, width: number, here: Box | undefined): Fit {
  const whole = width / view.width;
  if (whole >= SMALLEST) return { scale: Math.min(LARGEST, whole), left: 0 };
  const scale = USUAL;
  if (here === undefined) return { scale, left: 0 };
  const from = (here.x - view.x) * scale;
  const isInSight = from + here.width * scale + EDGE <= width;
  if (isInSight && width > NARROW) return { scale, left: 0 };
  return { scale, left: Math.max(0, from - (width > NARROW ? width / 4 : EDGE)) };
}
