import 'leaflet/dist/leaflet.css';
import './map.css';
import { Box } from '@mantine/core';
import L from 'leaflet';
import { useEffect, useRef, useState } from 'react';
import Supercluster from 'supercluster';
import { useLanguage, useTexts } from '../shell/language.tsx';
import { fill } from '../texts/index.ts';
import { baseOf, boundsOf } from './base.ts';
import { useProvinceMap } from './data.ts';
import { TEXTS } from './texts.ts';

export type Tone = 'late' | 'urgent' | 'calm' | 'quiet';

export interface Point {
  readonly id: string;
  readonly lat: number;
  readonly lon: number;
  /** Said by its pin, also to those who do not see it. */
  readonly label: string;
  readonly tone: Tone;
}

interface Props {
  readonly province: string | undefined;
  readonly points: readonly Point[];
  readonly chosen?: string | null;
  readonly height?: number | string;
  /** The points as near as they can be told apart, not the whole province. */
  readonly isClose?: boolean;
  onChoose?(id: string): void;
  /** A place that was pointed at. */
  onPick?(place: { lat: number; lon: number }): void;
}

const ORDER: readonly Tone[] = ['late', 'urgent', 'calm', 'quiet'];
const SIGNS = { late: '!', urgent: '▲', calm: '', quiet: '' } as const;
/** Pixels within which pins become one. */
const RADIUS = 56;
const CLOSEST = 18;

export default function MapShown({
  province,
  points,
  chosen,
  height = 480,
  isClose = false,
  onChoose,
  onPick,
}: Props) {
  const says = useTexts(TEXTS);
  const { language } = useLanguage();
  const { data: drawn } = useProvinceMap(province);
  const place = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<L.Map | null>(null);

  useEffect(() => {
    if (place.current === null) return;
    const made = L.map(place.current, { maxZoom: CLOSEST, minZoom: 8, zoomControl: false });
    made.attributionControl.setPrefix(false);
    made.setView([16.46, 107.59], 13);
    setMap(made);
    const seen = new ResizeObserver(() => made.invalidateSize());
    seen.observe(place.current);
    return () => {
      seen.disconnect();
      made.remove();
      setMap(null);
    };
  }, []);
  useEffect(() => {
    if (map === null) return;
    const control = L.control.zoom({ zoomInTitle: says.closer, zoomOutTitle: says.farther }).addTo(map);
    return () => void control.remove();
  }, [map, says]);
  useEffect(() => {
    if (map === null || !drawn) return;
    const base = baseOf(drawn, language).addTo(map);
    return () => void base.remove();
  }, [map, drawn, language]);
  useEffect(() => {
    if (map !== null && drawn && !isClose) map.fitBounds(boundsOf(drawn), { animate: false });
  }, [map, drawn, isClose]);
  useEffect(() => {
    if (map === null || !isClose || points.length === 0) return;
    const places = L.latLngBounds(points.map(({ lat, lon }): L.LatLngTuple => [lat, lon]));
    map.fitBounds(places.pad(0.5), { animate: false, maxZoom: CLOSEST });
  }, [map, points, isClose]);
  useEffect(() => {
    if (map === null || onPick === undefined) return;
    const pick = ({ latlng }: L.LeafletMouseEvent) => onPick({ lat: latlng.lat, lon: latlng.lng });
    map.on('click', pick);
    return () => void map.off('click', pick);
  }, [map, onPick]);
  usePins(map, points, chosen ?? null, onChoose, (count) => fill(says.together, { count }));
  return <Box ref={place} className="map" h={height} w="100%" role="application" aria-label={says.map} />;
}

interface Sum {
  readonly worst: number;
}

/** Pins that lie together are one, with how many they are; the worst of them gives its colour. */
function usePins(
  map: L.Map | null,
  points: readonly Point[],
  chosen: string | null,
  onChoose: ((id: string) => void) | undefined,
  together: (count: number) => string,
): void {
  const text = useRef(together);
  text.current = together;
  // Whoever stands on a pin by the keyboard stands on it after it was drawn anew.
  const held = useRef<string | null>(null);
  const choose = useRef(onChoose);
  choose.current = onChoose;
  useEffect(() => {
    if (map === null) return;
    const index = new Supercluster<{ point: Point }, Sum>({
      radius: RADIUS,
      maxZoom: CLOSEST - 1,
      map: ({ point }) => ({ worst: ORDER.indexOf(point.tone) }),
      reduce: (sum, each) => {
        Object.assign(sum, { worst: Math.min(sum.worst, each.worst) });
      },
    }).load(
      points.map((point) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [point.lon, point.lat] },
        properties: { point },
      })),
    );
    const pins = L.layerGroup().addTo(map);
    const draw = () => {
      const focused = held.current ?? pinHeld(map);
      held.current = null;
      pins.clearLayers();
      const box = map.getBounds().pad(0.2);
      const seen = index.getClusters(
        [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()],
        Math.round(map.getZoom()),
      );
      for (const { geometry, properties } of seen) {
        const [lon = 0, lat = 0] = geometry.coordinates;
        if ('point' in properties) {
          const { point } = properties;
          pins.addLayer(
            pin([lat, lon], SIGNS[point.tone], point.label, point.tone, 24, point.id === chosen).on(
              'click keypress',
              (event) => {
                if (isMeant(event)) choose.current?.(point.id);
              },
            ),
          );
        } else {
          const { cluster_id: id, point_count: count, worst } = properties;
          pins.addLayer(
            pin([lat, lon], String(count), text.current(count), ORDER[worst] ?? 'calm', 34, false).on(
              'click keypress',
              (event) => {
                if (isMeant(event)) map.setView([lat, lon], index.getClusterExpansionZoom(id));
              },
            ),
          );
        }
      }
      if (focused === null) return;
      for (const layer of pins.getLayers()) {
        const drawn = (layer as L.Marker).getElement();
        if (drawn?.title === focused) drawn.focus();
      }
    };
    draw();
    map.on('moveend', draw);
    return () => {
      map.off('moveend', draw);
      held.current = pinHeld(map);
      pins.remove();
    };
  }, [map, points, chosen]);
}

/** What the pin says on which the keyboard stands; null: on none. */
function pinHeld(map: L.Map): string | null {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || !map.getPane('markerPane')?.contains(focused)) return null;
  return focused.title;
}

/** Enter means what a click means. */
function isMeant(event: L.LeafletEvent): boolean {
  return event.type === 'click' || (event as L.LeafletKeyboardEvent).originalEvent.key === 'Enter';
}

function pin(at: L.LatLngTuple, sign: string, label: string, tone: Tone, size: number, isChosen: boolean) {
  const shown = document.createElement('div');
  shown.className = 'map-pin';
  shown.style.width = `${size}px`;
  shown.style.height = `${size}px`;
  shown.dataset.tone = tone;
  shown.dataset.chosen = String(isChosen);
  shown.textContent = sign;
  return L.marker(at, {
    icon: L.divIcon({ className: 'map-place', html: shown, iconSize: [size, size] }),
    title: label,
    alt: label,
    riseOnHover: true,
    zIndexOffset: isChosen ? 1000 : 0,
  });
}
