import fs from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { Ground } from "./testing-ground";
import { random } from "./testing-people";
import { Workshop } from "./testing-workshop";

// Several processes one after the other, each with a database, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

test("[SY186] a second process on the folder is refused while the first serves; of its heirs after kill -9 one serves on", async () => {
  const ground = await Ground.embedded();
  onTestFinished(() => ground.close());
  const workshop = new Workshop(ground, random(5));
  onTestFinished(() => workshop.destroy());
  const first = await ground.start();
  expect(await workshop.violations(first)).toEqual([]);
  workshop.connect(first.port);
  workshop.startDrawing();
  workshop.startVoting(first.url);

  const second = ground.launch();
  await workshop.acknowledges(20, 5);
  expect(await second.ended).toBe(1);
  expect(second.errors).toContain(`${ground.dataDir} is in use by process ${first.child.pid}`);
  await workshop.acknowledges(20, 5);

  await first.end("SIGKILL");
  await workshop.stop();
  workshop.disconnect();
  // Its lock is still there.
  expect(fs.existsSync(path.join(ground.dataDir, "in-use.lock"))).toBe(true);
  const heirs = [ground.launch(), ground.launch(), ground.launch()];
  const serving = await Promise.any(heirs.map((heir) => heir.listening()));
  const refused = heirs.filter((heir) => heir !== serving);
  expect(await Promise.all(refused.map((heir) => heir.ended))).toEqual([1, 1]);
  for (const heir of refused) expect(heir.errors).toContain("is in use by process");
  expect(await workshop.violations(serving)).toEqual([]);
  workshop.connect(serving.port);
  await workshop.allSaved();
  expect(await workshop.differences(serving)).toEqual([]);
  expect(await serving.end("SIGTERM")).toBe(0);
  expect(fs.existsSync(path.join(ground.dataDir, "in-use.lock"))).toBe(false);
});
