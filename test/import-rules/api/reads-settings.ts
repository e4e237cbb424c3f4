import { settings } from '../config/settings.ts';

export const port = settings.port;
