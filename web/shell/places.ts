/** The rooms of the desk, and whose they are. */
import {
  IconBuildingBank,
  IconChartBar,
  IconFilePlus,
  IconFolder,
  IconInbox,
  IconMail,
  IconMailOff,
  IconMap2,
  IconMessageReport,
  IconPrinter,
  IconSettings,
  IconShieldSearch,
  IconWalk,
  IconWorld,
} from '@tabler/icons-react';
import { WORKING_ROLES } from '../../domain/vocabulary/roles.ts';
import type { Texts } from '../texts/index.ts';
import { holds, type Me, type Role } from './session.ts';

export interface Place {
  readonly name: keyof Texts['places'];
  readonly to: string;
  readonly icon: typeof IconInbox;
  /** Of any of these roles. */
  readonly roles: readonly Role[];
}

const PLACES: readonly Place[] = [
  { name: 'field', to: '/field', icon: IconWalk, roles: ['field-team'] },
  { name: 'inbox', to: '/inbox', icon: IconInbox, roles: WORKING_ROLES },
  { name: 'counter', to: '/counter', icon: IconBuildingBank, roles: ['receptionist'] },
  { name: 'complaints', to: '/complaints', icon: IconMap2, roles: WORKING_ROLES },
  { name: 'cases', to: '/cases', icon: IconFolder, roles: [...WORKING_ROLES, 'auditor', 'administrator'] },
  { name: 'post', to: '/shipments', icon: IconMail, roles: ['receptionist', 'province-office'] },
  {
    name: 'documents',
    to: '/documents',
    icon: IconPrinter,
    roles: ['receptionist', 'agency-head', 'province-office'],
  },
  {
    name: 'notified',
    to: '/messages',
    icon: IconMailOff,
    roles: ['receptionist', 'province-office', 'administrator'],
  },
  { name: 'leaders', to: '/reports', icon: IconChartBar, roles: ['agency-head', 'province-office'] },
  { name: 'audit', to: '/audit', icon: IconShieldSearch, roles: ['auditor', 'administrator'] },
  { name: 'admin', to: '/administration', icon: IconSettings, roles: ['administrator'] },
  { name: 'myCases', to: '/cases', icon: IconFolder, roles: ['citizen'] },
  { name: 'file', to: '/file', icon: IconFilePlus, roles: ['citizen'] },
  { name: 'report', to: '/report', icon: IconMessageReport, roles: ['citizen', 'receptionist'] },
  { name: 'published', to: '/published', icon: IconWorld, roles: ['citizen'] },
];

export function placesOf(me: Me | null | undefined): readonly Place[] {
  return PLACES.filter(({ roles }) => holds(me, ...roles));
}

/** Where somebody begins. */
export function homeOf(me: Me | null): string {
  return placesOf(me)[0]?.to ?? '/sign-in';
}
