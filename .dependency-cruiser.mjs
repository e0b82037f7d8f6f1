// The rooms of src/ and what each may import, as drawn in ARCHITECTURE.md. `npm run lint` checks this; type-only
// imports count.
const ROOMS = {
  common: [],
  kokoro: ['common'],
  document: ['common', 'kokoro'],
  language: ['common', 'kokoro', 'document'],
  assets: ['common', 'kokoro'],
  generator: ['common', 'kokoro'],
  exporter: ['common', 'kokoro', 'generator'],
  engine: ['common', 'kokoro', 'document', 'language', 'generator'],
  mobile: ['common', 'kokoro', 'document', 'language', 'engine'],
  speech: ['common', 'kokoro', 'document', 'language', 'engine', 'assets'],
  app: ['common', 'kokoro', 'document', 'language', 'generator', 'engine', 'assets', 'exporter', 'speech'],
  'webview/player': ['common', 'kokoro', 'document', 'webview/protocol.ts'],
  'webview/fix': ['webview/fixProtocol.ts'],
  'webview/host': ['common', 'document', 'webview/protocol.ts', 'webview/fixProtocol.ts'],
  reading: ['common', 'kokoro', 'document', 'language', 'assets', 'engine', 'speech', 'webview/protocol.ts'],
  agents: ['common', 'kokoro', 'document', 'language', 'assets', 'engine', 'speech', 'app', 'reading'],
  ui: ['common', 'kokoro', 'document', 'language', 'assets', 'speech', 'reading', 'agents', 'config.ts'],
  library: ['common', 'kokoro', 'document', 'language', 'assets', 'engine', 'speech', 'app'],
  server: ['common', 'kokoro', 'document', 'language', 'engine', 'assets', 'speech', 'app'],
  cli: [
    'common',
    'kokoro',
    'document',
    'language',
    'assets',
    'engine',
    'exporter',
    'speech',
    'app',
    'reading',
    'agents',
    'library/textSplitter.ts',
    'server',
  ],
};
ROOMS.commands = [
  ...ROOMS.cli.filter((name) => name !== 'server'),
  'ui',
  'webview/protocol.ts',
  'webview/fixProtocol.ts',
  'webview/host',
  'config.ts',
];

/** The layers inside a room, from the top down: a file may import from its own layer and from those to its right. */
const LAYERS = {
  'src/engine': ['main.ts', 'client.ts', 'engine.ts', 'stream.ts', 'model'],
};

const room = (name) => (name.endsWith('.ts') ? `src/${name}$` : `src/${name}/`);
const pattern = (names) => `^(?:${names.map(room).join('|').replaceAll('.', '\\.')})`;

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    // In esbuild.mjs, the package of the same name is taken for the file.
    { name: 'no-cycles', severity: 'error', from: { pathNot: '^esbuild\\.mjs$' }, to: { circular: true } },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true, pathNot: '^vscode$' },
    },
    ...Object.entries(ROOMS).map(([name, allowed]) => ({
      name: `${name}-imports`,
      comment: `src/${name} may import from ${allowed.join(', ') || 'no other room'}.`,
      severity: 'error',
      from: { path: pattern([name]) },
      to: { path: '^src/', pathNot: pattern([name, ...allowed]) },
    })),
    {
      name: 'languages-are-separate',
      comment: 'Languages do not import each other. Shared code is beside their folders or in ruleBased/.',
      severity: 'error',
      from: { path: '^src/language/([^/]+)/' },
      to: { path: '^src/language/[^/]+/', pathNot: '^src/language/(?:$1|data|ruleBased)/' },
    },
    {
      name: 'rule-based-serves',
      severity: 'error',
      from: { path: '^src/language/(?:ruleBased|data)/' },
      to: { path: '^src/language/[^/]+/', pathNot: '^src/language/(?:ruleBased|data)/' },
    },
    ...Object.entries(LAYERS).flatMap(([folder, layers]) =>
      layers.slice(1).map((layer, i) => ({
        name: `${folder}/${layer}`,
        comment: `${folder}: ${layers.join(' → ')}`,
        severity: 'error',
        from: { path: `^${folder}/${layer}` },
        to: { path: `^${folder}/(?:${layers.slice(0, i + 1).join('|')})` },
      })),
    ),
    {
      name: 'runs-anywhere',
      comment: 'kokoro, document, language and mobile run without Node: in a browser, a worker, a phone.',
      severity: 'error',
      from: { path: pattern(['kokoro', 'document', 'language', 'mobile']) },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'vscode-api',
      comment: 'Only the user interface uses the VS Code API.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot:
          '^src/(?:extension(?:\\.shared)?\\.ts|web/(?:extension|ownFiles)\\.ts|config\\.ts|ui/|commands/|webview/host/)',
      },
      to: { path: '^vscode$' },
    },
    {
      name: 'one-runtime',
      comment: 'Only src/common/runtime.ts loads ONNX Runtime, with its telemetry turned off.',
      severity: 'error',
      from: { path: '^(?:src|bench|scripts)/', pathNot: '^src/common/runtime\\.ts$' },
      to: { path: 'onnxruntime-(?:node|web)' },
    },
    {
      name: 'web-is-separate',
      comment: 'The build puts files of src/web in the place of others; no source imports them itself.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/web/' },
      to: { path: '^src/web/' },
    },
    {
      name: 'not-from-outside',
      comment: 'The product imports nothing from tests, benchmarks or scripts.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(?:test|bench|scripts)/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'node_modules/(?!onnxruntime-(?:node|web))' },
  },
};
