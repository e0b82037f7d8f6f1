import { fileURLToPath } from 'node:url';
import tseslint from 'typescript-eslint';
import linearExpression from './scripts/lint/linearExpressionRule.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Globals that a browser, a worker or a phone's JavaScript engine may lack. */
const HOST_GLOBALS = [
  ...[
    'Buffer',
    'process',
    'require',
    '__dirname',
    '__filename',
    'setTimeout',
    'setImmediate',
    'performance',
    'console',
  ],
  ...['Intl', 'TextDecoder', 'TextEncoder', 'URL', 'fetch'],
];

export default tseslint.config(
  { ignores: ['dist/', 'out/', '.vscode-test/', 'node_modules/', 'test/e2e/fixtures/'] },
  {
    files: ['**/*.{ts,mts}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: [
          './tsconfig.json',
          './src/webview/player/tsconfig.json',
          './src/webview/fix/tsconfig.json',
          './src/web/tsconfig.json',
        ],
        tsconfigRootDir: root,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-duplicate-imports': ['error', { allowSeparateTypeImports: true }],
      eqeqeq: 'error',
      'no-empty': 'error',
    },
  },
  // Training scripts index typed arrays in inner loops; a mistake there shows in the model's figures.
  { files: ['scripts/train/*.mts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  // These folders run without Node; dependency-cruiser checks that they import nothing from it either.
  {
    files: ['src/{kokoro,document,language}/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...HOST_GLOBALS.map((name) => ({
          name,
          message: 'This code runs without Node and the web; see language/host.ts.',
        })),
      ],
    },
  },
  // Text is untrusted: no regular expression may hang on it.
  {
    files: ['src/**/*.ts'],
    plugins: { kokoro: { rules: { 'linear-expression': linearExpression } } },
    rules: { 'kokoro/linear-expression': 'error' },
  },
  {
    files: ['src/{document,language}/**/*.ts'], // builtExpressions.test.ts checks those built at run time
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
