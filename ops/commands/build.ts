/** `npm run build`: the workflow bundle and the desk, ahead of the first start. */
import { relative } from 'node:path';
import { workflowBundle } from '../../temporal/bundle.ts';
import { buildDesk, DESK_FOLDER } from '../install/desk.ts';

const say = (line: string) => console.log(line);
const { codePath, buildId } = await workflowBundle(say);
console.log(`workflows ${buildId}: ${relative(process.cwd(), codePath)}`);
console.log(`desk ${await buildDesk(say)}: ${relative(process.cwd(), DESK_FOLDER)}`);
