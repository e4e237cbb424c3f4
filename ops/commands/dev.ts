/** `npm run dev`: as `npm start`, from the sources as they change. */
import { runUntilStopped } from '../install/run-until-stopped.ts';

const USAGE = `Starts Motcua for whoever changes it: npm run dev [-- --reset]

  PostgreSQL and Temporal stay up; worker and API start anew when their sources change; the desk changes in the browser as you save.
  Settings and --reset are those of npm start.
`;

process.exit(await runUntilStopped(USAGE, { watch: true }));
