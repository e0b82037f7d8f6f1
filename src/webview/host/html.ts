import { randomBytes } from 'node:crypto';

/** Where the page of the player finds what it loads; URIs as the webview sees them. */
export interface PlayerResources {
  script: string;
  style: string;
  /** The source expression that stands for the extension's own files. */
  cspSource: string;
}

/** The page of the player. It may run one script and one style sheet, and reach nothing else. */
export function playerHtml(
  { script, style, cspSource }: PlayerResources,
  nonce = randomBytes(16).toString('base64'),
): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${cspSource}`;
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${escapeAttribute(policy)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Kokoro</title>
    <link rel="stylesheet" href="${escapeAttribute(style)}" />
  </head>
  <body>
    <main id="player"></main>
    <script nonce="${nonce}" src="${escapeAttribute(script)}"></script>
  </body>
</html>
`;
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
