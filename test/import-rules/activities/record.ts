import { z } from 'zod';

export const record = z.string();
