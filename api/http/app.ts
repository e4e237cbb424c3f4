/** The HTTP application: what every request passes through, and the routes. */
import { randomUUID } from 'node:crypto';
import compression from 'compression';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { administrationRoutes } from '../administration/routes.ts';
import { auditRoutes } from '../audit/routes.ts';
import { clockRoutes } from '../cases/clocks.ts';
import { eventRoutes } from '../cases/event-routes.ts';
import { extensionPreviewRoutes } from '../cases/extension-preview.ts';
import { caseRoutes } from '../cases/routes.ts';
import { complaintRoutes } from '../complaints/routes.ts';
import { queuePages } from '../counter/queue-page.ts';
import { queueRoutes } from '../counter/routes.ts';
import { generatedDocumentRoutes } from '../documents/generated-documents.ts';
import { documentRoutes } from '../documents/routes.ts';
import { uploadRoutes } from '../documents/upload-routes.ts';
import { workRoutes } from '../inbox/routes.ts';
import { preferenceRoutes } from '../messages/preferences.ts';
import { messageRoutes } from '../messages/routes.ts';
import { messageTemplateRoutes } from '../messages/templates.ts';
import { paymentReportRoutes } from '../payments/reports.ts';
import { paymentRoutes } from '../payments/routes.ts';
import { trackRoutes } from '../public/track.ts';
import { trackPages } from '../public/track-page.ts';
import { progressRoutes } from '../reports/progress.ts';
import { reportRoutes } from '../reports/routes.ts';
import { carrierRoutes } from '../shipments/carrier.ts';
import { shipmentRoutes } from '../shipments/routes.ts';
import { devRoutes } from '../sign-in/dev.ts';
import { devProviderRouter } from '../sign-in/dev-provider.ts';
import { signInRouter } from '../sign-in/routes.ts';
import { isSecureAt, sessionsIn } from '../sign-in/sessions.ts';
import type { Context } from './context.ts';
import { deskRouter } from './desk.ts';
import { docsRouter } from './docs.ts';
import { openApiOf } from './openapi.ts';
import { operationsRoutes } from './operations.ts';
import { Problem, problemHandler } from './problem.ts';
import { mount, type Route } from './registry.ts';

/** Of the API, as its paths say. */
export const VERSION = '1.0.0';

export const ROUTES: readonly Route[] = [
  ...caseRoutes,
  ...clockRoutes,
  ...extensionPreviewRoutes,
  ...complaintRoutes,
  ...messageTemplateRoutes,
  ...messageRoutes,
  ...preferenceRoutes,
  ...workRoutes,
  ...reportRoutes,
  ...progressRoutes,
  ...auditRoutes,
  ...administrationRoutes,
  ...queueRoutes,
  ...trackRoutes,
  ...eventRoutes,
  ...paymentRoutes,
  ...paymentReportRoutes,
  ...shipmentRoutes,
  ...carrierRoutes,
  ...generatedDocumentRoutes,
  ...documentRoutes,
  ...uploadRoutes,
  ...operationsRoutes,
];

/** Looks at what passes, by the document of the API. */
export type Inspection = (document: Readonly<Record<string, unknown>>) => RequestHandler;

/** `inspection`: tests hold every answer against the document; in use there is none. */
export function createApp(context: Context, inspection?: Inspection): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  // Only who stands there may say for whom they ask, and that it came by TLS.
  if (context.settings.trustedProxies.length > 0)
    app.set('trust proxy', [...context.settings.trustedProxies]);
  app.use(helmet());
  // Streams of events are not held back to be packed.
  app.use(
    compression({
      filter: (req, res) =>
        req.path !== '/v1/events' && !req.path.startsWith('/assets/') && compression.filter(req, res),
    }),
  );
  const { dev } = context.identity;
  const routes = dev === null ? ROUTES : [...ROUTES, ...devRoutes];
  const document = openApiOf(routes, VERSION);
  if (inspection !== undefined) app.use(inspection(document));
  app.use((_req, res, next) => {
    const id = randomUUID();
    res.locals.requestId = id;
    res.setHeader('X-Request-Id', id);
    res.setHeader('Cache-Control', 'no-store');
    next();
  });
  app.use(context.metrics.middleware);
  app.use(logged(context.logger));
  if (dev !== null) app.use(devProviderRouter(context, dev.jwk));
  app.use(['/v1', '/auth'], sessionsIn(context.db, context.keys, isSecureAt(context.settings)));
  app.use(signInRouter(context));
  const router = express.Router({ caseSensitive: true, strict: true });
  mount(router, routes, context);
  app.use(router);
  app.use(docsRouter(document));
  app.use(trackPages(context));
  app.use(queuePages(context));
  app.use(deskRouter(context.desk));
  app.use(() => {
    throw new Problem('not-found');
  });
  app.use(
    problemHandler((error, _req, res) => {
      context.logger.error(
        { err: error, requestId: res.locals.requestId, route: res.locals.route },
        'request failed',
      );
    }),
  );
  return app;
}

/** One line for each request: the route's pattern, never the address, the query, a body, or who asked. */
function logged(logger: Logger): RequestHandler {
  return (req, res, next) => {
    const begun = performance.now();
    res.once('finish', () => {
      const { requestId, route = 'other' } = res.locals;
      logger.info(
        {
          requestId,
          method: req.method,
          route,
          status: res.statusCode,
          ms: Math.round(performance.now() - begun),
        },
        'request',
      );
    });
    next();
  };
}
