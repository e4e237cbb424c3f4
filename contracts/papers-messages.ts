/** Messages of the workflow that makes papers. No Zod here: the workflow bundle imports this file. */
import type { ErrandCall } from './errands.ts';

/** Somebody asked for a paper: what exactly stands in the record under the id. */
export interface AskedPaperCall {
  /** Also the workflow's id. */
  readonly id: string;
}

export interface PaperActivities {
  /** The form that an event called for, made of the record as it was then. Again, nothing more is made. */
  makePaper(call: ErrandCall): Promise<void>;
  /** What somebody asked for. */
  makeAskedPaper(call: AskedPaperCall): Promise<void>;
}

/** The workflow that makes what somebody asked for. */
export const ASKED_PAPER_WORKFLOW = 'askedPaperWorkflow';
