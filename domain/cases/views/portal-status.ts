import type { PortalStatus } from '../../vocabulary/statuses.ts';
import type { CaseState } from '../state/state.ts';

export function portalStatus(
  state: Pick<CaseState, 'status' | 'ending' | 'tasks' | 'trail' | 'counts' | 'suspended'>,
): PortalStatus {
  switch (state.ending) {
    case 'not-accepted':
      return 3;
    case 'withdrawn':
      return 7;
    case 'stopped':
      return 8;
    default:
  }
  switch (state.status) {
    case 'filed':
      return 1;
    case 'in-process':
      return isUntouched(state) ? 2 : 4;
    case 'supplement':
      return 5;
    case 'suspended':
      return state.suspended === 'payment' ? 6 : 8;
    case 'payment':
      return 6;
    case 'decided':
      return 9;
    case 'delivered':
    case 'closed':
      return 10;
  }
}

/** Accepted, and no agency has begun: the first step, nobody holding it. */
function isUntouched(state: Pick<CaseState, 'tasks' | 'trail' | 'counts'>): boolean {
  return (
    state.trail.length <= 1 && state.tasks.every(({ assignee, visit }) => assignee === null && visit === 1)
  );
}
