export const MAX_BYTES: number;
export function readVsix(path: string): Promise<Map<string, Buffer>>;
export function faultsOf(path: string, target: string): Promise<string[]>;
