/** The ladder of docs/ARCHITECTURE.md is held by test/architecture/imports.spec.ts; here: no cycles, and nothing imports what only stands on top. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'nobody-imports-dev', severity: 'error', from: { pathNot: '^test/|^src/(dev|app\\.module|boot|commands/seed)|\\.spec\\.tsx?$' }, to: { path: '^src/dev/' } },
    { name: 'the-engine-stands-alone', severity: 'error', from: { path: '^src/embedded-mongo/' }, to: { path: '^src/(?!embedded-mongo/)' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'], extensions: ['.ts', '.tsx', '.js', '.mjs'] },
  },
};
