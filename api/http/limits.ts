/** How often something may be tried, where somebody could try it often to find out what they may not know. */
import type { Request, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import { Problem } from './problem.ts';

export type Limit = (req: Request, res: Response) => Promise<void>;

/**
 * So many tries in a window, counted by caller's address or by what `key` gives. Each server counts for itself.
 * The promise rejects with the problem too-many-requests.
 */
export function limitOf(limit: number, windowMs: number, key?: (req: Request) => string): Limit {
  const limiter = rateLimit({
    limit,
    windowMs,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    validate: { xForwardedForHeader: false, forwardedHeader: false },
    ...(key === undefined ? {} : { keyGenerator: key }),
    handler: (_req, _res, next) => next(new Problem('too-many-requests')),
  });
  return (req, res) =>
    new Promise((resolve, reject) => {
      void limiter(req, res, (error?: unknown) => (error === undefined ? resolve() : reject(error)));
    });
}
