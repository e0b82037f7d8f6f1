import { silentLogger } from '../../../src/common/log';
import { SingleSpeaker } from '../../../src/reading/singleSpeaker';

/** A program that speaks and falls silent as it is told on stdin, and writes what it notices to stdout. */
const [name = '', folder = ''] = process.argv.slice(2);
const NEVER = new AbortController().signal;
const speaker = new SingleSpeaker(name, silentLogger, folder);
const tell = (what: string): void => void process.stdout.write(`${what}\n`);
speaker.onTaken((by) => tell(`taken by ${by}`));
speaker.onOther((other) => tell(`other ${other ?? 'none'}`));
tell('ready');

process.stdin.setEncoding('utf8');
process.stdin.on('data', (text: string) => {
  for (const command of text.trim().split('\n')) {
    if (command === 'take') void speaker.take().then(() => tell('speaks'));
    if (command === 'wait') void speaker.takeWhenFree(NEVER).then(() => tell('speaks'));
    if (command === 'release') speaker.release();
  }
});
