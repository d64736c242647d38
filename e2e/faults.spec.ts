// The faults of `server/faults` once more on the built server, pages and all.
import { type BrowserContext, expect, test } from "@playwright/test";
import { rootOf } from "../lib/board/roots";
import { Drawer, random } from "../server/faults/testing-people";
import { synced } from "../server/sync/testing-client";
import { discard, startPlateau } from "./plateau";
import { newBoard, setUp } from "./steps";
import { wordsOf } from "./words";

test("[SY180] [SY181] kill -9 and SIGTERM under somebody who draws lose nothing that was called saved", async ({
  browser,
}) => {
  test.slow();
  const plateau = await startPlateau();
  const context = await browser.newContext({ baseURL: plateau.url });
  const page = await context.newPage();
  const t = wordsOf("en");
  await setUp(page, plateau, t, { name: "Ana", email: "ana@example.org" });
  const boardId = await newBoard(page, t, { title: "Faults", language: "en", role: "Client" });
  const seat = { origin: plateau.url, cookie: await cookieOf(context) };
  await context.close();

  const port = Number(new URL(plateau.url).port);
  const chance = random(6);
  const drawer = new Drawer(boardId, seat, "ana");
  const violations = async () => {
    const reader = new Drawer(boardId, seat, "reader");
    reader.connect(port);
    await synced(reader.provider);
    reader.destroy();
    return drawer.history.violations(new Map(rootOf(reader.doc, "canvas").entries()));
  };

  for (const [signal, code] of [
    ["SIGKILL", 1006],
    ["SIGTERM", 1012],
  ] as const) {
    drawer.closeCodes.length = 0;
    drawer.connect(port);
    drawer.start(chance);
    const before = drawer.acknowledged;
    await drawer.until(({ acknowledged }) => acknowledged > before + 30);
    const since = Date.now();
    await plateau.stop(signal);
    expect(Date.now() - since).toBeLessThan(20_000);
    await drawer.stop();
    drawer.provider.disconnect();
    expect(drawer.closeCodes[0]).toBe(code);
    await plateau.start();
    expect(await violations()).toEqual([]);
  }
  drawer.connect(port);
  await drawer.settled();
  expect(await violations()).toEqual([]);
  drawer.destroy();
  await discard(plateau);
});

async function cookieOf(context: BrowserContext): Promise<string> {
  return (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
}
