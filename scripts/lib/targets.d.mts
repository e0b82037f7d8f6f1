export const TARGETS: string[];
export function contentsOf(target: string): { files: [string, string][]; entry: 'main' | 'browser' };
