// What shared code calls of Node's `path`, for paths and URLs with slashes.

export const join = (...parts: string[]): string => parts.filter((part) => part !== '' && part !== '.').join('/');

export const basename = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export const isAbsolute = (path: string): boolean => path.startsWith('/') || path.includes('://');

export const dirname = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
