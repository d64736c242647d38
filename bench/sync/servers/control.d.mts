export function answer<About>(question: string, give: (about: About) => Promise<unknown>): void;
export function ready(port: number): void;
