/** Two people at once on the canvas: what each does reaches the other, survives, and is undone by its owner only. */
import { expect, type Page, test } from "@playwright/test";
import { ownPlateau } from "./plateau";
import { DESKTOP, invite, joinAsGuest, newBoard, openBrowser, saved, setUp } from "./steps";
import { wordsOf } from "./words";

const t = wordsOf("en");
const instance = ownPlateau();

test.describe.configure({ mode: "serial" });

let ada: Page;
let bo: Page;
let boardId = "";

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  ada = (await openBrowser(browser, instance(), "en", DESKTOP)).page;
  bo = (await openBrowser(browser, instance(), "en", DESKTOP)).page;
  await setUp(ada, instance(), t, { name: "Ada", email: "ada@example.org" });
  boardId = await newBoard(ada, t, { title: "Which platform?", language: "en", role: "Data Scientist" });
  const link = await invite(ada, t, boardId, { role: "Data Engineer", access: t("people.access.editor") });
  await joinAsGuest(bo, t, link, "Bo");
  await bo.waitForURL(/\/boards\//);
  await ada.goto(`/boards/${boardId}`);
  for (const page of [ada, bo]) {
    await page.getByRole("button", { name: /^Databricks/ }).click();
    await expect(card(page, "Train the model")).toBeVisible();
  }
});

const card = (page: Page, title: string) => page.getByRole("group", { name: new RegExp(`^${title}, `) });
const fitOf = (page: Page, title: string, fit: string) =>
  page.getByRole("group", { name: new RegExp(`^${title}, ${fit}`) });

async function middleOf(page: Page, title: string): Promise<{ x: number; y: number }> {
  const box = await card(page, title).boundingBox();
  if (!box) throw new Error(`${title} is not on the screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test("each sees the other's name, role and cursor", async () => {
  await expect(ada.getByText("Bo · Data Engineer")).toBeAttached();
  await expect(bo.getByText("Ada · Data Scientist")).toBeAttached();
  const at = await middleOf(bo, "Clean the data");
  await bo.mouse.move(at.x, at.y, { steps: 5 });
  await expect(
    ada.locator("[data-testid='canvas'], .tl-canvas").getByText("Bo", { exact: true }),
  ).toBeVisible();
});

test("one click and one key paint a fit, and the other sees it at once", async () => {
  const at = await middleOf(ada, "Train the model");
  await ada.mouse.click(at.x, at.y);
  await ada.keyboard.press("3");
  await expect(fitOf(bo, "Train the model", "inefficient")).toBeVisible();
  await ada
    .getByRole("toolbar", { name: t("canvas.tools") })
    .getByRole("button", { name: t("canvas.paint", { fit: "mixed" }) })
    .click();
  await expect(fitOf(bo, "Train the model", "mixed")).toBeVisible();
  await expect(saved(ada, t)).toBeVisible();
});

test("a card that one drags while the other renames it keeps both", async () => {
  const from = await middleOf(ada, "Deploy the service");
  await ada.mouse.move(from.x, from.y);
  await ada.mouse.down();
  await ada.mouse.move(from.x + 20, from.y + 10, { steps: 5 });
  await bo.goto(`/boards/${boardId}?view=table`);
  await bo.getByRole("button", { name: /^Deploy the service/ }).click();
  await bo
    .getByRole("button", { name: t("map.taskTitle") })
    .or(bo.getByLabel(t("map.taskTitle")))
    .first()
    .click();
  const title = bo.getByRole("textbox", { name: t("map.taskTitle") });
  await title.fill("Ship the service");
  const dragging = ada.mouse.move(from.x + 60, from.y + 24, { steps: 30 });
  await title.press("Enter");
  await dragging;
  await ada.mouse.up();
  await expect(card(ada, "Ship the service")).toBeVisible();
  const now = await middleOf(ada, "Ship the service");
  expect(now.x - from.x).toBeGreaterThan(40);
  await expect(saved(ada, t)).toBeVisible();
  await bo.goto(`/boards/${boardId}`);
  await bo.getByRole("button", { name: /^Databricks/ }).click();
  const seen = await middleOf(bo, "Ship the service");
  await ada.reload();
  await ada.getByRole("button", { name: /^Databricks/ }).click();
  expect(Math.abs((await middleOf(ada, "Ship the service")).x - seen.x)).toBeLessThan(2);
});

test("undo takes back one's own change only", async () => {
  const mine = await middleOf(ada, "Feature engineering");
  await ada.mouse.click(mine.x, mine.y);
  await ada.keyboard.press("4");
  await expect(fitOf(bo, "Feature engineering", "not covered")).toBeVisible();
  const theirs = await middleOf(bo, "Visualise the data");
  await bo.mouse.click(theirs.x, theirs.y);
  await bo.keyboard.press("3");
  await expect(fitOf(ada, "Visualise the data", "inefficient")).toBeVisible();
  await ada.keyboard.press("Control+z");
  await expect(fitOf(ada, "Feature engineering", "efficient")).toBeVisible();
  await expect(fitOf(bo, "Feature engineering", "efficient")).toBeVisible();
  await expect(fitOf(ada, "Visualise the data", "inefficient")).toBeVisible();
});

test("without the server it says so and keeps the change; back again it saves and shares it", async () => {
  test.slow();
  const at = await middleOf(ada, "Create a baseline model");
  await ada.mouse.click(at.x, at.y);
  await instance().stop("SIGKILL");
  await expect(ada.getByRole("status").filter({ hasText: t("map.save.offline", { kept: 0 }) })).toBeVisible();
  await ada.keyboard.press("2");
  await expect(ada.getByRole("status").filter({ hasText: t("map.save.offline", { kept: 1 }) })).toBeVisible();
  await instance().start();
  await expect(saved(ada, t)).toBeVisible({ timeout: 60_000 });
  await expect(fitOf(bo, "Create a baseline model", "mixed")).toBeVisible({ timeout: 60_000 });
});

test("an observer sees the map and has nothing to paint with", async ({ browser }) => {
  const link = await invite(ada, t, boardId, { role: "Client", access: t("people.access.observer") });
  const { context, page } = await openBrowser(browser, instance(), "en", DESKTOP);
  await joinAsGuest(page, t, link, "Olu");
  await page.waitForURL(/\/boards\//);
  await page.getByRole("button", { name: /^Databricks/ }).click();
  await expect(card(page, "Train the model")).toBeVisible();
  await expect(page.getByRole("button", { name: t("canvas.paint", { fit: "mixed" }) })).toHaveCount(0);
  const at = await middleOf(page, "Train the model");
  await page.mouse.click(at.x, at.y);
  await page.keyboard.press("4");
  await page.reload();
  await page.getByRole("button", { name: /^Databricks/ }).click();
  await expect(fitOf(page, "Train the model", "mixed")).toBeVisible();
  await context.close();
});
