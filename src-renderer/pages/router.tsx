import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import type { RegisterFilter } from '#shared/contract/ledger.ts';
import { currentSession } from '../bridge/session.ts';
import { wantedFilter } from './ledger/wanted-filter.ts';
import { NotFound } from './not-found.tsx';
import { PageError } from './page-error.tsx';
import { Shell } from './shell.tsx';
import { SignInPage } from './sign-in/sign-in-page.tsx';

// One line for each page. A page is loaded when it is first opened.

const root = createRootRoute({ component: Shell });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: currentSession().signedIn ? '/desk' : '/sign-in' });
  },
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: () => <SignInPage />,
});

const desk = createRoute({
  getParentRoute: () => root,
  path: '/desk',
  component: lazyRouteComponent(() => import('./desk/desk-page.tsx'), 'DeskPage'),
});

const request = createRoute({
  getParentRoute: () => root,
  path: '/request',
  validateSearch: (search: Record<string, unknown>): { draft?: string } =>
    typeof search['draft'] === 'string' ? { draft: search['draft'] } : {},
  component: lazyRouteComponent(() => import('./request/request-page.tsx'), 'RequestPage'),
});

const requestBatch = createRoute({
  getParentRoute: () => root,
  path: '/request/batch',
  validateSearch: (search: Record<string, unknown>): { draft?: string } =>
    typeof search['draft'] === 'string' ? { draft: search['draft'] } : {},
  component: lazyRouteComponent(() => import('./batch/request-batch-page.tsx'), 'RequestBatchPage'),
});

const approveBatch = createRoute({
  getParentRoute: () => root,
  path: '/approve/batch/$id',
  component: lazyRouteComponent(() => import('./batch/approve-batch-page.tsx'), 'ApproveBatchPage'),
});

const stampBatch = createRoute({
  getParentRoute: () => root,
  path: '/stamp/batch/$id',
  component: lazyRouteComponent(() => import('./batch/stamp-batch-page.tsx'), 'StampBatchPage'),
});

const approve = createRoute({
  getParentRoute: () => root,
  path: '/approve',
  component: lazyRouteComponent(() => import('./approve/approve-page.tsx'), 'ApprovePage'),
});

const approveOne = createRoute({
  getParentRoute: () => root,
  path: '/approve/$id',
  component: lazyRouteComponent(() => import('./approve/approve-one-page.tsx'), 'ApproveOnePage'),
});

const stamp = createRoute({
  getParentRoute: () => root,
  path: '/stamp',
  component: lazyRouteComponent(() => import('./stamp/stamp-page.tsx'), 'StampPage'),
});

const stampOne = createRoute({
  getParentRoute: () => root,
  path: '/stamp/$id',
  component: lazyRouteComponent(() => import('./stamp/stamp-one-page.tsx'), 'StampOnePage'),
});

const verify = createRoute({
  getParentRoute: () => root,
  path: '/verify',
  component: lazyRouteComponent(() => import('./verify/verify-page.tsx'), 'VerifyPage'),
});

const ledger = createRoute({
  getParentRoute: () => root,
  path: '/ledger',
  validateSearch: (search: Record<string, unknown>): { entry?: string; filter?: RegisterFilter } => {
    const filter = wantedFilter(search['filter']);
    return {
      ...(typeof search['entry'] === 'string' && { entry: search['entry'] }),
      ...(filter && { filter }),
    };
  },
  component: lazyRouteComponent(() => import('./ledger/ledger-page.tsx'), 'LedgerPage'),
});

const seals = createRoute({
  getParentRoute: () => root,
  path: '/seals',
  component: lazyRouteComponent(() => import('./seals/seals-page.tsx'), 'SealsPage'),
});

const statistics = createRoute({
  getParentRoute: () => root,
  path: '/statistics',
  component: lazyRouteComponent(() => import('./statistics/statistics-page.tsx'), 'StatisticsPage'),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  validateSearch: (search: Record<string, unknown>): { tab?: string } =>
    typeof search['tab'] === 'string' ? { tab: search['tab'] } : {},
  component: lazyRouteComponent(() => import('./settings/settings-page.tsx'), 'SettingsPage'),
});

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  component: lazyRouteComponent(() => import('./set-up/set-up-page.tsx'), 'SetUpPage'),
});

/** Not in the navigation: every component in its states, to compare with the drawings. */
const components = createRoute({
  getParentRoute: () => root,
  path: '/components',
  component: lazyRouteComponent(() => import('./components/components-page.tsx'), 'ComponentsPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    signIn,
    desk,
    request,
    requestBatch,
    approve,
    approveBatch,
    approveOne,
    stamp,
    stampOne,
    stampBatch,
    verify,
    ledger,
    seals,
    statistics,
    settings,
    setUp,
    components,
  ]),
  history: createHashHistory(),
  defaultErrorComponent: PageError,
  defaultNotFoundComponent: NotFound,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
