/** Complaints as the map shows them. */
import type { Point, Tone } from '../map/map.tsx';
import type { OpenComplaint } from './data.ts';

export function toneOf({ dueAt, urgency }: OpenComplaint, now: number): Tone {
  if (dueAt !== null && Date.parse(dueAt) < now) return 'late';
  return urgency === 'normal' ? 'calm' : 'urgent';
}

/** In the order of the complaints, as one text: equal as long as none has changed. */
export function tonesOf(items: readonly OpenComplaint[], now: number): string {
  return items.map((each) => toneOf(each, now)).join(' ');
}

export function pointsOf(items: readonly OpenComplaint[], tones: readonly string[]): readonly Point[] {
  return items.flatMap((each, place) =>
    each.location === null
      ? []
      : [
          {
            id: each.code,
            lat: each.location.lat,
            lon: each.location.lon,
            label: `${each.procedure.name}, ${each.address ?? each.code}`,
            tone: (tones[place] ?? 'calm') as Tone,
          },
        ],
  );
}

/** As whoever reported it pointed at it; null: they did not. */
export function placeOf({ form }: { readonly form: unknown }): { lat: number; lon: number } | null {
  const { location } = (form ?? {}) as { location?: { lat?: unknown; lon?: unknown } };
  return typeof location?.lat === 'number' && typeof location.lon === 'number'
    ? { lat: location.lat, lon: location.lon }
    : null;
}
