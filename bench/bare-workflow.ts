/** What Temporal does by itself: as many updates and timers as a case of ours has, and nothing else. */
import {
  allHandlersFinished,
  condition,
  defineUpdate,
  proxyLocalActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow';

export const step = defineUpdate<number, [number]>('step');

const { nothing } = proxyLocalActivities<{ nothing(): Promise<void> }>({ startToCloseTimeout: '3s' });

/**
 * Ends after `updates` updates; arms a long timer at each of the first `timers` of them. With `local`, each update also
 * runs a local activity that does nothing: the least that anything costs which leaves the workflow.
 */
export async function bareWorkflow(updates: number, timers: number, local: boolean): Promise<void> {
  let done = 0;
  setHandler(
    step,
    async (n) => {
      if (local) await nothing();
      done += 1;
      if (done <= timers) sleep('10 days').catch(() => undefined);
      return n;
    },
    { validator: (_n: number) => undefined },
  );
  await condition(() => done >= updates);
  await condition(allHandlersFinished);
}
