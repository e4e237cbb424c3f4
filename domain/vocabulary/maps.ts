export const LINE_KINDS = ['river', 'coast', 'road', 'wall'] as const;
export type LineKind = (typeof LINE_KINDS)[number];

export const AREA_KINDS = ['water', 'park', 'built'] as const;
export type AreaKind = (typeof AREA_KINDS)[number];
