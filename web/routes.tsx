/** Every page of the desk, by address. A page is loaded when somebody goes there. */
import { Button, Stack, Text } from '@mantine/core';
import {
  createRootRoute,
  createRoute,
  createRouter,
  Link,
  lazyRouteComponent,
  Navigate,
} from '@tanstack/react-router';
import { readBreachFilters, readCaseLook, readHistoryFilters, readReadFilters } from './audit/filters.ts';
import { readCaseFilters } from './cases/filters.ts';
import { readComplaintFilters } from './complaints/filters.ts';
import { readFilters } from './inbox/filters.ts';
import { readDay, readLeaderFilters, readMonth } from './reports/filters.ts';
import { useLanguage } from './shell/language.tsx';
import { homeOf } from './shell/places.ts';
import { useMe } from './shell/session.ts';
import { Shell } from './shell/shell.tsx';
import { Empty, Shown } from './shell/states.tsx';
import { readPostFilters } from './shipments/filters.ts';

const root = createRootRoute({ component: Shell, notFoundComponent: NotHere });

function NotHere() {
  const { says } = useLanguage();
  return (
    <Empty title={says.shell.notHere} order={1}>
      {says.shell.notHereText}{' '}
      <Link to="/" className="strong-link">
        {says.shell.home}
      </Link>
    </Empty>
  );
}

function Home() {
  return <Shown query={useMe()}>{(me) => <Navigate to={homeOf(me)} replace />}</Shown>;
}

/** What the API refuses is told where it was asked for: this is a page that could not be drawn, or a part of it that did not come. */
function Broken() {
  const { says } = useLanguage();
  return (
    <Empty title={says.shell.broken} order={1}>
      <Stack align="center" gap="sm">
        <Text>{says.shell.brokenText}</Text>
        <Button onClick={() => location.reload()}>{says.shell.reload}</Button>
      </Stack>
    </Empty>
  );
}

type Load = () => Promise<{ default: React.ComponentType }>;

const room = (load: Load) =>
  lazyRouteComponent(async () => {
    const [loaded] = await Promise.all([load(), import('./shell/room-styles.ts')]);
    return loaded;
  });

const route = <P extends string>(path: P, load: Load) =>
  createRoute({ getParentRoute: () => root, path, component: room(load) });

const tree = root.addChildren([
  createRoute({ getParentRoute: () => root, path: '/', component: Home }),
  createRoute({
    getParentRoute: () => root,
    path: '/inbox',
    component: lazyRouteComponent(() => import('./inbox/inbox.tsx')),
    validateSearch: readFilters,
  }),
  route('/cases/$code', () => import('./case/case.tsx')),
  route('/counter', () => import('./counter/counter.tsx')),
  route('/field', () => import('./field/field.tsx')),
  route('/report', () => import('./report/report.tsx')),
  route('/published', () => import('./published/published.tsx')),
  route('/administration', () => import('./administration/overview.tsx')),
  route('/administration/procedures', () => import('./administration/procedures.tsx')),
  route('/administration/procedures/$code', () => import('./administration/procedure.tsx')),
  route('/administration/publish', () => import('./administration/publish.tsx')),
  route('/administration/calendars', () => import('./administration/calendars.tsx')),
  route('/administration/agencies', () => import('./administration/agencies.tsx')),
  route('/administration/users', () => import('./administration/users.tsx')),
  route('/administration/delegations', () => import('./administration/delegations.tsx')),
  route('/administration/templates', () => import('./administration/templates.tsx')),
  route('/administration/webhooks', () => import('./administration/webhooks.tsx')),
  route('/documents', () => import('./documents/documents.tsx')),
  route('/messages', () => import('./messages/messages.tsx')),
  route('/file', () => import('./counter/counter.tsx')),
  route('/sign-in', () => import('./shell/welcome.tsx')),
  createRoute({
    getParentRoute: () => root,
    path: '/shipments',
    component: room(() => import('./shipments/shipments.tsx')),
    validateSearch: readPostFilters,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/preferences',
    component: room(() => import('./preferences/preferences.tsx')),
    // A case's code names nobody.
    validateSearch: ({ case: ofCase }: Record<string, unknown>): { case?: string } =>
      typeof ofCase === 'string' ? { case: ofCase } : {},
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/complaints',
    component: room(() => import('./complaints/complaints.tsx')),
    validateSearch: readComplaintFilters,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/cases',
    component: room(() => import('./cases/cases.tsx')),
    validateSearch: readCaseFilters,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/reports',
    component: room(() => import('./reports/overview.tsx')),
    validateSearch: readLeaderFilters,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/reports/payments',
    component: room(() => import('./reports/payments.tsx')),
    validateSearch: readDay,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/reports/agencies/$id',
    component: room(() => import('./reports/scorecard.tsx')),
    validateSearch: readMonth,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/audit',
    component: room(() => import('./audit/history.tsx')),
    validateSearch: readHistoryFilters,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/audit/breaches',
    component: room(() => import('./audit/breaches.tsx')),
    validateSearch: readBreachFilters,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/audit/reads',
    component: room(() => import('./audit/reads.tsx')),
    validateSearch: readReadFilters,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/audit/cases/$code',
    component: room(() => import('./audit/case.tsx')),
    validateSearch: readCaseLook,
  }),
]);

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultErrorComponent: Broken,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
