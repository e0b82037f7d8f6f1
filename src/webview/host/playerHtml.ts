import { randomBytes } from 'node:crypto';
import { escapeHtml } from '../../common/escapeHtml';

/** Webview URIs of the files that the player's page loads. */
export interface PlayerResources {
  script: string;
  /** The module that changes the speed of speech, which the script loads when it is needed. */
  stretch: string;
  style: string;
  /** The language of the page, and the translations of its English texts; undefined for English. */
  language: string;
  translations: Readonly<Record<string, string>> | undefined;
  /** The CSP source expression for the extension's own files. */
  cspSource: string;
}

/**
 * The player's page. Its policy allows one script with what it loads, WebAssembly and the extension's style sheets, and
 * nothing else.
 */
export function playerHtml(
  { script, stretch, style, language, translations, cspSource }: PlayerResources,
  nonce = randomBytes(16).toString('base64'),
): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}' 'wasm-unsafe-eval'; style-src ${cspSource}`;
  const strings = translations ? ` data-strings="${escapeHtml(JSON.stringify(translations))}"` : '';
  return `<!DOCTYPE html>
<html lang="${escapeHtml(translations ? language : 'en')}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Kokoro</title>
    <link rel="stylesheet" href="${escapeHtml(style)}" />
  </head>
  <body>
    <main id="player" data-stretch="${escapeHtml(stretch)}"${strings}></main>
    <script nonce="${nonce}" src="${escapeHtml(script)}"></script>
  </body>
</html>
`;
}
