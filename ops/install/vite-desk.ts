/** The desk from its sources, by Vite: it changes in the browser as one saves. What is not the desk's goes on to the API. */
import { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { PROJECT } from './node-part.ts';
import type { FileWatcher } from './sources.ts';

export interface DeskServer {
  readonly watcher: FileWatcher;
  close(): Promise<void>;
}

/** What the API answers itself. */
const OF_THE_API = '^/(v1|auth|dev|docs|track|queue)(/|$)|^/(openapi.json|healthz|readyz|metrics)$';

export async function serveDesk(port: number, apiPort: number): Promise<DeskServer> {
  const { createLogger, createServer } = await import('vite');
  const logger = createLogger('warn');
  const { error } = logger;
  // An API that is just starting anew is no error.
  logger.error = (said, options) => {
    if (!said.includes('proxy error')) error(said, options);
  };
  const vite = await createServer({
    configFile: join(PROJECT, 'web', 'vite.config.ts'),
    customLogger: logger,
    clearScreen: false,
    server: {
      port,
      strictPort: true,
      proxy: {
        [OF_THE_API]: {
          target: `http://127.0.0.1:${apiPort}`,
          configure: (proxy) =>
            proxy.on('error', (_error, _request, response) => {
              if (response instanceof ServerResponse && !response.headersSent)
                response.writeHead(503, { 'Retry-After': '1' }).end();
            }),
        },
      },
    },
  });
  await vite.listen();
  return { watcher: vite.watcher, close: () => vite.close() };
}
