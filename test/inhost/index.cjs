// Tests that run inside VS Code's extension host, where they can use the API. test/e2e/inHost.test.ts runs them in
// code-server, `npm run test:electron` on the desktop. VS Code calls `run`, which rejects if a test fails.
const assert = require('node:assert/strict');
const mochaModule = require('mocha');
const vscode = require('vscode');

/** Mocha is an ES module; Node 20, which VS Code 1.99 has, gives its namespace. */
const Mocha = mochaModule.default ?? mochaModule;
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

  test('speaks for the language models of the chat, until they cancel', async () => {
    const tool = vscode.lm.tools.find(({ name }) => name === 'kokoro_speak');
    assert.deepEqual(tool?.inputSchema.required, ['text']);
    assert.deepEqual(await call('kokoro_speak', { text: '**The tests** have passed.', wait: true }), {
      state: 'spoken',
    });
    await assert.rejects(call('kokoro_speak', { text: 'Hello.', voice: 'af_nobody' }), /af_nobody.*\(voice-unknown\)/);
    const { state } = await call('kokoro_speak', { text: LONG });
    assert.ok(state === 'playing' || state === 'queued', state); // queued if the machine is busy
    const cancel = new vscode.CancellationTokenSource();
    const speech = call('kokoro_speak', { text: LONG, wait: true }, cancel.token);
    setTimeout(() => cancel.cancel(), 500);
    await assert.rejects(speech);
    await vscode.commands.executeCommand('kokoro.stop');
  });

  test('gives the chat its MCP server, if VS Code can have servers of extensions', async () => {
    if (vscode.lm.registerMcpServerDefinitionProvider === undefined) {
      assert.ok(Number(vscode.version.split('.')[1]) < 101, vscode.version);
      return;
    }
    // VS Code does not say when it has collected the servers: it is asked again until the tools are there.
    let status;
    for (let i = 0; status === undefined && i < 80; i++) {
      void vscode.commands.executeCommand('workbench.mcp.startServer', '*', { autoTrustChanges: true });
      await new Promise((resolve) => setTimeout(resolve, 500));
      status = vscode.lm.tools.find(({ name }) => /kokoro.*status/.test(name));
    }
    assert.ok(status, vscode.lm.tools.map(({ name }) => name).join());
    const { you, waiting } = await call(status.name, {});
    assert.ok(you.agent.length > 0 && you.session.length > 0, JSON.stringify(you));
    assert.deepEqual(waiting, []);
  });
}

const LONG = 'This sentence is one of many, and takes a few seconds to be heard. '.repeat(12);

/** Calls a tool as a language model of the chat does. @returns what it answers as JSON */
async function call(name, input, token = new vscode.CancellationTokenSource().token) {
  const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined }, token);
  return JSON.parse(content.map(({ value }) => value).join(''));
}

exports.run = async () => {
  const mocha = new Mocha({ timeout: 60_000, reporter: 'spec', color: false });
  define(Mocha.Suite.create(mocha.suite, 'Kokoro in the extension host'));
  const failures = await new Promise((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} tests failed in the extension host`);
};
