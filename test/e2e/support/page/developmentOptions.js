// Runs before the page's own scripts, after a line that defines DEVELOPMENT_OPTIONS. VS Code takes the tests to run
// from its start options, which a browser finds in the page.
new MutationObserver((_, observer) => {
  const meta = document.querySelector('#vscode-workbench-web-configuration');
  if (!meta) return;
  observer.disconnect();
  const settings = { ...JSON.parse(meta.dataset.settings), developmentOptions: DEVELOPMENT_OPTIONS };
  meta.dataset.settings = JSON.stringify(settings);
}).observe(document, { childList: true, subtree: true });
