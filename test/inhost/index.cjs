// Tests that run inside VS Code's extension host, where they can use the API. test/e2e/inHost.test.ts runs them in
// code-server, `npm run test:electron` on the desktop. VS Code calls `run`, which rejects if a test fails.
const assert = require('node:assert/strict');
const Mocha = require('mocha');
const vscode = require('vscode');

const ID = 'kokoro-vscode.kokoro-vscode';

/** Defines the tests through mocha's API: the extension host has no `describe` and `it`. */
function define(suite) {
  const test = (title, run) => suite.addTest(new Mocha.Test(title, run));

  test('activates and registers every command that it declares', async () => {
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

  test('ignores the machine-scoped settings of a workspace', () => {
    const { properties } = vscode.extensions.getExtension(ID).packageJSON.contributes.configuration;
    const settings = vscode.workspace.getConfiguration('kokoro');
    const machine = Object.keys(properties).filter((name) => properties[name].scope === 'machine');
    assert.ok(machine.length > 0);
    for (const name of machine) {
      assert.equal(settings.inspect(name.replace('kokoro.', '')).workspaceValue, undefined, name);
    }
  });

  test('opens the player without covering the editor or taking its focus', async () => {
    const document = await vscode.workspace.openTextDocument({ content: 'Hello there.', language: 'markdown' });
    await vscode.window.showTextDocument(document);
    const groups = vscode.window.tabGroups.all.length;
    await vscode.commands.executeCommand('kokoro.openPlayer');
    assert.equal(vscode.window.activeTextEditor?.document, document);
    assert.equal(vscode.window.tabGroups.all.length, groups);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('survives Stop and Pause while nothing is being read', async () => {
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
