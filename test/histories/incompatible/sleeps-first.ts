/** A change that running cases must not meet: a timer before the first order is taken. */
import { sleep } from '@temporalio/workflow';
import type { CaseInput } from '../../../contracts/temporal/cases.ts';
import { caseWorkflow as asItIs } from '../../../workflows/cases/case.ts';

export async function caseWorkflow(input: CaseInput): Promise<void> {
  await sleep('1 second');
  await asItIs(input);
}
