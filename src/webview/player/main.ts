import { messageOf } from '../../common/errors';
import type { FromPlayer } from '../protocol';
import type { Timers } from './audioOutput';
import { PlayerController } from './controller';
import { shortcutOf } from './keyboard';
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
const view = new DomView(root, () => controller);
const controller: PlayerController = new PlayerController(
  view,
  (onStateChange) => new WebAudioOutput(onStateChange),
  timers,
  (message) => {
    extension.postMessage(message);
  },
);

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  controller.receive(event.data);
});
window.addEventListener('error', (event) => {
  controller.report(event.message);
});
window.addEventListener('unhandledrejection', (event) => {
  controller.report(messageOf(event.reason));
});
window.addEventListener('keydown', (event) => {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  const target = event.target instanceof Element ? event.target.localName : '';
  const shortcut = shortcutOf({ key, ctrlKey, metaKey, altKey, shiftKey, target });
  if (!shortcut) return;
  event.preventDefault();
  shortcut(controller);
});

if ('mediaSession' in navigator) {
  for (const [action, handler] of [
    [
      'play',
      () => {
        controller.resume();
      },
    ],
    [
      'pause',
      () => {
        controller.pause();
      },
    ],
    [
      'stop',
      () => {
        controller.stop();
      },
    ],
  ] as const)
    navigator.mediaSession.setActionHandler(action, handler);
}

extension.postMessage({ type: 'ready' });
