import { execFileSync } from 'node:child_process';

/** A running process. */
export interface ProcessInfo {
  pid: number;
  parent: number;
  group: number;
  command: string;
}

/** All running processes of this machine. */
export function listProcesses(): ProcessInfo[] {
  const list = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,pgid=,stat=,args='], { encoding: 'utf8' });
  return list.split('\n').flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line);
    if (!match || match[4]?.startsWith('Z')) return []; // a zombie has ended
    return [{ pid: Number(match[1]), parent: Number(match[2]), group: Number(match[3]), command: match[5] ?? '' }];
  });
}

/** The descendants of the process `pid` whose command line contains `part`. */
export function descendants(pid: number, part = ''): ProcessInfo[] {
  const all = listProcesses();
  const found = new Set([pid]);
  // A child can precede its parent in the list: repeat until a pass finds nothing new.
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const each of all) if (found.has(each.parent)) found.add(each.pid);
  }
  return all.filter((each) => each.pid !== pid && found.has(each.pid) && each.command.includes(part));
}
