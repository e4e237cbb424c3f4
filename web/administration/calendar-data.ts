import { useQuery } from '@tanstack/react-query';
import type { BusinessCalendar } from '../../domain/time/calendar-types.ts';
import { api, dataOf } from '../shell/client.ts';

export function useCalendars() {
  return useQuery({
    queryKey: ['calendars'],
    // The document of the API gives no brands to days; the rules that count by them do.
    queryFn: () =>
      dataOf(api.GET('/v1/calendars')).then(({ items }) => items as unknown as readonly BusinessCalendar[]),
  });
}
