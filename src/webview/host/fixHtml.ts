import { randomBytes } from 'node:crypto';
import { escapeHtml } from '../../common/escapeHtml';
import { t } from '../../common/l10n';
import type { Draft } from '../fixProtocol';

/** What the page shows of a word. All texts are for the user. */
export interface FixedWord {
  word: string;
  /** Its sentence, before and after the word. */
  before: string;
  after: string;
  /** How it is said now, and why. */
  phonemes: string;
  why: string;
  /** The language's name, and its code for screen readers. */
  language: string;
  languageCode: string;
  symbols: readonly { symbol: string; word: string }[];
  /** Parts of speech that an entry can be for, by value; none in languages that do not tell them apart. */
  partsOfSpeech: readonly { value: string; label: string }[];
  /** What the fields hold at first. */
  draft: Draft;
  canSaveInWorkspace: boolean;
}

/** Webview URIs of the files that the page loads, and the CSP source expression for them. */
export interface FixResources {
  script: string;
  style: string;
  cspSource: string;
  /** The language of the texts. */
  language: string;
}

/** Symbols that are not heard by themselves. */
const marks = (): { symbol: string; label: string }[] => [
  { symbol: 'ˈ', label: t('main stress') },
  { symbol: 'ˌ', label: t('half stress') },
];

/** The page in which the user says how a word sounds. Its policy allows one script and one style sheet. */
export function fixHtml(
  word: FixedWord,
  { script, style, cspSource, language }: FixResources,
  nonce = randomBytes(16).toString('base64'),
): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${cspSource}`;
  const title = t('How “{0}” sounds', word.word);
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escapeHtml(title)}</title>
    <link rel="stylesheet" href="${escapeHtml(style)}" />
  </head>
  <body>
    <main>
      <h1>${escapeHtml(title)}</h1>
      <blockquote lang="${escapeHtml(word.languageCode)}" tabindex="0" aria-label="${escapeHtml(t('Its sentence'))}">${escapeHtml(
        word.before,
      )}<mark>${escapeHtml(word.word)}</mark>${escapeHtml(word.after)}</blockquote>
      <h2>${escapeHtml(t('Now'))}</h2>
      <p><span class="ipa" id="now">${escapeHtml(word.phonemes)}</span></p>
      <p id="why">${escapeHtml(word.why)}</p>
      <p class="actions"><button type="button" id="play-now">${escapeHtml(t('Play as It Is'))}</button></p>
      ${form(word)}
    </main>
    <script nonce="${nonce}" src="${escapeHtml(script)}"></script>
  </body>
</html>
`;
}

function form({ draft, word, language, symbols, partsOfSpeech, canSaveInWorkspace }: FixedWord): string {
  const field = (kind: Draft['kind'], label: string, hint: string): string => `<fieldset>
          <label><input type="radio" name="kind" id="kind-${kind}"${draft.kind === kind ? ' checked' : ''} />${escapeHtml(label)}</label>
          <input type="text" id="${kind}" maxlength="200" autocomplete="off" spellcheck="false" aria-label="${escapeHtml(label)}" aria-describedby="${kind}-hint problem" value="${escapeHtml(
            draft.kind === kind ? draft.text : '',
          )}" />
          <p class="hint" id="${kind}-hint">${escapeHtml(hint)}</p>`;
  const keyboard = [...marks(), ...symbols.map(({ symbol, word: example }) => ({ symbol, label: example }))].map(
    ({ symbol, label }, i) =>
      `<button type="button" data-symbol="${escapeHtml(symbol)}" tabindex="${i === 0 ? 0 : -1}" title="${escapeHtml(
        t('{0} as in {1}', symbol, label),
      )}"><span>${escapeHtml(symbol)}</span> <small>${escapeHtml(label)}</small></button>`,
  );
  const parts =
    partsOfSpeech.length === 0
      ? ''
      : `<label>${escapeHtml(t('Only as'))} <select id="part-of-speech"><option value="">${escapeHtml(
          t('any part of speech'),
        )}</option>${partsOfSpeech
          .map(({ value, label }) => `<option value="${escapeHtml(value)}">${escapeHtml(label)}</option>`)
          .join('')}</select></label>`;
  const workspace = canSaveInWorkspace
    ? ''
    : ` disabled title="${escapeHtml(t('Open a folder to save pronunciations in it.'))}"`;
  return `<form id="form">
        <h2>${escapeHtml(t('Your way'))}</h2>
        ${field('say', t('Spelled as it sounds'), t('Any words that Kokoro can read, such as “cube control” for “kubectl”.'))}
          <p><span class="hint">${escapeHtml(t('Phonemes:'))}</span> <output class="ipa" id="preview" for="say"></output></p>
        </fieldset>
        ${field('phonemes', t('In phonemes'), t('Choose symbols below, or type them. The arrow keys move between them.'))}
          <div class="symbols" role="toolbar" aria-label="${escapeHtml(t('Sounds of {0}', language))}">
            ${keyboard.join('\n            ')}
          </div>
        </fieldset>
        <p id="problem" role="alert"></p>
        <div class="actions">
          <button type="submit" class="primary" id="play">${escapeHtml(t('Play'))}</button>
          <button type="button" id="play-sentence">${escapeHtml(t('Play in Its Sentence'))}</button>
        </div>
        <h2>${escapeHtml(t('Keep it'))}</h2>
        <div class="options">
          <label><input type="checkbox" id="only-language" checked />${escapeHtml(t('Only in {0}', language))}</label>
          <label><input type="checkbox" id="case-sensitive" />${escapeHtml(t('Only written as “{0}”', word))}</label>
          ${parts}
        </div>
        <div class="actions">
          <button type="button" id="save-workspace"${workspace}>${escapeHtml(t('Save to Workspace'))}</button>
          <button type="button" id="save-user">${escapeHtml(t('Save to User Settings'))}</button>
        </div>
        <p id="status" role="status"></p>
      </form>`;
}
