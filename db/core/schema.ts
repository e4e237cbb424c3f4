/** Every table, as Drizzle sees it. The SQL in `migrations/` makes them; `schema.integration.test.ts` holds the two together. */

export * from '../agencies/tables.ts';
export * from '../audit/tables.ts';
export * from '../cases/submission-tables.ts';
export * from '../cases/tables.ts';
export * from '../complaints/map-tables.ts';
export * from '../complaints/tables.ts';
export * from '../counter/tables.ts';
export * from '../documents/generated-tables.ts';
export * from '../documents/upload-tables.ts';
export * from '../inbox/tables.ts';
export * from '../inbox/viewer-tables.ts';
export * from '../messages/tables.ts';
export * from '../outbox/tables.ts';
export * from '../payments/tables.ts';
export * from '../procedures/tables.ts';
export * from '../shipments/scan-tables.ts';
export * from '../shipments/tables.ts';
export * from '../sign-in/tables.ts';
export * from '../webhooks/tables.ts';
