/** Versions of a board: kept by name, compared, restored under the feet of somebody who has it open. */
import fs from "node:fs";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { expect, type Page, test, type WebSocketRoute } from "@playwright/test";
import { CLOSE } from "../lib/sync/protocol";
import { discard, startPlateau } from "./plateau";
import { DESKTOP, invite, joinAsGuest, newBoard, openBrowser, PHONE, saved, setUp } from "./steps";
import { LANGUAGES, type Words, wordsOf } from "./words";

const TITLES = {
  en: {
    first: "Which platform?",
    later: "Which tool?",
    unsaved: "Typed on the train",
    named: "Before the workshop",
  },
  fr: {
    first: "Quelle plateforme ?",
    later: "Quel outil ?",
    unsaved: "Écrit dans le train",
    named: "Avant l’atelier",
  },
} as const;

for (const language of LANGUAGES) {
  test(`keep, change, restore; what was not saved is taken along (${language})`, async ({ browser }) => {
    test.setTimeout(300_000);
    const t = wordsOf(language);
    const words = TITLES[language];
    const plateau = await startPlateau();
    const { page: ada } = await openBrowser(browser, plateau, language, DESKTOP);
    const { page: bo } = await openBrowser(browser, plateau, language, PHONE);
    const line = await lineOf(bo);
    try {
      await setUp(ada, plateau, t, { name: "Ada", email: "ada@example.org" });
      const boardId = await newBoard(ada, t, { title: words.first, language, role: "Data Scientist" });
      const link = await invite(ada, t, boardId, {
        role: "Data Engineer",
        access: t("people.access.editor"),
      });
      await joinAsGuest(bo, t, link, "Bo");
      await bo.waitForURL(/\/boards\//);
      await bo.goto(`/boards/${boardId}?view=table`);
      await expect(saved(bo, t)).toBeVisible();

      // A name is needed, and one that fits; what was typed stays.
      await ada.goto(`/boards/${boardId}`);
      await ada.getByRole("link", { name: t("board.view.history") }).click();
      const form = ada.getByRole("form", { name: t("history.keep") });
      const name = form.getByLabel(t("history.name"));
      await form.getByRole("button", { name: t("history.keepNow") }).click();
      await expect(form.getByText(t("errors.name-missing"))).toBeVisible();
      await name.fill("x".repeat(81));
      await form.getByRole("button", { name: t("history.keepNow") }).click();
      await expect(form.getByText(t("errors.name-too-long", { max: 80, length: 81 }))).toBeVisible();
      await expect(name).toHaveValue("x".repeat(81));
      await name.fill(words.named);
      await form.getByRole("button", { name: t("history.keepNow") }).click();
      await expect(ada.getByText(t("history.kept", { name: words.named }))).toBeVisible();
      await expect(name).toHaveValue("");
      const kept = ada.getByRole("listitem").filter({ hasText: words.named });
      await expect(kept).toContainText(t("history.by", { name: "Ada" }));

      // Bo goes on, first with the server, then without.
      await retitle(bo, t, words.first, words.later);
      await expect(saved(bo, t)).toBeVisible();
      await line.cut();
      await expect(status(bo, t("map.save.offline", { kept: 0 }))).toBeAttached();
      await retitle(bo, t, words.later, words.unsaved);
      await expect(status(bo, t("map.save.offline", { kept: 1 }))).toBeAttached();

      await kept.getByRole("button", { name: t("history.restore") }).click();
      const dialog = ada.getByRole("dialog", { name: t("history.restoreTitle") });
      await expect(
        dialog.getByText(t("history.difference.rest", { parts: t("history.difference.part.title") })),
      ).toBeVisible();
      await expect(dialog.getByText(t("history.happens.reload"))).toBeVisible();
      const order = ada.waitForRequest((request) => request.method() === "POST");
      await dialog.getByRole("button", { name: t("history.restoreNow") }).click();
      const list = ada.getByRole("region", { name: t("history.versions") });
      const said = list.getByRole("status");
      await expect(said).toContainText(words.named);
      await expect(list.getByRole("listitem").first()).toContainText(t("history.reason.restore"));

      // Bo hears of it, takes along what only Bo has, and goes on from the restored board.
      line.mend();
      const ended = bo.getByRole("alert").filter({ hasText: t("map.ended.epoch-ended") });
      await expect(ended).toContainText(t("map.ended.kept", { kept: 1 }), { timeout: 60_000 });
      await expect(bo.getByRole("button", { name: title(t, words.unsaved) })).toHaveCount(0);
      const downloading = bo.waitForEvent("download");
      await ended.getByRole("button", { name: t("map.ended.download") }).click();
      const file = JSON.parse(fs.readFileSync(await (await downloading).path(), "utf8")) as unknown;
      expect(file).toMatchObject({
        boardId,
        entries: [{ root: "meta", key: "title", value: words.unsaved }],
      });
      await ended.getByRole("button", { name: t("map.ended.reload") }).click();
      await expect(bo.getByRole("button", { name: title(t, words.first) })).toBeVisible();
      await said.getByRole("link", { name: t("history.toBoard") }).click();
      await expect(ada.getByRole("button", { name: title(t, words.first) })).toBeVisible();

      // Bo may name versions, not restore them: not on the page, and not by sending what Ada's page sent.
      await bo.goto(`/boards/${boardId}/history`);
      const theirs = bo.getByRole("listitem").filter({ hasText: words.named });
      await theirs.getByRole("button", { name: t("history.rename") }).click();
      await bo.getByRole("dialog").getByLabel(t("history.name")).fill("Zoé");
      await bo.getByRole("button", { name: t("common.save") }).click();
      await expect(bo.getByRole("listitem").filter({ hasText: "Zoé" })).toBeVisible();
      await expect(bo.getByRole("button", { name: t("history.restore") })).toHaveCount(0);
      const sent = await order;
      const { "next-action": action, "content-type": type } = sent.headers();
      const forged = await bo.request.post(sent.url(), {
        headers: { "next-action": action ?? "", "content-type": type ?? "", origin: plateau.url },
        data: sent.postDataBuffer() ?? Buffer.alloc(0),
      });
      expect(await forged.text()).toContain("not-allowed");
      await bo.goto(`/boards/${boardId}`);
      await expect(bo.getByRole("button", { name: title(t, words.first) })).toBeVisible();
    } finally {
      await discard(plateau);
    }
  });
}

test("a damaged log: everybody reads, nobody edits, and the facilitator goes on from what is whole", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const t = wordsOf("en");
  const plateau = await startPlateau();
  const { page: ada } = await openBrowser(browser, plateau, "en", DESKTOP);
  const { page: bo } = await openBrowser(browser, plateau, "en", PHONE);
  try {
    await setUp(ada, plateau, t, { name: "Ada", email: "ada@example.org" });
    const boardId = await newBoard(ada, t, { title: "One", language: "en", role: "Data Scientist" });
    const link = await invite(ada, t, boardId, { role: "Data Engineer", access: t("people.access.editor") });
    await joinAsGuest(bo, t, link, "Bo");
    await bo.waitForURL(/\/boards\//);
    await ada.goto(`/boards/${boardId}?view=table`);
    for (const [from, to] of [
      ["One", "Two"],
      ["Two", "Three"],
    ] as const) {
      await retitle(ada, t, from, to);
      await expect(saved(ada, t)).toBeVisible();
    }
    await plateau.stop();
    await damageLastRow(plateau.dataDir, boardId);
    await plateau.start();

    const banner = (page: Page) => page.getByRole("alert").filter({ hasText: "log is damaged" });
    for (const view of ["", "?view=table", "/history"]) {
      await ada.goto(`/boards/${boardId}${view}`);
      await expect(banner(ada)).toBeVisible();
      // The history page says the title as lists do: from before the damage was found.
      const heading = ada.getByRole("heading", { level: 1, name: view === "/history" ? "Three" : "Two" });
      await expect(heading).toBeVisible();
      await expect(ada.getByRole("button", { name: title(t, "Two") })).toHaveCount(0);
    }
    await bo.goto(`/boards/${boardId}`);
    await expect(banner(bo)).toContainText(t("history.quarantine.ask", { names: "Ada" }));
    await expect(status(bo, t("map.save.readOnly", { kept: 0 }))).toBeAttached();
    await expect(bo.getByRole("button", { name: t("history.quarantine.accept") })).toHaveCount(0);

    await banner(ada)
      .getByRole("button", { name: t("history.quarantine.accept") })
      .click();
    await ada
      .getByRole("dialog")
      .getByRole("button", { name: t("history.quarantine.acceptNow") })
      .click();
    await expect(banner(ada)).toHaveCount(0);
    await bo.getByRole("button", { name: t("map.ended.reload") }).click();
    await retitle(bo, t, "Two", "On we go");
    await expect(saved(bo, t)).toBeVisible();
  } finally {
    await discard(plateau);
  }
});

const title = (t: Words, text: string) => `${text}, ${t("map.boardTitle")}`;
const status = (page: Page, text: string) => page.getByRole("status").filter({ hasText: text });

/** A page's line to the board that can be cut: going offline leaves Chromium's open sockets as they are. */
async function lineOf(page: Page): Promise<{ cut: () => Promise<void>; mend: () => void }> {
  let isWhole = true;
  const open = new Set<WebSocketRoute>();
  await page.routeWebSocket(/\/sync\//, (socket) => {
    if (!isWhole) return void socket.close({ code: CLOSE.tryLater });
    open.add(socket);
    socket.connectToServer();
  });
  return {
    async cut() {
      isWhole = false;
      await Promise.all([...open].map((socket) => socket.close({ code: CLOSE.tryLater })));
      open.clear();
    },
    mend() {
      isWhole = true;
    },
  };
}

async function retitle(page: Page, t: Words, from: string, to: string): Promise<void> {
  await page.getByRole("button", { name: title(t, from) }).click();
  const field = page.getByRole("textbox", { name: t("map.boardTitle") });
  await field.fill(to);
  await field.press("Enter");
  await expect(page.getByRole("button", { name: title(t, to) })).toBeVisible();
}

/** As a disk does it: the server is stopped, and other bytes stand where the last row's were. */
async function damageLastRow(dataDir: string, boardId: string): Promise<void> {
  const database = await PGlite.create(path.join(dataDir, "database"));
  const { affectedRows } = await database.query(
    `update board_updates set data = '\\x010203'
     where seq = (select max(seq) from board_updates where board_id = $1)`,
    [boardId],
  );
  await database.close();
  expect(affectedRows).toBe(1);
}
