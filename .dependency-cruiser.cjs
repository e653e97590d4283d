// Which part may use which: the picture of docs/architecture.md as rules. `npm run boundaries` checks them.

const SERVER = '^apps/server/src/'
const WEB = '^apps/web/src/'
/** Tests and what only they use may reach further than the code beside them. */
const TESTS = '\\.test\\.tsx?$|/testing/|^apps/server/test/'

/** An area uses earlier ones; what must go forward is announced as an event. */
const AREAS = [
  'settings',
  'identity',
  'history',
  'catalog',
  'metadata',
  'library',
  'reading',
  'annotations',
  'lists',
  'devices',
  'monitoring',
  'releases',
  'downloads',
  'importing',
  'notifications',
]
const SURFACES = ['library-api', 'web-api', 'acquisition-api', 'opds', 'kobo', 'kosync', 'site', 'jobs-dashboard']
const DRIVERS = 'node_modules/(better-sqlite3|pg|postgres)/'

/** A rule: files matching `from` import nothing that matches `to`. */
const never = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: TESTS, ...(typeof from === 'string' ? { path: from } : from) },
  to: typeof to === 'string' ? { path: to } : to,
})

/** A rule: of our own code, files matching `from` import only what matches `allowed` (external packages are not meant). */
const only = (name, comment, from, allowed) =>
  never(name, comment, from, { path: '^(apps|packages)/', pathNot: allowed })

const areaOrder = AREAS.slice(0, -1).map((area, index) =>
  never(
    `area-order-${area}`,
    `${area} comes before the areas it imports: announce an event instead, or pass what it needs`,
    `${SERVER}domain/${area}/`,
    `${SERVER}domain/(${AREAS.slice(index + 1).join('|')})/`,
  ),
)

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { pathNot: 'node_modules' } } },
    {
      name: 'nothing-unresolved',
      comment: 'an import that leads nowhere would escape every other rule',
      severity: 'error',
      from: { pathNot: TESTS },
      to: { couldNotResolve: true, pathNot: '^virtual:|[?]' },
    },
    never('known-areas', 'an area without a place in the order', `${SERVER}domain/`, {
      path: `${SERVER}domain/[^/]+/`,
      pathNot: `${SERVER}domain/(${AREAS.join('|')})/`,
    }),
    never('tests-stay-out', 'the product does not use what is made for tests', '^(apps|packages)/', TESTS),

    only('kernel-is-the-bottom', 'the kernel uses nothing of ours', `${SERVER}kernel/`, `${SERVER}kernel/`),
    only(
      'database-uses-kernel',
      'the database knows the kernel only',
      `${SERVER}database/`,
      `${SERVER}(kernel|database)/`,
    ),
    never(
      'drivers-in-dialect',
      'database drivers stay in database/dialect',
      { path: '^(apps|packages)/', pathNot: `${TESTS}|${SERVER}database/dialect/` },
      DRIVERS,
    ),
    only(
      'jobs-use-the-low-layers',
      'jobs know kernel and database only',
      `${SERVER}jobs/`,
      `${SERVER}(kernel|database|jobs)/`,
    ),
    only(
      'domain-looks-inward',
      'the domain knows neither surfaces, nor adapters, nor the application around it',
      `${SERVER}domain/`,
      `${SERVER}(kernel|database|domain)/|${SERVER}jobs/define-job\\.ts$|^packages/formats/`,
    ),
    ...areaOrder,
    only(
      'adapters-know-ports',
      'an adapter implements an interface of the domain and knows nothing else',
      `${SERVER}integrations/`,
      `${SERVER}(kernel|integrations|domain)/|^packages/formats/`,
    ),
    never('adapters-take-types-only', 'an adapter takes types from the domain, no code', `${SERVER}integrations/`, {
      path: `${SERVER}domain/`,
      // Which files are books is a rule of the domain, and a walk in a thread of its own cannot be handed a function.
      pathNot: `${SERVER}domain/library/kinds\\.ts$`,
      dependencyTypesNot: ['type-only'],
    }),
    only(
      'surfaces-call-the-domain',
      'http presents what the domain does',
      `${SERVER}http/`,
      `${SERVER}(kernel|database/open\\.ts|database/schema\\.ts|database/dialect/dialect\\.ts|jobs|domain|http)|^packages/(contract|formats)/`,
    ),
    never(
      'surfaces-do-not-meet',
      'what two surfaces need belongs to the domain or to http itself',
      `${SERVER}http/(${SURFACES.join('|')})/`,
      {
        path: `${SERVER}http/(${SURFACES.join('|')})/`,
        pathNot: `${SERVER}http/$1/`,
      },
    ),
    never(
      'nobody-imports-the-top',
      'only main.ts and the command line use app, and nobody uses them',
      {
        path: '^(apps|packages)/',
        pathNot: `${TESTS}|${SERVER}(main\\.ts|app/|cli/)`,
      },
      `${SERVER}(main\\.ts|app/|cli/)`,
    ),
    never(
      'app-knows-no-command-line',
      'the command line calls the application',
      `${SERVER}app/`,
      `${SERVER}(main\\.ts|cli/)`,
    ),
    only('main-starts-things', 'main.ts starts the command line', `${SERVER}main\\.ts`, `${SERVER}(app|kernel|cli)/`),

    only(
      'contract-stands-alone',
      'server and web share the contract, and it shares nothing',
      '^packages/contract/',
      '^packages/contract/',
    ),
    never('contract-is-data', 'the contract needs typebox only', '^packages/contract/', {
      dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'core'],
      pathNot: 'node_modules/typebox/',
    }),
    only(
      'formats-stand-alone',
      'formats know books as bytes, and nothing of ours',
      '^packages/formats/',
      '^packages/formats/',
    ),
    never(
      'formats-know-no-server',
      'formats know neither databases nor HTTP',
      '^packages/formats/',
      'node_modules/(fastify|@fastify|kysely|bullmq|ioredis|undici)/',
    ),
    only(
      'server-knows-no-web',
      'the server and its pages meet in the contract',
      '^apps/server/',
      '^(apps/server|packages)/',
    ),

    only(
      'web-knows-the-contract',
      'the web app knows the contract and nothing else of ours',
      '^apps/web/',
      '^(apps/web|packages/contract)/',
    ),
    only('ui-has-no-data', 'ui draws what it is given', `${WEB}ui/`, `${WEB}(ui|i18n)/`),
    only(
      'api-knows-the-contract',
      'api is below everything else of the web app',
      `${WEB}api/`,
      `${WEB}api/|^packages/contract/`,
    ),
    only(
      'reading-is-below-the-readers',
      'what all readers share knows none of them',
      `${WEB}reading/`,
      `${WEB}(reading|api|ui|i18n)/|^packages/contract/`,
    ),
    never('features-do-not-meet', 'pages compose features', `${WEB}features/([^/]+)/`, {
      path: `${WEB}features/`,
      pathNot: `${WEB}features/$1/`,
    }),
    never(
      'features-stay-below',
      'features know neither pages nor the frame around them',
      `${WEB}features/`,
      `${WEB}(pages|app)/`,
    ),
  ],
  options: {
    // TypeScript 7 has no compiler interface: without this parser the tool reads no module and finds nothing wrong.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
}
