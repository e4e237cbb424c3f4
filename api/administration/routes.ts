import type { Route } from '../http/registry.ts';
import { webhookEventRoutes } from '../webhooks/events.ts';
import { webhookRoutes } from '../webhooks/routes.ts';
import { agencyRoutes } from './agencies.ts';
import { calendarRoutes } from './calendars.ts';
import { delegationRoutes } from './delegations.ts';
import { healthRoutes } from './health.ts';
import { migrationRoutes } from './migrations.ts';
import { procedureRoutes } from './procedures.ts';
import { userRoutes } from './users.ts';

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
