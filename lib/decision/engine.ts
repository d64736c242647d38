/** Goes into every record. Raise it whenever the same ballots could give another figure. */
export const ENGINE_VERSION = "1.1.0";
