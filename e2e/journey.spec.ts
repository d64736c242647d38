/** The main job from start to sealed record, two people at once, in both languages. */
import fs from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { nodeCrypto } from "../lib/record/node-crypto";
import { verifyRecord } from "../lib/record/verify";
import { discard, startPlateau } from "./plateau";
import { DESKTOP, invite, joinAsGuest, newBoard, openBrowser, PHONE, saved, setUp } from "./steps";
import { LANGUAGES, wordsOf } from "./words";

const CONTENT = {
  en: {
    title: "Which platform for our models?",
    scientist: "Data Scientist",
    engineer: "Data Engineer",
    train: "Train the model",
    deploy: "Deploy the service",
    first: "Minimal infrastructure need",
    score: "0.816",
    decimal: ".",
  },
  fr: {
    title: "Quelle plateforme pour nos modèles ?",
    scientist: "Data Scientist",
    engineer: "Data Engineer",
    train: "Entraînement du modèle",
    deploy: "Déploiement du service",
    first: "Besoin minimal d’infrastructure",
    score: "0,816",
    decimal: ",",
  },
} as const;

const OPTIONS = ["Jupyter Notebooks", "KNIME", "RapidMiner", "Databricks", "Domino Data Lab", "H2O.ai"];

for (const language of LANGUAGES) {
  test(`map, vote, decide, record (${language})`, async ({ browser }) => {
    test.setTimeout(420_000);
    const t = wordsOf(language);
    const words = CONTENT[language];
    // An instance of its own, which nobody has claimed yet.
    const plateau = await startPlateau();
    const ada = await openBrowser(browser, plateau, language, DESKTOP);
    const bo = await openBrowser(browser, plateau, language, PHONE);
    const [a, b] = [ada.page, bo.page];
    const seenByAda = listen(a);
    const faults: string[] = [];
    for (const page of [a, b]) noteFaults(page, faults);
    try {
      await setUp(a, plateau, t, { name: "Ada", email: "ada@example.org" });
      const boardId = await newBoard(a, t, { title: words.title, language, role: words.scientist });

      // The map: a lens colours the cards and sums them up; 26 cards, none of them tldraw's business to name.
      await a.getByRole("button", { name: /^Databricks/ }).click();
      await expect(a.getByRole("region", { name: t("map.legend") })).toContainText(words.score);

      const link = await invite(a, t, boardId, { role: words.engineer, access: t("people.access.editor") });
      await expect(a.getByRole("img", { name: t("people.qrLabel") }).first()).toBeVisible();
      await joinAsGuest(b, t, link, "Bo");
      await b.waitForURL(/\/boards\//);

      // Together on the map: each sees the other, and what the other paints.
      await a.goto(`/boards/${boardId}`);
      await expect(a.getByText("Bo · Data Engineer")).toBeAttached();
      await b.goto(`/boards/${boardId}?view=table`);
      await a.goto(`/boards/${boardId}?view=table`);
      const cell = (page: Page, fit: string) =>
        page.getByLabel(
          t("table.cell", { task: words.train, option: "Databricks", fit: t(`map.fit.${fit}`) }),
        );
      await cell(a, "mixed").click();
      await a.keyboard.press("3");
      await expect(cell(a, "inefficient")).toBeVisible();
      await expect(saved(a, t)).toBeVisible();

      // Whatever was shown as saved outlives the process.
      await plateau.stop("SIGKILL");
      await plateau.start();
      await a.reload();
      await expect(cell(a, "inefficient")).toBeVisible();
      await cell(a, "inefficient").click();
      await a.keyboard.press("2");
      await expect(saved(a, t)).toBeVisible();

      await a.goto(`/boards/${boardId}/frame`);
      await a.getByRole("button", { name: t("frame.rail.lock", { number: 1 }) }).click();
      await expect(a.getByText(t("frame.rail.locked"), { exact: true }).first()).toBeVisible();
      await a.goto(`/boards/${boardId}/room`);
      await a.getByRole("button", { name: t("room.open.submit", { number: 1 }) }).click();
      await expect(
        a.getByRole("heading", { name: t("room.roundTitle", { number: 1, asks: "both" }) }),
      ).toBeVisible();

      // Bo votes on a phone, one criterion at a time.
      const secret = "SECRET-REASON-7431";
      await b.goto(`/boards/${boardId}/vote`);
      await expect(b.getByRole("heading", { name: words.first })).toBeVisible();
      const firstSave = b.waitForRequest(/\/ballot$/);
      await b.getByRole("button", { name: t("vote.reasonOf", { option: "KNIME" }) }).click();
      await b.getByRole("dialog").getByRole("textbox").fill(secret);
      await b
        .getByRole("dialog")
        .getByRole("button", { name: t("vote.doneButton") })
        .click();
      const ballotUrl = (await firstSave).url();
      for (let criterion = 0; criterion < 4; criterion++) {
        for (const [at, option] of OPTIONS.entries()) {
          const marks = b.getByRole("radiogroup", { name: option, exact: true });
          const word = criterion === 3 && at === 5;
          const mark = option === "Databricks" ? 5 : ((at + criterion) % 4) + 1;
          const radio = word
            ? marks.getByRole("radio", { name: t("vote.answer.abstain") })
            : marks.getByRole("radio", { name: new RegExp(`^${mark}(\\D|$)`) });
          await radio.check();
        }
        await b.getByRole("button", { name: new RegExp(t("vote.allAnswered")) }).click();
      }
      await b.getByRole("button", { name: t("vote.mattersMostOf", { criterion: words.first }) }).click();
      for (const slider of await b.getByRole("slider").all()) {
        await slider.focus();
        await b.keyboard.press("ArrowRight");
      }
      await b.getByRole("button", { name: new RegExp(t("vote.send")) }).click();
      await expect(b.getByRole("heading", { name: t("vote.done.title") })).toBeVisible();

      // Ada sees that Bo has voted, and by no way what.
      await expect(a.getByText(t("room.seat.submitted")).first()).toBeAttached();
      await a.goto(`/boards/${boardId}/results`);
      await a.goto(`/boards/${boardId}/vote`);
      expect(await seenByAda()).not.toContain(secret);

      // Ada votes by keyboard alone.
      const radios = a.getByRole("radiogroup", {
        name: t("vote.cell", { option: OPTIONS[0] ?? "", criterion: words.first }),
      });
      await radios.getByRole("radio").first().focus();
      for (let column = 0; column < 4; column++) {
        for (const [row, option] of OPTIONS.entries()) {
          await a.keyboard.press(option === "Databricks" ? "4" : "2");
          if (row < OPTIONS.length - 1) await a.keyboard.press("ArrowDown");
        }
        for (let row = 1; row < OPTIONS.length; row++) await a.keyboard.press("ArrowUp");
        if (column < 3) await a.keyboard.press("ArrowRight");
      }
      // Without weights, and asked about it once.
      await a.getByRole("button", { name: t("vote.send") }).click();
      await expect(a.getByRole("dialog")).toContainText(t("vote.unfinished.weightless"));
      await a
        .getByRole("dialog")
        .getByRole("button", { name: t("vote.unfinished.send") })
        .click();
      await expect(a.getByRole("heading", { name: t("vote.done.title") })).toBeVisible();

      await a.goto(`/boards/${boardId}/room`);
      await a.getByRole("button", { name: new RegExp(`^${t("room.closeNow")}`) }).click();
      const dialog = a.getByRole("dialog");
      if (await dialog.isVisible()) await dialog.getByRole("button", { name: t("room.closeNow") }).click();
      await expect(b.getByRole("heading", { name: t("vote.closed.title") })).toBeVisible();
      // A vote after closing is refused by the server, whatever a page would show.
      const late = await b.request.patch(ballotUrl, {
        headers: { origin: plateau.url },
        data: { weights: {} },
      });
      expect([late.status(), await late.json()]).toEqual([409, { code: "round-not-open" }]);
      await a.getByRole("button", { name: new RegExp(t("room.reveal")) }).click();
      await a
        .getByRole("dialog")
        .getByRole("button", { name: t("room.revealNow") })
        .click();
      // Everyone's screen turns at once.
      await b.waitForURL(/\/results$/);
      await expect(b.getByRole("heading", { level: 2 }).first()).toContainText("Databricks");

      // What was secret is now shown with its name, to everybody, as the ballot announced.
      for (const page of [a, b]) {
        await page.goto(`/boards/${boardId}/results`);
        await expect(page.getByRole("heading", { level: 2 }).first()).toContainText("Databricks");
        await page.getByText(t("results.answers.show", { count: 1 })).click();
        await expect(page.getByRole("listitem").filter({ hasText: secret })).toContainText(
          "Bo, Data Engineer",
        );
        const row = page.getByRole("row", { name: /^Bo/ }).nth(3);
        await expect(row.getByText(t("results.answers.abstain"))).toBeVisible();
      }

      // The decision, sealed; it stands after later edits.
      await a.goto(`/boards/${boardId}/record`);
      const why = 'It covers most tasks. <script>alert("x")</script> # not a heading';
      await a.getByLabel(t("record.form.rationale")).fill(why);
      await a.getByRole("button", { name: t("record.form.seal", { version: 1 }) }).click();
      await a
        .getByRole("dialog")
        .getByRole("button", { name: t("record.form.ask.seal") })
        .click();
      await expect(a.getByText(t("record.rail.sealed", { version: 1 }))).toBeVisible();
      await expect(a.getByText(t("record.rail.agrees.signature"))).toBeVisible();
      await expect(a.getByRole("heading", { name: t("record.sheet.reasons") })).toBeVisible();
      await expect(a.getByRole("listitem").filter({ hasText: secret })).toContainText("Bo, Data Engineer");
      const json = await download(a, t("record.rail.formats.json.name"));
      const markdown = await download(a, t("record.rail.formats.markdown.name"));
      expect(json).toContain("Databricks");
      for (const heading of [
        "Context and Problem Statement",
        "Considered Options",
        "Decision Outcome",
        "More Information",
      ]) {
        expect(markdown).toContain(`## ${heading}`);
      }
      expect(markdown).not.toContain("<script>");
      expect(await verifyRecord(json, {}, nodeCrypto)).toMatchObject({
        ok: true,
        checks: { frame: "agrees", ranking: "agrees" },
      });

      await a.goto(`/boards/${boardId}?view=table`);
      await cell(a, "mixed").click();
      await a.keyboard.press("4");
      await expect(saved(a, t)).toBeVisible();
      await b.goto(`/boards/${boardId}/record`);
      expect(await download(b, t("record.rail.formats.json.name"))).toBe(json);
      expect(faults).toEqual([]);
    } finally {
      await ada.context.close();
      await bo.context.close();
      await discard(plateau);
    }
  });
}

async function download(page: Page, name: string): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: new RegExp(`^${name}`) }).click(),
  ]);
  return fs.readFileSync(await file.path(), "utf8");
}

/** What a page itself did wrong. A lost line is no fault: the server is killed on the way. */
function noteFaults(page: Page, faults: string[]): void {
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && !/WebSocket connection|Failed to load resource/.test(text))
      faults.push(text);
  });
}

/** Everything that reaches a page: answers of the server and socket frames, as text. */
function listen(page: Page): () => Promise<string> {
  const heard: Promise<string>[] = [];
  page.on("response", (response) => heard.push(response.text().catch(() => "")));
  page.on("websocket", (socket) => {
    socket.on("framereceived", ({ payload }) => heard.push(Promise.resolve(payload.toString())));
  });
  return async () => (await Promise.all(heard)).join("\n");
}
