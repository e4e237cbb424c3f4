import type { AgencyId, CaseCode, CaseId, TaskId, UserId } from '../../ids.ts';
import type { Instant, WorkingMinutes } from '../../time/instant.ts';
import type { ClockPhase, PauseReason } from '../../vocabulary/clocks.ts';
import type { Role } from '../../vocabulary/roles.ts';
import type { CaseEvent } from './events.ts';
import type { CaseState } from './state.ts';

/** A clock as lists show it. */
export interface ClockRow {
  readonly id: string;
  readonly taskId: TaskId | null;
  /** Whose time it measures; once it is missed or has ended, whose it was then. */
  readonly agency: AgencyId;
  readonly calendar: string;
  readonly phase: ClockPhase;
  readonly pausedFor: PauseReason | null;
  readonly budget: WorkingMinutes;
  readonly consumed: WorkingMinutes;
  readonly startedAt: Instant;
  readonly dueAt: Instant | null;
  readonly stoppedAt: Instant | null;
  /** The first deadline that it had missed when it was given more time; null: none. */
  readonly missedAt: Instant | null;
}

/** A task as lists show it. */
export interface TaskRow {
  readonly id: TaskId;
  readonly step: string;
  readonly branch: string | null;
  readonly agency: AgencyId;
  readonly role: Role;
  readonly assignee: UserId | null;
  readonly openedAt: Instant;
  readonly dueAt: Instant | null;
  /** null while open. */
  readonly closedAt: Instant | null;
  readonly closedBy: UserId | null;
  readonly outcome: string | null;
}

/** What `recordTransition` writes in one transaction: the events, and the lists as they stand after them. */
export interface Transition {
  readonly caseId: CaseId;
  /** Version before; the first transition of a case has 0. */
  readonly from: number;
  /** Hash of the event before, hex; of the first transition 64 zeros. */
  readonly previousHash: string;
  readonly events: readonly CaseEvent[];
  readonly state: CaseState;
  /** Rows of every open task, and of every task that these events closed. */
  readonly tasks: readonly TaskRow[];
  readonly clocks: readonly ClockRow[];
  /** When the citizen can come for the result; null: at no instant that is known. */
  readonly appointmentAt: Instant | null;
}

/** What the record answers. `code` is given by the first transition of a case only. */
export interface Recorded {
  readonly headHash: string;
  readonly code: CaseCode | null;
  /**
   * Not null: these events stand in the record already, after the same one as those that were to be recorded, and
   * nothing was written. An earlier attempt at the case's turn recorded them and was lost before Temporal heard of it
   * (a worker killed, a task that timed out). They happened: the case goes on from them.
   */
  readonly recordedEvents: readonly CaseEvent[] | null;
}

export const GENESIS_HASH = '0'.repeat(64);
