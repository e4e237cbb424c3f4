import type { Route } from '../registry.ts';
import { agencyRoutes } from './agencies.ts';
import { calendarRoutes } from './calendars.ts';
import { delegationRoutes } from './delegations.ts';
import { healthRoutes } from './health.ts';
import { migrationRoutes } from './migrations.ts';
import { procedureRoutes } from './procedures.ts';
import { userRoutes } from './users.ts';
import { webhookEventRoutes } from './webhook-events.ts';
import { webhookRoutes } from './webhooks.ts';

/** What a province works by: its procedures, offices, people and calendars. */
export const administrationRoutes: readonly Route[] = [
  ...procedureRoutes,
  ...migrationRoutes,
  ...agencyRoutes,
  ...userRoutes,
  ...delegationRoutes,
  ...calendarRoutes,
  ...webhookRoutes,
  ...webhookEventRoutes,
  ...healthRoutes,
];
