import { useQuery } from '@tanstack/react-query';
import type { Language } from '../../domain/vocabulary/languages.ts';
import type { components } from '../api/schema.gen.ts';
import { ApiProblem, api, dataOf } from '../shell/client.ts';
import { useLanguage } from '../shell/language.tsx';

export type ProvinceMap = components['schemas']['Map'];

const HOUR = 3_600_000;

/** What the map of a province is drawn of; null: it has none, and its points stand on empty paper. */
export function useProvinceMap(province: string | undefined) {
  return useQuery({
    queryKey: ['map', province],
    queryFn: () =>
      dataOf(api.GET('/v1/map/{province}', { params: { path: { province: province ?? '' } } })).catch(
        (error: unknown): ProvinceMap | null => {
          if (error instanceof ApiProblem && error.status === 404) return null;
          throw error;
        },
      ),
    staleTime: HOUR,
    enabled: province !== undefined,
  });
}

export function useWardNames(province: string | undefined) {
  const { language } = useLanguage();
  const { data } = useProvinceMap(province);
  return wardsOf(data?.wards ?? [], language);
}

/** Communes by their names, in the order of the alphabet; one that the map does not know stands for itself. */
export function wardsOf(known: ProvinceMap['wards'], language: Language) {
  const wards = known
    .map(({ area, name }) => ({ value: area, label: name[language] }))
    .sort((a, b) => a.label.localeCompare(b.label, language));
  return {
    wards,
    wardName: (area: string) => wards.find(({ value }) => value === area)?.label ?? area,
  };
}
