/** Every table, as Drizzle sees it. The SQL in `migrations/` makes them; `schema.integration.test.ts` holds the two together. */
export * from './schema/carrier.ts';
export * from './schema/complaints.ts';
export * from './schema/definitions.ts';
export * from './schema/directory.ts';
export * from './schema/errands.ts';
export * from './schema/made-papers.ts';
export * from './schema/maps.ts';
export * from './schema/messages.ts';
export * from './schema/papers.ts';
export * from './schema/payments.ts';
export * from './schema/reads.ts';
export * from './schema/record.ts';
export * from './schema/sessions.ts';
export * from './schema/shipments.ts';
export * from './schema/uploads.ts';
export * from './schema/viewers.ts';
export * from './schema/webhooks.ts';
