/** VS Code language ids by the endings of file names, and by other names for the same language after a code fence. */
const IDS: Readonly<Record<string, string>> = {
  ...ids('markdown', 'md markdown mdx mkd'),
  ...ids('typescript', 'ts mts cts'),
  ...ids('typescriptreact', 'tsx'),
  ...ids('javascript', 'js mjs cjs'),
  ...ids('javascriptreact', 'jsx'),
  ...ids('python', 'py pyi pyw pycon'),
  ...ids('shellscript', 'sh bash zsh shell console shellsession'),
  ...ids('powershell', 'ps1 psm1'),
  ...ids('bat', 'bat cmd'),
  ...ids('c', 'c h'),
  ...ids('cpp', 'cpp cc cxx hpp hh c++ ino'),
  ...ids('objective-c', 'm mm objc'),
  ...ids('csharp', 'cs'),
  ...ids('rust', 'rs'),
  ...ids('go', 'go golang'),
  ...ids('kotlin', 'kt kts'),
  ...ids('ruby', 'rb'),
  ...ids('perl', 'pl pm'),
  ...ids('elixir', 'ex exs'),
  ...ids('haskell', 'hs'),
  ...ids('julia', 'jl'),
  ...ids('clojure', 'clj cljs edn'),
  ...ids('lisp', 'el lisp scm rkt'),
  ...ids('erlang', 'erl'),
  ...ids('fsharp', 'fs fsx'),
  ...ids('ocaml', 'ml mli'),
  ...ids('yaml', 'yml yaml'),
  ...ids('ini', 'ini cfg conf'),
  ...ids('dotenv', 'env'),
  ...ids('html', 'html htm xhtml'),
  ...ids('xml', 'xml xsl svg csproj'),
  ...ids('dockerfile', 'dockerfile docker'),
  ...ids('makefile', 'makefile make mk'),
  ...ids('terraform', 'tf'),
  ...ids('jsonc', 'json jsonc json5 jsonl ndjson geojson webmanifest'),
  ...ids('csv', 'csv tsv psv'),
  ...ids('log', 'log'),
  ...ids('diff', 'diff patch'),
  ...ids('latex', 'tex latex ltx'),
  ...ids('jupyter', 'ipynb'),
  ...ids('git-commit', 'commit_editmsg merge_msg'),
};

function ids(id: string, endings: string): Record<string, string> {
  return Object.fromEntries(endings.split(' ').map((ending) => [ending, id]));
}

/** The language id for the first word after a code fence, such as "ts" or "Python". */
export function languageId(info: string): string {
  const word = /^\{?\.?([\w+#-]{1,20})/.exec(info.trim())?.[1]?.toLowerCase() ?? '';
  return idOf(word);
}

/** The language id for a file's name. */
export function languageIdOfFile(path: string): string {
  const name = path.replace(/^.*[/\\]/s, '').toLowerCase();
  return idOf(name.replace(/^.*\./s, ''));
}

function idOf(word: string): string {
  return Object.hasOwn(IDS, word) ? (IDS[word] ?? word) : word;
}
