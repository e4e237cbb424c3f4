/** By which way a case is filed. */
export const CHANNELS = ['counter', 'online', 'post', 'phone', 'sensor'] as const;
export type Channel = (typeof CHANNELS)[number];
