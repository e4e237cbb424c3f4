import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';

/** A change that says what it did, and makes anew what it touched. Refusals are shown where it was asked for. */
export function useChange<I, O>(
  change: (input: I) => Promise<O>,
  touches: readonly string[],
  done: string | ((output: O) => string),
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (output) => {
      notifications.show({ color: 'jade', message: typeof done === 'string' ? done : done(output) });
      await Promise.all(touches.map((key) => queries.invalidateQueries({ queryKey: [key] })));
    },
  });
}
