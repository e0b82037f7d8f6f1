import * as vscode from 'vscode';
import { parseMessage } from '../agents/message';
import type { AgentSpeaker } from '../agents/agentSpeaker';
import { CHAT_AGENT, forModel, ToolSpeaker } from '../agents/toolSpeaker';
import { isAbort } from '../common/errors';

/** The tool that package.json contributes; a test compares them. */
const NAME = 'kokoro_speak';
/** The progress message shows no more of a text than this. */
const MAX_SHOWN = 60;

interface SpeakInput {
  text: string;
  wait?: boolean;
}

/** Lets the language models of VS Code's chat speak, as the MCP server lets others. */
export class SpeakTool implements vscode.LanguageModelTool<SpeakInput> {
  readonly #tool: ToolSpeaker;

  constructor(speaker: AgentSpeaker) {
    this.#tool = new ToolSpeaker(speaker);
  }

  prepareInvocation({
    input,
  }: vscode.LanguageModelToolInvocationPrepareOptions<SpeakInput>): vscode.PreparedToolInvocation {
    const text = input.text.replace(/\s+/g, ' ').trim();
    const shown = text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN).replace(/\s\S*$/, '')} …`;
    return { invocationMessage: vscode.l10n.t('Speaking “{0}”', shown) };
  }

  async invoke(
    { input: { wait, ...given } }: vscode.LanguageModelToolInvocationOptions<SpeakInput>,
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult> {
    const cancel = new AbortController();
    const subscription = token.onCancellationRequested(() => cancel.abort());
    if (token.isCancellationRequested) cancel.abort();
    try {
      const message = parseMessage({ format: 'markdown', ...given, agent: CHAT_AGENT });
      const state = await this.#tool.speak(message, { signal: cancel.signal, wait: wait === true });
      if (cancel.signal.aborted) throw new vscode.CancellationError();
      const failures = this.#tool.takeFailures();
      return result({ state, ...(failures.length > 0 && { failures }) });
    } catch (error) {
      // VS Code gives the model an error's message.
      throw isAbort(error) || error instanceof vscode.CancellationError ? error : new Error(forModel(error));
    } finally {
      subscription.dispose();
    }
  }
}

/** Registers the tool. */
export function registerSpeakTool(speaker: AgentSpeaker): vscode.Disposable {
  return vscode.lm.registerTool(NAME, new SpeakTool(speaker));
}

function result(value: unknown): vscode.LanguageModelToolResult {
  return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(JSON.stringify(value))]);
}
