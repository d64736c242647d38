/** One line for the person at the terminal. */
export const say = (text) => console.log(`[plateau] ${text}`);

/** Ends the process with a reason in both languages, without a stack trace. */
export function giveUp(english, french) {
  console.error(`\n${english}\n${french}\n`);
  process.exit(1);
}

export const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
