/** `npm start`: a whole installation on one machine, from nothing to a URL; and its orderly end. */
import { runUntilStopped } from '../install/run-until-stopped.ts';

const USAGE = `Starts Motcua on this machine: npm start [-- --reset]

  --reset   first throws away what earlier starts made in DATA_DIR; a DATABASE_URL is never touched

Settings: PORT (8080), DATA_DIR (.data), DATABASE_URL, TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_CLI_PATH,
DEMO=0 (no demonstration cases). docs/runbook.md says more.
`;

process.exit(await runUntilStopped(USAGE, { watch: false }));
