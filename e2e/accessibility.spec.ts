/** axe on every page, in both languages and themes, wide and narrow. */
import AxeBuilder from "@axe-core/playwright";
import type { BrowserContext, Page } from "@playwright/test";
import { expect, test } from "@playwright/test";
import { ownPlateau } from "./plateau";
import { DESKTOP, newBoard, openBrowser, PHONE, setUp } from "./steps";
import { LANGUAGES, wordsOf } from "./words";

const instance = ownPlateau();

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

let page: Page;
let context: BrowserContext;
let boardId = "";

test.beforeAll(async ({ browser }) => {
  const plateau = instance();
  const t = wordsOf("en");
  ({ page, context } = await openBrowser(browser, plateau, "en", DESKTOP));
  await setUp(page, plateau, t, { name: "Ada", email: "ada@example.org" });
  boardId = await newBoard(page, t, { title: "Which platform?", language: "en", role: "Data Scientist" });
});

const PAGES = [
  "/",
  "/boards/new",
  "/account",
  "/admin",
  "BOARD",
  "BOARD?view=table",
  "BOARD/frame",
  "BOARD/vote",
  "BOARD/room",
  "BOARD/results",
  "BOARD/record",
  "BOARD/history",
  "BOARD/people",
];

for (const [language, device, theme] of LANGUAGES.flatMap(
  (each) =>
    [
      [each, DESKTOP, "light"],
      [each, PHONE, "dark"],
    ] as const,
)) {
  test(`axe finds nothing (${language}, ${device.width} px, ${theme})`, async () => {
    const plateau = instance();
    test.setTimeout(240_000);
    await context.addCookies([{ name: "plateau-theme", value: theme, url: plateau.url }]);
    await page.setViewportSize(device);
    for (const path of PAGES) {
      await page.goto(`/${language}${path.replace("BOARD", `/boards/${boardId}`)}`);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      if (path === "BOARD") await page.locator(".tl-canvas").waitFor();
      const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
      expect(violations.map(({ id, nodes }) => [path, id, nodes.map(({ html }) => html)])).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect([path, overflow]).toEqual([path, 0]);
    }
  });
}

test("axe finds nothing on the doors of the house", async ({ browser }) => {
  const plateau = instance();
  for (const language of LANGUAGES) {
    const { context: own, page: visitor } = await openBrowser(browser, plateau, language, PHONE);
    for (const path of ["/", "/signin", "/signup", "/join/wrong", "/nowhere"]) {
      await visitor.goto(`/${language}${path}`);
      await visitor.getByRole("heading", { level: 1 }).first().waitFor();
      const { violations } = await new AxeBuilder({ page: visitor }).withTags(TAGS).analyze();
      expect(violations.map(({ id, nodes }) => [path, id, nodes.map(({ html }) => html)])).toEqual([]);
    }
    await own.close();
  }
});
