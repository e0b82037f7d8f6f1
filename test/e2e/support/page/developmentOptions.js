// Runs before the page's own scripts, after a line that defines DEVELOPMENT_OPTIONS: VS Code takes its tests from its start
// options, which in a browser stand in the page.
new MutationObserver((_, observer) => {
  const meta = document.querySelector('#vscode-workbench-web-configuration');
  if (!meta) return;
  observer.disconnect();
  const settings = { ...JSON.parse(meta.dataset.settings), developmentOptions: DEVELOPMENT_OPTIONS };
  meta.dataset.settings = JSON.stringify(settings);
}).observe(document, { childList: true, subtree: true });
