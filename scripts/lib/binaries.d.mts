export function platformOf(file: Buffer): string | undefined;
