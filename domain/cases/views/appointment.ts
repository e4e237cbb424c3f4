/** The appointment that a citizen is given: when the result can be fetched, which is not always when the office's term ends. */
import { calendarIn } from '../../time/areas.ts';
import { nextOpening } from '../../time/calendar.ts';
import type { BusinessCalendar } from '../../time/calendar-types.ts';
import type { Instant } from '../../time/instant.ts';
import { isUnder } from '../rules/edition.ts';
import type { Definition } from '../state/commands.ts';
import type { CaseState } from '../state/state.ts';

type Place = Pick<CaseState, 'kind' | 'agencies' | 'offices' | 'edition'>;

/**
 * In opening hours of the counter that hands over, closing time with them: a deadline at another hour is announced as the next opening.
 * Of a complaint, the deadline itself: nobody comes for its result.
 */
export function appointmentOf(
  state: Place,
  dueAt: Instant,
  { procedure, calendars }: Pick<Definition, 'procedure' | 'calendars'>,
): Instant {
  if (state.kind !== 'dossier' || !isUnder(2, state)) return dueAt;
  const { counter } = state.agencies;
  const { calendar = procedure.sla.calendar, area = null } = (counter && state.offices[counter]) || {};
  const whole = calendars[calendar];
  return whole === undefined ? dueAt : openAt(calendarIn(whole, area), dueAt);
}

function openAt(counter: BusinessCalendar, at: Instant): Instant {
  // A term that is used up at closing time ends then, and the door is open in the minute before it.
  const minuteBefore = (at - 1) as Instant;
  return nextOpening(counter, minuteBefore) === minuteBefore ? at : nextOpening(counter, at);
}
