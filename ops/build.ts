/** `npm run build`: the workflow bundle, ahead of the first start. */
import { relative } from 'node:path';
import { workflowBundle } from '../temporal/bundle.ts';

const { codePath, buildId } = await workflowBundle((line) => console.log(line));
console.log(`build ${buildId}: ${relative(process.cwd(), codePath)}`);
