import { fileURLToPath } from 'node:url';
import tseslint from 'typescript-eslint';
import linearExpression from './scripts/lint/linearExpressionRule.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));

/** The parts of src/ and the parts that each may import from; ARCHITECTURE.md shows the same. */
const MAY_IMPORT = {
  common: [],
  engine: ['common'],
  exporter: ['common'],
  reading: ['common', 'engine', 'webview/protocol'],
  'webview/player': ['common', 'protocol'],
  'webview/host': ['common', 'protocol'],
  ui: ['common', 'engine', 'reading', 'config'],
  commands: ['common', 'engine', 'exporter', 'reading', 'ui', 'webview/protocol', 'config'],
  cli: ['common', 'engine', 'exporter', 'reading'],
};
/** The only parts that may touch the VS Code API, besides config.ts and extension.ts. */
const MAY_USE_VSCODE = ['ui', 'commands', 'webview/host'];
/** What an import path can name after its last `../`: the parts, and for those inside webview/ its members. */
const PARTS = ['common', 'engine', 'exporter', 'reading', 'webview', 'ui', 'commands', 'cli', 'config', 'extension'];
const WEBVIEW = ['protocol', 'host', 'player'];

/** An import leaves its part exactly by `../` and the name of another one. */
const directions = Object.entries(MAY_IMPORT).map(([part, allowed]) => {
  const parts = part.startsWith('webview/') ? [...PARTS, ...WEBVIEW] : PARTS;
  const others = parts.filter((name) => !allowed.includes(name) && name !== part).join('|');
  const exceptions = allowed
    .filter((name) => name.includes('/'))
    .map((name) => `(?!${name}$)`)
    .join('');
  const vscode = { name: 'vscode', message: `src/${part} must not know of VS Code.` };
  const patterns = [
    {
      regex: `^(?:\\.\\./)+${exceptions}(?:${others})(?:/|$)`,
      message: `src/${part} may import from ${allowed.join(', ') || 'nothing'}.`,
    },
  ];
  return {
    files: [`src/${part}/**/*.ts`],
    rules: { 'no-restricted-imports': ['error', { paths: MAY_USE_VSCODE.includes(part) ? [] : [vscode], patterns }] },
  };
});

export default tseslint.config(
  { ignores: ['dist/', 'out/', '.vscode-test/', 'node_modules/', 'test/e2e/fixtures/'] },
  {
    files: ['**/*.{ts,mts}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { project: ['./tsconfig.json', './src/webview/player/tsconfig.json'], tsconfigRootDir: root },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      eqeqeq: 'error',
      'no-empty': 'error',
    },
  },
  // Indices into typed arrays in the inner loops of training; what is wrong there shows in the model's figures.
  { files: ['scripts/train/*.mts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  ...directions,
  {
    files: ['src/**/*.ts', 'bench/**/*.mts', 'scripts/**/*.mts'],
    ignores: ['src/common/runtime.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: ":matches(ImportDeclaration, ImportExpression)[source.value='onnxruntime-node']",
          message: 'Only src/common/runtime.ts touches onnxruntime-node; it turns the telemetry off.',
        },
      ],
    },
  },
  // Text comes from strangers: no regular expression may hang on it.
  {
    files: ['src/**/*.ts'],
    plugins: { kokoro: { rules: { 'linear-expression': linearExpression } } },
    rules: { 'kokoro/linear-expression': 'error' },
  },
  {
    files: ['src/engine/{text,phonemes}/**/*.ts'], // test/unit/engine/builtExpressions.test.ts checks what these build
    rules: { 'kokoro/linear-expression': ['error', { built: 'tested' }] },
  },
  {
    files: ['**/*.{mjs,cjs}'],
    extends: [tseslint.configs.recommended],
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-require-imports': 'off',
    },
  },
);
