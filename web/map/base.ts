/** Draws what a province's map is made of: its own lines and names, nothing from elsewhere. */
import L from 'leaflet';
import type { Language } from '../../domain/vocabulary/languages.ts';
import type { ProvinceMap } from './data.ts';

const at = (point: readonly number[]): L.LatLngTuple => [point[0] ?? 0, point[1] ?? 0];

export function baseOf(map: ProvinceMap, language: Language): L.LayerGroup {
  const group = L.layerGroup([], { attribution: map.source[language] });
  const quiet = { interactive: false } as const;
  for (const { kind, points } of map.areas)
    group.addLayer(L.polygon(points.map(at), { ...quiet, className: `map-${kind}` }));
  for (const { kind, points } of map.lines)
    group.addLayer(
      kind === 'wall'
        ? L.polygon(points.map(at), { ...quiet, className: 'map-wall' })
        : L.polyline(points.map(at), { ...quiet, className: `map-${kind}`, smoothFactor: 1 }),
    );
  for (const { name, at: place } of map.wards) group.addLayer(label(place, name[language], 'map-ward'));
  for (const { name, points, kind } of [...map.lines, ...map.areas]) {
    const middle = points[Math.floor(points.length / 2)];
    if (name !== undefined && middle !== undefined && (kind === 'river' || kind === 'water'))
      group.addLayer(label(middle, name[language], 'map-water-name'));
  }
  return group;
}

function label(place: readonly number[], text: string, className: string): L.Marker {
  const span = document.createElement('span');
  span.textContent = text;
  return L.marker(at(place), {
    interactive: false,
    keyboard: false,
    icon: L.divIcon({ className, html: span, iconSize: [140, 20] }),
    zIndexOffset: -1000,
  });
}

export function boundsOf(map: ProvinceMap): L.LatLngBoundsExpression {
  return [at(map.view.from), at(map.view.to)];
}
