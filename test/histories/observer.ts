/** Goes into the bundle of the replay test: tells what the replayed case hands to its record, what it was answered, and what it took over. */
import { proxySinks, type Sinks, type WorkflowInterceptorsFactory } from '@temporalio/workflow';
import type { Recorded, Transition } from '../../domain/cases/state/transition.ts';

export interface ObserverSinks extends Sinks {
  readonly observer: {
    recorded(transition: Transition, answer: Recorded): void;
    tookOver(answer: Recorded): void;
  };
}

const { observer } = proxySinks<ObserverSinks>();

/** The promise is handed on as it is: one of our own would change the order in which the workflow goes on. */
function observed(
  activityType: string,
  args: readonly unknown[],
  answer: Promise<unknown>,
): Promise<unknown> {
  if (activityType === 'recordTransition')
    answer.then(
      (recorded) => observer.recorded(args[0] as Transition, recorded as Recorded),
      () => undefined,
    );
  if (activityType === 'recordedAfter')
    answer.then(
      (recordedEvents) => {
        if (recordedEvents !== null) observer.tookOver(recordedEvents as Recorded);
      },
      () => undefined,
    );
  return answer;
}

export const interceptors: WorkflowInterceptorsFactory = () => ({
  outbound: [
    {
      scheduleLocalActivity: (input, next) => observed(input.activityType, input.args, next(input)),
      scheduleActivity: (input, next) => observed(input.activityType, input.args, next(input)),
    },
  ],
});
