import { z } from 'zod';
import { text } from '../../../contracts/http/inputs.ts';
import { RATINGS } from '../../../domain/vocabulary/ratings.ts';
import { action } from '../action.ts';

export const rate = action({
  name: 'rate',
  input: z.strictObject({
    rating: z.enum(RATINGS),
    content: text(4_000).optional(),
  }),
  command: ({ rating, content }, refs) => ({
    type: 'rate',
    rating,
    content: content === undefined ? null : refs.text('rating', content),
  }),
});
