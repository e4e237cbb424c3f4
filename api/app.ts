/** The HTTP application: what every request passes through, and the routes. */
import { randomUUID } from 'node:crypto';
import compression from 'compression';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { Context } from './context.ts';
import { deskRouter } from './desk.ts';
import { docsRouter } from './docs.ts';
import { openApiOf } from './openapi.ts';
import { Problem, problemHandler } from './problem.ts';
import { queuePages } from './queue-page.ts';
import { mount, type Route } from './registry.ts';
import { administrationRoutes } from './routes/administration.ts';
import { auditRoutes } from './routes/audit.ts';
import { carrierRoutes } from './routes/carrier.ts';
import { caseRoutes } from './routes/cases.ts';
import { clockRoutes } from './routes/clocks.ts';
import { complaintRoutes } from './routes/complaints.ts';
import { devRoutes } from './routes/dev.ts';
import { documentRoutes } from './routes/documents.ts';
import { eventRoutes } from './routes/events.ts';
import { messageTemplateRoutes } from './routes/message-templates.ts';
import { messageRoutes } from './routes/messages.ts';
import { operationsRoutes } from './routes/operations.ts';
import { paperRoutes } from './routes/papers.ts';
import { paymentReportRoutes } from './routes/payment-reports.ts';
import { paymentRoutes } from './routes/payments.ts';
import { preferenceRoutes } from './routes/preferences.ts';
import { progressRoutes } from './routes/progress.ts';
import { queueRoutes } from './routes/queue.ts';
import { reportRoutes } from './routes/reports.ts';
import { shipmentRoutes } from './routes/shipments.ts';
import { trackRoutes } from './routes/track.ts';
import { uploadRoutes } from './routes/uploads.ts';
import { workRoutes } from './routes/work.ts';
import { devProviderRouter } from './sign-in/dev-provider.ts';
import { signInRouter } from './sign-in/routes.ts';
import { isSecureAt, sessionsIn } from './sign-in/sessions.ts';
import { trackPages } from './track-page.ts';

/** Of the API, as its paths say. */
export const VERSION = '1.0.0';

export const ROUTES: readonly Route[] = [
  ...caseRoutes,
  ...clockRoutes,
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
  ...paperRoutes,
  ...documentRoutes,
  ...uploadRoutes,
  ...operationsRoutes,
];

export function createApp(context: Context): Express {
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
  app.use((_req, res, next) => {
    const id = randomUUID();
    res.locals.requestId = id;
    res.setHeader('X-Request-Id', id);
    res.setHeader('Cache-Control', 'no-store');
    next();
  });
  app.use(context.metrics.middleware);
  app.use(logged(context.logger));
  const { dev } = context.identity;
  if (dev !== null) app.use(devProviderRouter(context, dev.jwk));
  app.use(['/v1', '/auth'], sessionsIn(context.db, context.keys, isSecureAt(context.settings)));
  app.use(signInRouter(context));
  const router = express.Router({ caseSensitive: true, strict: true });
  const routes = dev === null ? ROUTES : [...ROUTES, ...devRoutes];
  mount(router, routes, context);
  app.use(router);
  app.use(docsRouter(openApiOf(routes, VERSION)));
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
