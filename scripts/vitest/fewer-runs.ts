import fc from "fast-check";

/** A property runs once per mutant: the usual 100 cases would make an evening of it. The seed makes it repeatable. */
fc.configureGlobal({ numRuns: 30, seed: 20 });
