/** What somebody may be, by which they may do things. */
export const ROLES = [
  'receptionist',
  'specialist',
  /** Works outdoors for its agency: looks at the place, mends what is broken, shows it by photo and position. */
  'field-team',
  'agency-head',
  'province-office',
  'auditor',
  'administrator',
  'citizen',
  /** A machine: files complaints by the channel of that name, and reads its own. */
  'sensor',
] as const;
export type Role = (typeof ROLES)[number];

interface RoleFacts {
  /** Which cases: those of the agencies in which it is held, all of the province, or what one filed oneself. */
  readonly sees: 'agency' | 'province' | 'own';
  /** Whose cases they are: of every case, of every dossier, or only where the case itself lets them know. */
  readonly knowsWhoFiled: 'always' | 'dossiers' | 'by-case';
  /** Whether it may hold a task: an auditor only reads, an administrator only keeps the definitions. */
  readonly holdsTasks: boolean;
  /**
   * Whether a deputy can act in it. A citizen acts for themselves or by a written authority, which is a document of the case;
   * an auditor answers with their own eyes; an administrator makes another one.
   */
  readonly isDelegable: boolean;
}

/** What is decided of each role at once. What it may do to a case stands in `cases/permissions.ts`. */
const FACTS = {
  receptionist: { sees: 'agency', knowsWhoFiled: 'by-case', holdsTasks: true, isDelegable: true },
  specialist: { sees: 'agency', knowsWhoFiled: 'by-case', holdsTasks: true, isDelegable: true },
  'field-team': { sees: 'agency', knowsWhoFiled: 'by-case', holdsTasks: true, isDelegable: true },
  'agency-head': { sees: 'agency', knowsWhoFiled: 'by-case', holdsTasks: true, isDelegable: true },
  'province-office': { sees: 'province', knowsWhoFiled: 'always', holdsTasks: true, isDelegable: true },
  auditor: { sees: 'province', knowsWhoFiled: 'dossiers', holdsTasks: false, isDelegable: false },
  administrator: { sees: 'province', knowsWhoFiled: 'by-case', holdsTasks: false, isDelegable: false },
  citizen: { sees: 'own', knowsWhoFiled: 'by-case', holdsTasks: false, isDelegable: false },
  sensor: { sees: 'own', knowsWhoFiled: 'by-case', holdsTasks: false, isDelegable: false },
} as const satisfies Record<Role, RoleFacts>;

const where = (fits: (facts: RoleFacts) => boolean): readonly Role[] =>
  ROLES.filter((role) => fits(FACTS[role]));

/** Those who may hold a task. */
export const WORKING_ROLES = where(({ holdsTasks }) => holdsTasks);
/** Those in which a deputy can act. */
export const DELEGABLE_ROLES = where(({ isDelegable }) => isDelegable);
/** They work on cases of their agency. */
export const AGENCY_ROLES = where(({ sees }) => sees === 'agency');
/** They see the whole province. */
export const PROVINCE_ROLES = where(({ sees }) => sees === 'province');
/** They work for no office, and see what they filed. */
export const OUTSIDE_ROLES = where(({ sees }) => sees === 'own');
/** They know who filed whatever was filed in the province. */
export const KNOWING_WHO_FILED = where(({ knowsWhoFiled }) => knowsWhoFiled === 'always');
/** They know who filed a dossier. */
export const KNOWING_WHO_FILED_DOSSIERS = where(({ knowsWhoFiled }) => knowsWhoFiled !== 'by-case');
