/** Imported first by each server under test: answers the harness's questions, and never outlives it. */
const answers = {
  usage: () => usage(),
  /** Twice, with a pause: finalisers free what the first round found. */
  async collect() {
    for (let i = 0; i < 3; i++) {
      globalThis.gc();
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return usage();
  },
};

function usage() {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, external } = process.memoryUsage();
  return {
    at: performance.now(),
    cpuMs: (user + system) / 1_000,
    rssMb: rss / 2 ** 20,
    heapMb: (heapUsed + external) / 2 ** 20,
  };
}

export function answer(question, give) {
  answers[question] = give;
}

export function ready(port) {
  process.send({ port });
}

process.on("message", async ({ id, question, about }) => {
  process.send({ id, answer: await answers[question](about) });
});
process.on("disconnect", () => process.exit(0));
