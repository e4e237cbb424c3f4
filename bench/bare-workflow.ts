/** What Temporal does by itself: as many updates and timers as a case of ours has, and nothing else. */
import { allHandlersFinished, condition, defineUpdate, setHandler, sleep } from '@temporalio/workflow';

export const step = defineUpdate<number, [number]>('step');

/** Ends after `updates` updates; arms a long timer at each of the first `timers` of them. */
export async function bareWorkflow(updates: number, timers: number): Promise<void> {
  let done = 0;
  setHandler(
    step,
    (n) => {
      done += 1;
      if (done <= timers) sleep('10 days').catch(() => undefined);
      return n;
    },
    { validator: (_n: number) => undefined },
  );
  await condition(() => done >= updates);
  await condition(allHandlersFinished);
}
