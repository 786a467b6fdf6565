/** The law of imports: a folder of src/ imports only folders before it in this list. */
const ORDER = [
  'model',
  'reach',
  'services',
  'mesh',
  'wire',
  'actions',
  'store',
  'fabric',
  'drivers',
  'reconcile',
  'server',
  'cli',
]
/** These import nothing of Node's: they read no clock, draw no random number, touch no disk. */
const PURE = ['model', 'reach', 'services', 'mesh', 'actions', 'fabric']

const among = folders => `^src/(${folders.join('|')})/`

const downwards = ORDER.slice(0, -1).map((folder, at) => ({
  name: `${folder}-imports-only-what-is-below`,
  severity: 'error',
  from: { path: among([folder]), pathNot: '\\.test\\.ts$' },
  to: { path: among(ORDER.slice(at + 1)) },
}))

module.exports = {
  forbidden: [
    ...downwards,
    {
      name: 'pure-folders-import-nothing-of-node',
      severity: 'error',
      from: { path: among(PURE), pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'source-imports-no-tests',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.ts$' },
      to: { path: '^test/' },
    },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
