/** One scenario on one server, in a process of its own: no run pays for the garbage of the one before. */
import { CONTENDERS } from "./servers/contenders.mjs";
import { SCENARIOS } from "./scenarios/scenarios.mjs";

const [scenario, contender, options] = process.argv.slice(2);
process.on("disconnect", () => process.exit(1));

try {
  const figures = await SCENARIOS[scenario].measure(CONTENDERS[contender], JSON.parse(options));
  process.send({ ok: true, figures }, () => process.exit(0));
} catch (error) {
  process.send({ ok: false, reason: error.stack ?? String(error) }, () => process.exit(1));
}
