export function mobileTools(): { java: string; kotlin: string; json: string; python: string };
