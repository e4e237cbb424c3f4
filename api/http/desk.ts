/** The desk: the pages that people work with. Their files are named by what is in them; every other address is one page. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router } from 'express';
import expressStaticGzip from 'express-static-gzip';

const PAGE = 'index.html';
/** Maps come from where the settings say; all else from here. Styles of components are set on elements. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self' blob:",
  "worker-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Documents and holes in the road are photographed, and have a place; nobody is listened to. */
const DEVICES = 'camera=(self), geolocation=(self), microphone=()';

/** What browsers heed of a page alone: a part of one does not say it too, each time. */
const OF_PAGES = [
  'Content-Security-Policy',
  'Cross-Origin-Opener-Policy',
  'Origin-Agent-Cluster',
  'X-DNS-Prefetch-Control',
  'X-Download-Options',
  'X-Frame-Options',
  'X-Permitted-Cross-Domain-Policies',
  'X-XSS-Protection',
];

export function deskRouter(folder: string | null): Router {
  const router = Router();
  if (folder === null || !existsSync(join(folder, PAGE))) {
    router.get('/', (_req, res) => res.redirect('/docs'));
    return router;
  }
  router.use(
    '/assets',
    (_req, res, next) => {
      for (const name of OF_PAGES) res.removeHeader(name);
      next();
    },
    expressStaticGzip(join(folder, 'assets'), {
      enableBrotli: true,
      orderPreference: ['br', 'gz'],
      index: false,
      serveStatic: { immutable: true, maxAge: '365d' },
    }),
  );
  router.use(express.static(folder, { index: false, maxAge: 0 }));
  router.get(/^(?!\/(v1|auth|dev|docs|assets)\/)/, (req, res, next) => {
    if (!req.accepts('html') || req.accepts(['json', 'html']) === 'json') return next();
    res.setHeader('Content-Security-Policy', POLICY);
    res.setHeader('Permissions-Policy', DEVICES);
    res.setHeader('Cache-Control', 'no-cache');
    res.sendFile(PAGE, { root: folder, cacheControl: false });
  });
  return router;
}
