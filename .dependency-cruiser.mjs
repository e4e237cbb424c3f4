/** Which room may import which. `npm test -- imports` checks it, and proves on test/import-rules that each rule can fail. */

/** Besides itself. `config` is handed over by the roots: elsewhere only its types are known. */
const MAY_IMPORT = {
  domain: [],
  contracts: ['domain'],
  workflows: ['domain', 'contracts', 'activities'],
  activities: ['db', 'domain', 'contracts', 'integrations'],
  integrations: ['domain', 'contracts'],
  db: ['domain', 'contracts'],
  api: ['db', 'temporal', 'domain', 'contracts'],
  // The messages that it carries are made of the domain's types.
  temporal: ['domain', 'contracts'],
  web: ['contracts', 'domain'],
  procedures: [],
  config: [],
  ops: ['domain', 'contracts', 'workflows', 'activities', 'integrations', 'db', 'api', 'temporal', 'procedures', 'config'],
};
const ROOMS = [...Object.keys(MAY_IMPORT), 'bench', 'test'];
const SETTINGS_BY_TYPE = ['activities', 'integrations', 'db', 'api', 'temporal'];
const TESTS = '\\.test\\.tsx?$';

const oneOf = (rooms) => `^(${rooms.join('|')})/`;

const table = Object.entries(MAY_IMPORT).map(([room, others]) => {
  const allowed = [room, ...others, ...(SETTINGS_BY_TYPE.includes(room) ? ['config'] : [])];
  return {
    name: `${room}-imports`,
    severity: 'error',
    comment: `${room}/ may import ${others.length === 0 ? 'nothing but itself' : others.join(', ')}.`,
    from: { path: `^${room}/`, pathNot: TESTS },
    to: { path: `${oneOf(ROOMS)}|^(worker|server)\\.ts$`, pathNot: oneOf(allowed) },
  };
});

export default {
  forbidden: [
    ...table,
    {
      name: 'settings-are-handed-over',
      severity: 'error',
      comment: 'Only the composition roots and the commands read the settings; the others know their type.',
      from: { path: oneOf(SETTINGS_BY_TYPE), pathNot: TESTS },
      to: { path: '^config/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'workflows-know-activities-by-type',
      severity: 'error',
      comment: 'A workflow calls activities by name; their code stays out of its bundle.',
      from: { path: '^workflows/', pathNot: TESTS },
      to: { path: '^activities/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'rules-without-node',
      severity: 'error',
      comment: 'The rules and the workflows run in a sandbox without Node.',
      from: { path: '^(domain|workflows)/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'tests-hold-answers-to-the-document',
      severity: 'error',
      comment: 'A test starts its server by test/support/server.ts, which looks at every answer.',
      from: { path: `${TESTS}|^test/`, pathNot: '^test/support/server\\.ts$' },
      to: { path: '^server\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Files that need each other are one thought in two places. Types may refer to each other.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-circular-types',
      severity: 'error',
      comment: 'In the rules, the workflows and the record one file is the first to be read, of types as well.',
      from: { path: oneOf(['domain', 'workflows', 'activities', 'db']) },
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'A file that nothing imports and that imports nothing is dead. What lies in web/public is served as it is.',
      from: { orphan: true, pathNot: [TESTS, '^web/public/', '\\.d\\.ts$', '^[^/]+\\.(ts|mjs)$', '\\.mjs$'] },
      to: {},
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      comment: 'The imported file or package is not there.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'product-without-dev-packages',
      severity: 'error',
      comment: 'What runs in production may not need what `npm ci --omit=dev` leaves out.',
      from: {
        path: '^(domain|contracts|workflows|activities|integrations|db|api|temporal|config)/|^(worker|server)\\.ts$',
        pathNot: TESTS,
      },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.data|test/import-rules)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};

/**
 * What really gets into the workflow bundle: here imports of types do not count, since the compiler takes them out, but imports of
 * imports do.
 */
export const bundle = {
  forbidden: [
    {
      name: 'bundle-without-zod',
      severity: 'error',
      comment: 'Zod would double the workflow bundle: the API validates.',
      from: { path: '^(workflows/|contracts/temporal/)', pathNot: TESTS },
      to: { path: 'node_modules/zod/', reachable: true },
    },
    {
      name: 'bundle-without-node',
      severity: 'error',
      comment: 'Something that the workflows import imports a module of Node.',
      from: { path: '^workflows/', pathNot: TESTS },
      to: { path: '^(node:)?(assert|buffer|child_process|crypto|fs|fs/promises|net|os|path|stream|url|util)$', reachable: true },
    },
  ],
};
