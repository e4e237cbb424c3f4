/** Numbers for operators: routes by their patterns, few labels, and none that could name a person or a case. */
import type { RequestHandler } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '../../db/core/client.ts';

export interface Metrics {
  readonly middleware: RequestHandler;
  /** Sets what is read when asked for, and writes all in the format of Prometheus. */
  text(followers: number): Promise<{ readonly type: string; readonly text: string }>;
}

/** Methods that the product answers; all others are counted as one. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'OPTIONS'];

export function metricsOf(db: Database): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'motcua_http_request_seconds',
    help: 'Time to answer, by route (its pattern, not its address)',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  const problems = new Counter({
    name: 'motcua_http_problems_total',
    help: 'Problems answered, by code',
    labelNames: ['code'] as const,
    registers,
  });
  const connections = new Gauge({
    name: 'motcua_database_connections',
    help: 'Connections of the API to PostgreSQL',
    labelNames: ['state'] as const,
    registers,
  });
  const following = new Gauge({
    name: 'motcua_event_followers',
    help: 'Clients that follow events',
    registers,
  });
  return {
    middleware: (req, res, next) => {
      const stop = seconds.startTimer();
      // `close` comes also for who went away before the answer.
      res.once('close', () => {
        const route = typeof res.locals.route === 'string' ? res.locals.route : 'other';
        const method = METHODS.includes(req.method) ? req.method : 'other';
        stop({ method, route, status: String(res.statusCode) });
        if (typeof res.locals.problem === 'string') problems.inc({ code: res.locals.problem });
      });
      next();
    },
    text: async (followers) => {
      connections.set({ state: 'open' }, db.pool.totalCount);
      connections.set({ state: 'idle' }, db.pool.idleCount);
      connections.set({ state: 'waited-for' }, db.pool.waitingCount);
      following.set(followers);
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}
