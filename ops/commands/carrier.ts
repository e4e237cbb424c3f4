/** `npm run carrier`: a simulated carrier of the public postal service, for demonstrations and for trying things out. */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { readSettings } from '../../config/settings.ts';
import { startCarrierSimulator } from '../../integrations/carrier/simulator/index.ts';
import { LIFE_NAMES } from '../../integrations/carrier/simulator/lives.ts';
import { DEFAULTS, type Faults } from '../../integrations/carrier/simulator/options.ts';

const DAY_A_SECOND = 86_400;

const HELP = `npm run carrier -- [settings]

  --port 8090             where it listens, on this machine alone
  --motcua URL            whom it tells of scans (http://localhost:8080)
  --seed TEXT             the same seed makes the same lives and faults (post)
  --speed N               how much faster than in life things happen (${DAY_A_SECOND}: a day in a second)
  --life NAME             ${LIFE_NAMES.join(', ')}; without it they come as in a post
  --file PATH             keeps its books there; without it, they are lost when it stops
  --latency LEAST,MOST    milliseconds that an answer takes
  --fail-before SHARE     of calls that fail before anything is done: 0 to 1
  --fail-after SHARE      of calls whose answer is lost after it was done
  --duplicates SHARE      of scans that are reported five times
  --late SHARE            of scans that are reported late, so that others overtake them
  --forged SHARE          of scans beside which a forger tells that it was delivered
  --outages SHARE         of minutes in which it is out (of stretches of --outage-ms, 60000)
  --silent                tells nothing: Motcua has to ask
  --account, --password   the account that it takes (motcua, motcua)

It signs with the first of CARRIER_WEBHOOK_SECRETS, and makes up a secret where there is none.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8090' },
      motcua: { type: 'string', default: 'http://localhost:8080' },
      seed: { type: 'string', default: DEFAULTS.seed },
      speed: { type: 'string', default: String(DAY_A_SECOND) },
      life: { type: 'string' },
      file: { type: 'string' },
      latency: { type: 'string', default: '0,0' },
      'fail-before': { type: 'string', default: '0' },
      'fail-after': { type: 'string', default: '0' },
      duplicates: { type: 'string', default: '0' },
      late: { type: 'string', default: '0' },
      forged: { type: 'string', default: '0' },
      outages: { type: 'string', default: '0' },
      'outage-ms': { type: 'string', default: String(DEFAULTS.faults.outageMs) },
      silent: { type: 'boolean', default: false },
      account: { type: 'string', default: DEFAULTS.account },
      password: { type: 'string', default: DEFAULTS.password },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const life = LIFE_NAMES.find((name) => name === values.life) ?? null;
  if (values.life !== undefined && life === null)
    throw new Error(`--life is one of ${LIFE_NAMES.join(', ')}.`);
  const [least = 0, most = least] = values.latency.split(',').map((text) => number('latency', text));
  const faults: Partial<Faults> = {
    latencyMs: [least, Math.max(least, most)],
    failBefore: share('fail-before', values['fail-before']),
    failAfter: share('fail-after', values['fail-after']),
    duplicates: share('duplicates', values.duplicates),
    late: share('late', values.late),
    forged: share('forged', values.forged),
    outages: share('outages', values.outages),
    outageMs: Math.max(1, number('outage-ms', values['outage-ms'])),
    silent: values.silent,
  };
  const speed = number('speed', values.speed);
  if (speed === 0) throw new Error('--speed is more than 0; with --life manual nothing happens by itself.');
  const { carrier } = readSettings();
  const [known] = carrier.webhookSecrets;
  const secret = known ?? `whsec_${randomBytes(32).toString('base64')}`;
  const simulator = await startCarrierSimulator({
    port: number('port', values.port),
    account: values.account,
    password: values.password,
    seed: values.seed,
    speed,
    life,
    file: values.file ?? null,
    firstSerial: Math.floor(Date.now() / 1000) % 100_000_000,
    faults,
    listener: { url: `${values.motcua.replace(/\/+$/, '')}/v1/carriers/${carrier.name}/scans`, secret },
  });
  console.log(`Simulated carrier ready at ${simulator.url}; it tells ${values.motcua} of its scans.`);
  console.log('Motcua reaches it with these settings:');
  console.log(
    `  CARRIER_URL=${simulator.url} CARRIER_ACCOUNT=${values.account} CARRIER_PASSWORD=${values.password}`,
  );
  if (known === undefined) console.log(`  CARRIER_WEBHOOK_SECRETS=${secret}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close());
}

function number(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0)
    throw new Error(`--${name} is a number of 0 or more.`);
  return value;
}

function share(name: string, text: string): number {
  const value = number(name, text);
  if (value > 1) throw new Error(`--${name} is a share, from 0 to 1.`);
  return value;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
