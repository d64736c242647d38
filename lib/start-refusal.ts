/** Why the process will not start, for the person at the terminal: no stack trace, exit code 1. */
export class StartRefusal extends Error {
  readonly english: string;
  readonly french: string;
  constructor(english: string, french: string, options?: ErrorOptions) {
    super(english, options);
    this.name = "StartRefusal";
    this.english = english;
    this.french = french;
  }
}

export function isStartRefusal(error: unknown): error is StartRefusal {
  return error instanceof Error && error.name === "StartRefusal" && "french" in error;
}
