import { fileURLToPath } from 'node:url';
import {
  type BundleOptions,
  bundleWorkflowCode,
  DefaultLogger,
  type InjectedSinks,
  makeTelemetryFilterString,
  Runtime,
  Worker,
} from '@temporalio/worker';
import { beforeAll, describe, expect, test } from 'vitest';
import { chained } from '../db/core/record.ts';
import type { CaseEvent } from '../domain/cases/state/events.ts';
import { GENESIS_HASH, type Recorded, type Transition } from '../domain/cases/state/transition.ts';
import type { ObserverSinks } from '../test/histories/observer.ts';
import {
  type Outcome,
  published,
  readHistory,
  readIndex,
  readShipmentHistory,
  readState,
  shipmentNames,
  storedNames,
} from '../test/histories/stored.ts';
import { TEST_KEYS } from '../test/support/test-keys.ts';
import { dataConverterWith, FAILURE_CONVERTER_PATH } from './data-converter.ts';

const RECORD = 'npx tsx test/histories/record.ts';
/** For all histories together, beside other tests on a busy machine. */
const PATIENCE = 300_000;
const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const BEFALLS: CaseEvent['type'][] = [
  'supplement-requested',
  'supplement-received',
  'task-transferred',
  'work-returned',
  'deadline-extended',
  'case-suspended',
  'case-resumed',
  'clock-breached',
  'card-given',
  'supplement-expired',
  'task-escalated',
  'step-skipped',
  'fee-paid',
  'case-disputed',
  'case-rated',
  'procedure-moved',
  'calendar-changed',
  'case-prioritised',
  'task-raised',
];
const INDEX = readIndex();
const NAMES = storedNames();

/** `transition` null: events that the case took over from its record. */
interface ReplayedAnswer {
  readonly transition: Transition | null;
  readonly answer: Recorded;
}

interface Replayed {
  readonly reported: readonly ReplayedAnswer[];
  readonly error: Error | undefined;
}

/** The present sources as they are, but for what `change` says; with the observer among the interceptors. */
async function bundle(change: Partial<BundleOptions> = {}): Promise<string> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: fileOf('../workflows/index.ts'),
    workflowInterceptorModules: [fileOf('../test/histories/observer.ts')],
    failureConverterPath: FAILURE_CONVERTER_PATH,
    logger: new DefaultLogger('ERROR'),
    ...change,
  });
  return code;
}

/** Runs histories again, one after the other, on the workflows of this bundle. */
async function replay(code: string, names: readonly string[]): Promise<Map<string, Replayed>> {
  const reported = new Map<string, ReplayedAnswer[]>();
  const sinks: InjectedSinks<ObserverSinks> = {
    observer: {
      recorded: {
        callDuringReplay: true,
        // The worker would put it through JSON on the way to the record.
        fn: ({ workflowId }, transition, answer) => {
          const list = reported.get(workflowId) ?? [];
          list.push(JSON.parse(JSON.stringify({ transition, answer })));
          reported.set(workflowId, list);
        },
      },
      tookOver: {
        callDuringReplay: true,
        fn: ({ workflowId }, answer) => {
          const list = reported.get(workflowId) ?? [];
          list.push(JSON.parse(JSON.stringify({ transition: null, answer })));
          reported.set(workflowId, list);
        },
      },
    },
  };
  const histories = names.map((name) => ({ workflowId: name, history: readHistory(name) }));
  const replayed = new Map<string, Replayed>();
  const options = { workflowBundle: { code }, dataConverter: dataConverterWith(TEST_KEYS), sinks };
  for await (const { workflowId, error } of Worker.runReplayHistories(options, histories))
    replayed.set(workflowId, { reported: reported.get(workflowId) ?? [], error });
  return replayed;
}

const isFiling = (event: CaseEvent) => event.type === 'case-filed';

/** The chain of hashes that the replayed decisions make, checked link by link against what was recorded. */
function outcomeOf({ reported }: Replayed): Outcome | null {
  let headHash: string | null = null;
  let outcome: Outcome | null = null;
  for (const { transition, answer } of reported) {
    if (transition === null) {
      if (headHash === null) throw new Error('a case begins with its filing');
      headHash = chained(headHash, answer.recordedEvents ?? []).headHash;
      expect(headHash, 'what was taken over').toBe(answer.headHash);
      continue;
    }
    const events = (answer.recordedEvents ?? transition.events).map((event) =>
      isFiling(event) && answer.code !== null ? { ...event, code: answer.code } : event,
    );
    const before: string = headHash ?? (transition.from === 0 ? GENESIS_HASH : transition.previousHash);
    expect(transition.previousHash).toBe(before);
    headHash = chained(before, events).headHash;
    expect(headHash, `what version ${transition.from} was followed by`).toBe(answer.headHash);
    const { version, status } = transition.state;
    outcome = { version, headHash, status };
  }
  return outcome;
}

beforeAll(() => {
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    // A replay that fails is told by the test, not by the core's warnings.
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
    shutdownSignals: [],
  });
});

describe('the recorded histories', () => {
  test('there is one of every published procedure', () => {
    const missing = published().filter(({ name }) => !NAMES.includes(name));
    expect(
      missing.map(({ name }) => name),
      `record what is missing: ${RECORD}`,
    ).toEqual([]);
  });

  test('each has its outcome beside it, and each outcome its history', () => {
    expect(Object.keys(INDEX)).toEqual(NAMES);
  });
});

describe('with the workflows as they are now', () => {
  let replayed = new Map<string, Replayed>();
  beforeAll(async () => {
    replayed = await replay(await bundle(), NAMES);
  }, PATIENCE);

  test.each(NAMES)('%s replays, decides what it decided, and ends where it ended', (name) => {
    const run = replayed.get(name);
    if (run === undefined) throw new Error('was not replayed');
    expect(run.error).toBeUndefined();
    expect(outcomeOf(run)).toEqual(INDEX[name]);
    // What a later schema adds may be there too.
    expect(run.reported.findLast(({ transition }) => transition !== null)?.transition?.state).toMatchObject(
      readState(name),
    );
  });

  test('together they hold what can befall a case', () => {
    const befell = new Set(
      [...replayed.values()].flatMap(({ reported }) =>
        reported.flatMap(({ transition, answer }) =>
          (transition?.events ?? answer.recordedEvents ?? []).map(({ type }) => type),
        ),
      ),
    );
    expect([...befell]).toEqual(expect.arrayContaining(BEFALLS));
  });
});

describe('the recorded ways of shipments', () => {
  test(
    'replay with the workflow as it is now, whatever befell them',
    async () => {
      const histories = shipmentNames().map((name) => ({
        workflowId: name,
        history: readShipmentHistory(name),
      }));
      expect(histories.length).toBeGreaterThan(3);
      const options = {
        workflowBundle: { code: await bundle() },
        dataConverter: dataConverterWith(TEST_KEYS),
      };
      for await (const { workflowId, error } of Worker.runReplayHistories(options, histories))
        expect(error, workflowId).toBeUndefined();
    },
    PATIENCE,
  );
});

describe('a change that running cases would not survive', () => {
  test(
    'is seen when the workflow gives Temporal other commands',
    async () => {
      const code = await bundle({ workflowsPath: fileOf('../test/histories/incompatible/sleeps-first.ts') });
      const replayed = await replay(code, NAMES.slice(0, 1));
      expect(replayed.get(NAMES[0] ?? '')?.error?.name).toBe('DeterminismViolationError');
    },
    PATIENCE,
  );

  test(
    'is seen when the rules decide otherwise, although Temporal notices nothing',
    async () => {
      const code = await bundle({
        webpackConfigHook: (config) => ({
          ...config,
          module: {
            ...config.module,
            rules: [
              ...(config.module?.rules ?? []),
              {
                test: /workflows\/cases\/case-file\.ts$/,
                resolve: {
                  alias: {
                    '../../domain/cases/rules/decide.ts': fileOf(
                      '../test/histories/incompatible/decides-otherwise.ts',
                    ),
                  },
                },
              },
            ],
          },
        }),
      });
      const dossier = NAMES.find((name) => name.startsWith('1.')) ?? '';
      const run = (await replay(code, [dossier])).get(dossier);
      if (run === undefined) throw new Error('was not replayed');
      expect(run.error).toBeUndefined();
      expect(() => outcomeOf(run)).toThrow(/what version 1 was followed by/);
    },
    PATIENCE,
  );
});
