import { messageOf } from '../../common/errors';
import type { FromPlayer } from '../protocol';
import type { Timers } from './audioOutput';
import { PlayerController } from './controller';
import { shortcutOf } from './keyboard';
import { BrowserDevices } from './outputDevices';
import type { Stretch } from './stretch/stretch';
import { translate } from './strings';
import { DomView } from './view';
import { WebAudioOutput } from './webAudioOutput';

/** Provided by VS Code to every webview page. */
declare function acquireVsCodeApi(): { postMessage(message: FromPlayer): void };

const extension = acquireVsCodeApi();
const timers: Timers = {
  after: (ms, action) => {
    const id = setTimeout(action, ms);
    return () => {
      clearTimeout(id);
    };
  },
  every: (ms, action) => {
    const id = setInterval(action, ms);
    return () => {
      clearInterval(id);
    };
  },
};

const root = document.getElementById('player');
if (!root) throw new Error('The page has no element with the id "player".');
translate(root.dataset['strings']);
let output: WebAudioOutput | undefined;
const devices = new BrowserDevices((id) => {
  output?.use(id).catch(report);
});
const view = new DomView(root, () => controller, devices);
const controller: PlayerController = new PlayerController(
  view,
  (onStateChange) => {
    output = new WebAudioOutput(onStateChange);
    if (devices.chosen !== '') output.use(devices.chosen).catch(report);
    return output;
  },
  async () => {
    const library = (await import(root.dataset['stretch'] ?? '')) as { loadStretch: () => Promise<Stretch> };
    return library.loadStretch();
  },
  timers,
  (message) => {
    extension.postMessage(message);
  },
);

function report(error: unknown): void {
  controller.report(messageOf(error));
}

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  controller.receive(event.data);
});
window.addEventListener('error', (event) => {
  controller.report(event.message);
});
window.addEventListener('unhandledrejection', (event) => {
  report(event.reason);
});
window.addEventListener('keydown', (event) => {
  if (document.querySelector(':popover-open')) return; // its own keys
  if (event.key === '?') view.showShortcuts();
  const shortcut = shortcutOf(event, targetOf(event.target));
  if (!shortcut) return;
  event.preventDefault();
  shortcut(controller);
});

function targetOf(target: EventTarget | null): string {
  if (target instanceof HTMLInputElement && target.type === 'range') return 'range';
  return target instanceof Element ? target.localName : '';
}

extension.postMessage({ type: 'ready' });
