// Tests that run inside VS Code's extension host, where the API is: in code-server by test/e2e/inHost.test.ts, on the
// desktop by `npm run test:electron`. VS Code calls `run`, which rejects when a test has failed.
const assert = require('node:assert/strict');
const Mocha = require('mocha');
const vscode = require('vscode');

const ID = 'kokoro-vscode.kokoro-vscode';

/** Defines the tests with mocha's programmatic interface: there are no globals in the extension host. */
function define(suite) {
  const test = (title, run) => suite.addTest(new Mocha.Test(title, run));

  test('activates, and registers every command that it declares', async () => {
    const extension = vscode.extensions.getExtension(ID);
    assert.ok(extension, `${ID} is installed`);
    await extension.activate();
    assert.equal(extension.isActive, true);
    const registered = await vscode.commands.getCommands(true);
    for (const { command } of extension.packageJSON.contributes.commands)
      assert.ok(registered.includes(command), command);
  });

  test('declares settings with sensible defaults', () => {
    const settings = vscode.workspace.getConfiguration('kokoro');
    assert.equal(settings.get('voice'), 'af_heart');
    assert.equal(settings.get('speed'), 1);
    assert.equal(settings.get('markdown.codeBlocks'), 'announce');
  });

  test('ignores what a workspace says of models', () => {
    const { properties } = vscode.extensions.getExtension(ID).packageJSON.contributes.configuration;
    const settings = vscode.workspace.getConfiguration('kokoro');
    for (const [name, { scope }] of Object.entries(properties)) {
      if (scope !== 'machine') continue;
      assert.equal(settings.inspect(name.replace('kokoro.', '')).workspaceValue, undefined, name);
    }
  });

  test('opens the player beside the editor without taking the focus from it', async () => {
    const document = await vscode.workspace.openTextDocument({ content: 'Hello there.', language: 'markdown' });
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('kokoro.openPlayer');
    const labels = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs.map((tab) => tab.label));
    while (!labels().includes('Kokoro')) await new Promise((resolve) => setTimeout(resolve, 50)); // mocha sets the limit
    assert.equal(vscode.window.activeTextEditor?.document, document);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('survives Stop and Pause when nothing is read', async () => {
    await vscode.commands.executeCommand('kokoro.stop');
    await vscode.commands.executeCommand('kokoro.pauseResume');
  });
}

exports.run = async () => {
  const mocha = new Mocha({ timeout: 60_000, reporter: 'spec', color: false });
  define(Mocha.Suite.create(mocha.suite, 'Kokoro in the extension host'));
  const failures = await new Promise((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} tests failed in the extension host`);
};
