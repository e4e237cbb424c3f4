import { proxyActivities } from '@temporalio/workflow';
import type { ErrandCall } from '../contracts/errands.ts';
import type { AskedPaperCall, PaperActivities } from '../contracts/papers-messages.ts';

/** What is away comes back: the store, the record, the key that signs. A paper that cannot be made at all fails at once, and is seen. */
const { makePaper } = proxyActivities<PaperActivities>({
  startToCloseTimeout: '2 minutes',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '5 minutes' },
});

const { makeAskedPaper } = proxyActivities<PaperActivities>({
  startToCloseTimeout: '2 minutes',
  // Whoever asked has gone by then, and asks again.
  scheduleToCloseTimeout: '10 minutes',
  retry: { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/** The form that an event calls for. */
export async function paperWorkflow(call: ErrandCall): Promise<void> {
  await makePaper(call);
}

/** A list, a label, a copy in the other language: made because somebody asked. */
export async function askedPaperWorkflow(call: AskedPaperCall): Promise<void> {
  await makeAskedPaper(call);
}
