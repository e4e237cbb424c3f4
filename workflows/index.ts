/** Everything that the worker can run. */
export { caseWorkflow } from './case.ts';
