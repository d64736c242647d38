import { runTraffic } from "../load/traffic.mjs";
import { withServer } from "./with-server.mjs";

/** Beyond this nobody would call it live. */
const LATE_MS = 250;
const DELIVERED = 0.98;
/** Between the last good and the first bad rate: a step nearer. */
const REFINEMENTS = 2;
const NEAR_ENOUGH = 1.15;

const room50 = (rate) => {
  const writers = Math.min(50, Math.max(1, Math.round(rate / 30)));
  return { rooms: [{ clients: 50, writers }], updateRate: rate / writers };
};
const rooms20 = (rate) => ({
  rooms: Array.from({ length: 20 }, () => ({ clients: 10, writers: 10 })),
  updateRate: rate / 200,
});

/** Faster and faster, until updates come later than 250 ms (p99), are not all delivered, or somebody is cut off. */
export default {
  title: "Saturation: the most deliveries/s at p99 ≤ 250 ms",
  rows: [
    { key: "one.deliveriesPerS", label: "one room of 50, deliveries/s", digits: 0, more: true },
    { key: "one.p99", label: "one room of 50, p99 at that rate, ms" },
    { key: "many.deliveriesPerS", label: "20 rooms of 10, deliveries/s", digits: 0, more: true },
    { key: "many.p99", label: "20 rooms of 10, p99 at that rate, ms" },
  ],
  measure: (contender, { quick, ...options }) =>
    withServer(contender, options, async (server) => ({
      one: await climb(
        server,
        room50,
        quick ? [300, 1_000, 2_000, 4_000, 8_000] : [300, 1_000, 3_000, 6_000, 9_000, 14_000],
      ),
      many: await climb(
        server,
        rooms20,
        quick ? [1_000, 6_000, 18_000] : [1_000, 4_000, 12_000, 20_000, 36_000],
      ),
    })),
};

async function climb(server, shape, rates) {
  const steps = [];
  let best = null;
  let bad = null;
  const step = async (rate) => {
    const { deliveriesPerS, updates, cpuShare, loadBusy, dropped } = await runTraffic(server, {
      ...shape(rate),
      warmMs: 1_000,
      windowMs: 2_500,
      run: steps.length + 1,
    });
    const fine =
      updates.p99 !== null && updates.p99 <= LATE_MS && updates.share >= DELIVERED && dropped === 0;
    const { p50, p99, share } = updates;
    steps.push({ rate, fine, deliveriesPerS, p50, p99, share, cpuShare, loadBusy, dropped });
    if (fine && (!best || rate > best.rate)) best = steps.at(-1);
    return fine;
  };
  // A server that has just reached a new rate still compiles for it, and neighbours take the machine now and then.
  const holds = async (rate) => (await step(rate)) || (await step(rate));
  for (const rate of rates) {
    if (await holds(rate)) continue;
    bad = rate;
    break;
  }
  for (let i = 0; i < REFINEMENTS && best && bad && bad / best.rate > NEAR_ENOUGH; i++) {
    const between = Math.round(Math.sqrt(best.rate * bad));
    if (!(await holds(between))) bad = between;
  }
  return { deliveriesPerS: best?.deliveriesPerS ?? null, p99: best?.p99 ?? null, steps };
}
