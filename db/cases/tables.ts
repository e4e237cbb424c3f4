import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import type { CaseEvent, FactName } from '../../domain/cases/state/events.ts';
import type { CaseState } from '../../domain/cases/state/state.ts';
import type { AgencyId, CaseCode, CaseId, ProvinceId, TaskId, UserId } from '../../domain/ids.ts';
import { CHANNELS } from '../../domain/vocabulary/channels.ts';
import { CLOCK_PHASES, PAUSE_REASONS } from '../../domain/vocabulary/clocks.ts';
import { ENDINGS } from '../../domain/vocabulary/endings.ts';
import { CARD_COLOURS } from '../../domain/vocabulary/escalations.ts';
import { CASE_KINDS } from '../../domain/vocabulary/kinds.ts';
import { NOTICE_KINDS } from '../../domain/vocabulary/outbox.ts';
import { RATINGS } from '../../domain/vocabulary/ratings.ts';
import { ROLES } from '../../domain/vocabulary/roles.ts';
import { CASE_STATUSES, type PortalStatus } from '../../domain/vocabulary/statuses.ts';
import { URGENCIES } from '../../domain/vocabulary/urgencies.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

const dueSort = () =>
  timestamp('due_sort', { withTimezone: true, mode: 'string' })
    .notNull()
    .generatedAlwaysAs(sql`coalesce(due_at, 'infinity'::timestamptz)`);

/** The last number given in an agency's series of a day. */
export const caseNumbers = pgTable(
  'case_numbers',
  { agencyCode: text('agency_code').notNull(), day: text().notNull(), last: integer().notNull() },
  (table) => [primaryKey({ columns: [table.agencyCode, table.day] })],
);

/** The case as lists show it; `state` is the whole of it. Written by `recordTransition` alone. */
export const cases = pgTable('cases', {
  id: text().$type<CaseId>().primaryKey(),
  code: text().$type<CaseCode>().notNull().unique(),
  kind: text({ enum: CASE_KINDS }).notNull(),
  province: text().$type<ProvinceId>().notNull(),
  procedure: text().notNull(),
  procedureVersion: integer('procedure_version').notNull(),
  procedureHash: text('procedure_hash').notNull(),
  status: text({ enum: CASE_STATUSES }).notNull(),
  ending: text({ enum: ENDINGS }),
  urgency: text({ enum: URGENCIES }).notNull(),
  channel: text({ enum: CHANNELS }).notNull(),
  counter: text().$type<AgencyId>().notNull(),
  owner: text().$type<AgencyId>().notNull(),
  applicant: text().$type<UserId>(),
  /** Every agency that has or had to do with it: who may see it. */
  agencies: text().array().$type<AgencyId[]>().notNull(),
  filedAt: instant('filed_at').notNull(),
  acceptedAt: instant('accepted_at'),
  decidedAt: instant('decided_at'),
  deliveredAt: instant('delivered_at'),
  closedAt: instant('closed_at'),
  dueAt: instant('due_at'),
  /** When the citizen can come for the result. */
  appointmentAt: instant('appointment_at'),
  /** `dueAt`, and `infinity` where there is none: what lists by deadline are sorted by. */
  dueSort: dueSort(),
  clockPhase: text('clock_phase', { enum: CLOCK_PHASES }),
  version: integer().notNull(),
  headHash: text('head_hash').notNull(),
  state: jsonb().$type<CaseState>().notNull(),
  /** The status code of the national portal: what `portalStatus` says of the state. */
  portalStatus: smallint('portal_status')
    .$type<PortalStatus>()
    .notNull()
    .generatedAlwaysAs(sql`portal_status(status, ending, state)`),
  rating: text({ enum: RATINGS }).generatedAlwaysAs(sql`state ->> 'rating'`),
  mergedInto: text('merged_into').$type<CaseId>().generatedAlwaysAs(sql`state ->> 'mergedInto'`),
  /** How many documents were handed in or made. */
  documents: integer()
    .notNull()
    .generatedAlwaysAs(sql`coalesce(jsonb_array_length(state -> 'documents'), 0)`),
  /** Came in by the importer; no workflow stands behind it. */
  imported: integer().notNull().default(0),
});

export const tasks = pgTable(
  'tasks',
  {
    caseId: text('case_id').$type<CaseId>().notNull(),
    id: text().$type<TaskId>().notNull(),
    step: text().notNull(),
    branch: text(),
    agency: text().$type<AgencyId>().notNull(),
    role: text({ enum: ROLES }).notNull(),
    assignee: text().$type<UserId>(),
    openedAt: instant('opened_at').notNull(),
    dueAt: instant('due_at'),
    dueSort: dueSort(),
    closedAt: instant('closed_at'),
    closedBy: text('closed_by').$type<UserId>(),
    outcome: text(),
    /** Since when its assignee has it; null while nobody does. */
    assignedAt: instant('assigned_at'),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.id] })],
);

export const clocks = pgTable(
  'clocks',
  {
    caseId: text('case_id').$type<CaseId>().notNull(),
    id: text().notNull(),
    taskId: text('task_id').$type<TaskId>(),
    /** Whose time it is: the task's agency, or the owner. */
    agency: text().$type<AgencyId>().notNull(),
    calendar: text().notNull(),
    phase: text({ enum: CLOCK_PHASES }).notNull(),
    pausedFor: text('paused_for', { enum: PAUSE_REASONS }),
    /** Working minutes. */
    budget: integer().notNull(),
    consumed: integer().notNull(),
    startedAt: instant('started_at').notNull(),
    /** When it is due as it runs now. */
    appointedAt: instant('appointed_at'),
    /** The deadline by which it is judged: the first that it missed, else the one appointed. */
    dueAt: instant('due_at').generatedAlwaysAs(sql`coalesce(missed_at, appointed_at)`),
    stoppedAt: instant('stopped_at'),
    missedAt: instant('missed_at'),
    /** Of the case, so that reports read this table alone. */
    province: text().$type<ProvinceId>().notNull(),
    kind: text({ enum: CASE_KINDS }).notNull(),
    procedure: text().notNull(),
    step: text(),
    /** The work that it measured was done; false where it runs, or was cancelled. */
    finished: boolean().notNull(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.id] })],
);

/** What a decision with force for the past found of a clock that had ended; beside what was found when it ended. */
export const rejudgements = pgTable(
  'rejudgements',
  {
    caseId: text('case_id').$type<CaseId>().notNull(),
    clock: text().notNull(),
    calendar: text().notNull(),
    version: integer().notNull(),
    /** Number or title of the decision. */
    decision: text().notNull(),
    dueBefore: instant('due_before'),
    missedBefore: instant('missed_before'),
    dueAfter: instant('due_after'),
    missedAfter: instant('missed_after'),
    at: instant('at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.clock, table.calendar, table.version] })],
);

/** Since when a case bore which status code of the national portal. */
export const portalStatuses = pgTable(
  'portal_statuses',
  {
    caseId: text('case_id').$type<CaseId>().notNull(),
    since: instant('since').notNull(),
    province: text().$type<ProvinceId>().notNull(),
    code: smallint().$type<PortalStatus>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.since] })],
);

/** Cards that agencies were given for what was late. */
export const cards = pgTable(
  'cards',
  {
    caseId: text('case_id').$type<CaseId>().notNull(),
    seq: integer().notNull(),
    province: text().$type<ProvinceId>().notNull(),
    agency: text().$type<AgencyId>().notNull(),
    colour: text({ enum: CARD_COLOURS }).notNull(),
    clock: text().notNull(),
    givenAt: instant('given_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.seq] })],
);

/** The chain of events. Append-only by privilege and by trigger; partitioned by month of `at`. */
export const events = pgTable(
  'events',
  {
    caseId: text('case_id').$type<CaseId>().notNull(),
    seq: integer().notNull(),
    at: instant('at').notNull(),
    type: text().$type<FactName>().notNull(),
    by: text('by').$type<UserId>().notNull(),
    orderId: text('order_id').notNull(),
    body: jsonb().$type<CaseEvent>().notNull(),
    previousHash: text('previous_hash').notNull(),
    hash: text().notNull(),
    /** Counts over all cases, for who follows along; gaps mean nothing. */
    position: bigint({ mode: 'number' }).notNull().default(sql`nextval('event_positions')`),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.seq, table.at] })],
);

/** Reminders and notices that escalations ask for, waiting to be sent; one for each escalation level and action. */
export const notices = pgTable(
  'notices',
  {
    caseId: text('case_id').$type<CaseId>().notNull(),
    seq: integer().notNull(),
    action: integer().notNull(),
    kind: text({ enum: NOTICE_KINDS }).notNull(),
    who: text().notNull(),
    clock: text().notNull(),
    createdAt: instant('created_at').notNull(),
    sentAt: instant('sent_at'),
    /** Quiet hours end then; null: it goes out at once. */
    notBefore: instant('not_before'),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.seq, table.action] })],
);
