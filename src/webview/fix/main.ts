import type { Draft, FromFixPage, ToFixPage } from '../fixProtocol';

// The page in which the user says how a word sounds. Its elements are in host/fixHtml.ts.

declare function acquireVsCodeApi(): { postMessage(message: FromFixPage): void };

/** The phonemes of what is typed are asked for when there was no key for so long, in ms. */
const CHECK_DELAY_MS = 250;

const vscode = acquireVsCodeApi();
const post = (message: FromFixPage): void => {
  vscode.postMessage(message);
};
function byId<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`The page has no element ${id}.`);
  return found;
}
const fields = { say: byId('say', HTMLInputElement), phonemes: byId('phonemes', HTMLInputElement) };
const radios = { say: byId('kind-say', HTMLInputElement), phonemes: byId('kind-phonemes', HTMLInputElement) };
const [preview, problem, status] = [
  byId('preview', HTMLElement),
  byId('problem', HTMLElement),
  byId('status', HTMLElement),
];
const symbols = [...document.querySelectorAll<HTMLButtonElement>('[data-symbol]')];
let timer: number | undefined;

const draft = (): Draft => {
  const kind = radios.say.checked ? 'say' : 'phonemes';
  return { kind, text: fields[kind].value };
};

function changed(kind: Draft['kind']): void {
  radios[kind].checked = true;
  status.textContent = '';
  clearTimeout(timer);
  timer = window.setTimeout(() => post({ type: 'check', draft: draft() }), CHECK_DELAY_MS);
}

for (const kind of ['say', 'phonemes'] as const) {
  fields[kind].addEventListener('input', () => changed(kind));
  radios[kind].addEventListener('change', () => {
    changed(kind);
    fields[kind].focus();
  });
}

/** Puts a symbol in the place of the selection. */
function insert(symbol: string): void {
  const { phonemes } = fields;
  const end = phonemes.value.length;
  phonemes.setRangeText(symbol, phonemes.selectionStart ?? end, phonemes.selectionEnd ?? end, 'end');
  changed('phonemes');
}

/** One symbol is in the order of the tab key; the arrow keys go to the others. */
function focusSymbol(index: number): void {
  const target = symbols[Math.min(symbols.length - 1, Math.max(0, index))];
  for (const symbol of symbols) symbol.tabIndex = symbol === target ? 0 : -1;
  target?.focus();
}

/** The number of symbols in the first row. */
function columns(): number {
  const top = symbols[0]?.offsetTop;
  const next = symbols.findIndex(({ offsetTop }) => offsetTop !== top);
  return next < 0 ? symbols.length : next;
}

for (const [i, symbol] of symbols.entries()) {
  symbol.addEventListener('click', () => insert(symbol.dataset['symbol'] ?? ''));
  symbol.addEventListener('keydown', (event) => {
    const steps: Readonly<Record<string, number>> = {
      ...{ ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns(), ArrowDown: columns() },
      ...{ Home: -symbols.length, End: symbols.length },
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    focusSymbol(i + step);
  });
}

byId('play-now', HTMLElement).addEventListener('click', () => post({ type: 'playNow' }));
byId('form', HTMLElement).addEventListener('submit', (event) => {
  event.preventDefault();
  post({ type: 'play', draft: draft(), inSentence: false });
});
byId('play-sentence', HTMLElement).addEventListener('click', () =>
  post({ type: 'play', draft: draft(), inSentence: true }),
);
for (const target of ['workspace', 'user'] as const) {
  byId(`save-${target}`, HTMLElement).addEventListener('click', () => {
    const partOfSpeech = document.querySelector<HTMLSelectElement>('#part-of-speech');
    post({
      type: 'save',
      draft: draft(),
      target,
      onlyLanguage: byId('only-language', HTMLInputElement).checked,
      caseSensitive: byId('case-sensitive', HTMLInputElement).checked,
      partOfSpeech: partOfSpeech?.value ?? '',
    });
  });
}

window.addEventListener('message', ({ data }: MessageEvent<ToFixPage>) => {
  problem.textContent = data.type === 'problem' ? data.message : '';
  for (const field of Object.values(fields)) field.ariaInvalid = 'false';
  if (data.type === 'problem') fields[draft().kind].ariaInvalid = 'true';
  if (data.type === 'saved') status.textContent = data.message;
  const isCurrent = data.type === 'checked' && data.draft.kind === 'say' && data.draft.text === draft().text;
  if (data.type === 'checked' || data.type === 'problem') preview.textContent = isCurrent ? data.phonemes : '';
});

fields[draft().kind].focus();
