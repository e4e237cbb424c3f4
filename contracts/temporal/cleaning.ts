/** Removing what nothing refers to, and what has been kept for long enough. */

export const CLEANING_WORKFLOW = 'cleaningWorkflow';

/** One schedule for each queue: tests side by side have their own. */
export function cleaningScheduleId(outboxQueue: string): string {
  return outboxQueue === 'motcua-outbox' ? 'clean-files' : `clean-files-${outboxQueue}`;
}

export interface Cleaned {
  /** Files on their way in that nobody went on with, and whole ones that no case took in. */
  readonly uploads: number;
  /** Documents that somebody asked for longer ago than the settings say. */
  readonly documents: number;
  /** Objects that nothing refers to. */
  readonly objects: number;
  /** What puts that were killed left half done. */
  readonly halves: number;
}

export interface CleanedNight extends Cleaned {
  /** Notes of who looked at which case that are older than the settings say. */
  readonly reads: number;
  /** Calls of other systems that are over for longer than the settings say. */
  readonly deliveries: number;
}

export interface CleaningActivities {
  /** Killed in the middle it has done a part, and the next time does the rest. */
  cleanFiles(): Promise<Cleaned>;
  forgetReads(): Promise<number>;
  forgetDeliveries(): Promise<number>;
}
