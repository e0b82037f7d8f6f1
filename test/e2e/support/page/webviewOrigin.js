// Runs in every frame before the page's own scripts. Gives each webview its own origin, as VS Code on the desktop does.
// code-server serves webviews from the workbench's origin, where a click anywhere in VS Code lets them play sound.
new MutationObserver((_, observer) => {
  const meta = document.querySelector('#vscode-workbench-web-configuration');
  if (!meta) return;
  observer.disconnect();
  const settings = JSON.parse(meta.dataset.settings);
  const { pathname } = new URL(settings.webviewEndpoint, location.href);
  settings.webviewEndpoint = `http://{{uuid}}.localhost:${location.port}${pathname}`;
  meta.dataset.settings = JSON.stringify(settings);
}).observe(document, { childList: true, subtree: true });
