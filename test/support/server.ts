/** The server of a test: as `server.ts` starts it, and each of its answers is held against the document of the API. */
import { afterAll, afterEach, expect } from 'vitest';
import { type RunningServer, type ServerParts, startServer } from '../../server.ts';
import { answerCheck } from './answer-check.ts';

const faults: string[] = [];

/** What a test's servers answered otherwise than documented is that test's failure, whatever it asked for itself. */
function demandDocumented(): void {
  expect(faults.splice(0), 'answers that are not as the document of the API says').toEqual([]);
}
afterEach(demandDocumented);
afterAll(demandDocumented);

export function startTestServer(parts: ServerParts): Promise<RunningServer> {
  return startServer({ inspection: answerCheck((fault) => faults.push(fault)), ...parts });
}
