import { expect, onTestFinished, test, vi } from "vitest";
import { describeOnEachDatabase } from "./testing-ground";
import { random } from "./testing-people";
import { TcpLine } from "./testing-tcp-line";
import { Workshop } from "./testing-workshop";

// Several processes one after the other, each with a database, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

describeOnEachDatabase("SIGTERM while five draw and twenty vote", (open) => {
  test("[SY181] [SY189] drains, says 1012, ends in time, and loses nothing that anybody sent", async () => {
    const ground = await open();
    onTestFinished(() => ground.close());
    const line = await TcpLine.open();
    onTestFinished(() => line.close());
    const workshop = new Workshop(ground, random(1));
    onTestFinished(() => workshop.destroy());

    const first = await ground.start();
    line.target = { host: "127.0.0.1", port: first.port };
    expect(await workshop.violations(first)).toEqual([]);
    workshop.connect(line.port);
    workshop.startDrawing();
    workshop.startVoting(first.url);
    await Promise.all(workshop.drawers.map((drawer) => drawer.until(({ acknowledged }) => acknowledged > 0)));
    await workshop.acknowledges(50, 10);

    const since = performance.now();
    const gone = first.end("SIGTERM");
    await Promise.all(workshop.drawers.map((drawer) => drawer.until(() => drawer.closeCodes.length > 0)));
    line.target = null;
    expect(await gone).toBe(0);
    expect(performance.now() - since).toBeLessThan(20_000);
    await workshop.stop();
    // Every line was told, by the server itself, and with nothing else.
    for (const drawer of workshop.drawers) expect(drawer.closeCodes[0]).toBe(1012);
    // A request that takes longer than its grace fails, and its voter knows.
    const trouble = first.logged.filter(({ level, msg }) => level >= 40 && msg !== "a request failed");
    expect(trouble).toEqual([]);
    expect(await first.longestStallMs()).toBeLessThan(2_000);

    // By somebody who was not there, before those who were can bring anything back.
    const second = await ground.start();
    expect(await workshop.violations(second)).toEqual([]);
    line.target = { host: "127.0.0.1", port: second.port };
    await workshop.allSaved();
    expect(await workshop.violations(second)).toEqual([]);
    expect(await workshop.differences(second)).toEqual([]);
  });
});
