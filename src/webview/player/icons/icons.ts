import add from '@vscode/codicons/src/icons/add.svg';
import arrowDown from '@vscode/codicons/src/icons/arrow-down.svg';
import chevronDown from '@vscode/codicons/src/icons/chevron-down.svg';
import chevronUp from '@vscode/codicons/src/icons/chevron-up.svg';
import close from '@vscode/codicons/src/icons/close.svg';
import cloudDownload from '@vscode/codicons/src/icons/cloud-download.svg';
import code from '@vscode/codicons/src/icons/code.svg';
import dashboard from '@vscode/codicons/src/icons/dashboard.svg';
import next from '@vscode/codicons/src/icons/debug-continue.svg';
import pause from '@vscode/codicons/src/icons/debug-pause.svg';
import previous from '@vscode/codicons/src/icons/debug-reverse-continue.svg';
import stop from '@vscode/codicons/src/icons/debug-stop.svg';
import ellipsis from '@vscode/codicons/src/icons/ellipsis.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import file from '@vscode/codicons/src/icons/file.svg';
import gear from '@vscode/codicons/src/icons/gear.svg';
import listTree from '@vscode/codicons/src/icons/list-tree.svg';
import mute from '@vscode/codicons/src/icons/mute.svg';
import person from '@vscode/codicons/src/icons/person.svg';
import play from '@vscode/codicons/src/icons/play.svg';
import starEmpty from '@vscode/codicons/src/icons/star-empty.svg';
import starFull from '@vscode/codicons/src/icons/star-full.svg';
import trash from '@vscode/codicons/src/icons/trash.svg';
import sound from '@vscode/codicons/src/icons/unmute.svg';
import watch from '@vscode/codicons/src/icons/watch.svg';

const ICONS = {
  ...{ arrowDown, chevronDown, chevronUp, cloudDownload, code, dashboard, ellipsis, error, file, gear, listTree, mute },
  ...{ next, pause, person, play, previous, sound, stop, watch },
  ...{ add, close, starEmpty, starFull, trash },
};
export type IconName = keyof typeof ICONS;

/** A codicon in the text color. It is hidden from screen readers, so its button needs a label. */
export function icon(name: IconName): Element {
  const { documentElement } = new DOMParser().parseFromString(ICONS[name], 'image/svg+xml');
  documentElement.setAttribute('aria-hidden', 'true');
  return document.importNode(documentElement, true);
}
