/** What people do on the pages, in words that the journeys share. */
import { type Browser, type BrowserContext, type Page, expect } from "@playwright/test";
import type { Plateau } from "./plateau";
import type { Language, Words } from "./words";

export const PASSWORD = "a long enough password";

export interface Device {
  width: number;
  height: number;
}
export const DESKTOP: Device = { width: 1440, height: 900 };
export const PHONE: Device = { width: 390, height: 844 };

/** A browser of its own: cookies, storage and language of one person. */
export async function openBrowser(
  browser: Browser,
  plateau: Plateau,
  language: Language,
  device: Device,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    baseURL: plateau.url,
    locale: language === "fr" ? "fr-FR" : "en-GB",
    viewport: device,
    reducedMotion: "reduce",
  });
  return { context, page: await context.newPage() };
}

/** The first visit: the one-time link makes the administrator, who is then signed in on the home page. */
export async function setUp(
  page: Page,
  plateau: Plateau,
  t: Words,
  person: { name: string; email: string },
): Promise<void> {
  if (!plateau.setupLink) throw new Error("the server printed no setup link");
  await page.goto(plateau.setupLink);
  await page.getByLabel(t("auth.name"), { exact: true }).fill(person.name);
  await page.getByLabel(t("auth.email")).fill(person.email);
  await page.getByLabel(t("auth.password")).fill(PASSWORD);
  await page.getByRole("button", { name: t("auth.becomeAdministrator") }).click();
  await expect(page.getByRole("heading", { level: 2, name: t("home.boards.title") })).toBeVisible();
}

export async function signIn(page: Page, t: Words, email: string, password = PASSWORD): Promise<void> {
  await page.goto("/signin");
  await page.getByLabel(t("auth.email")).fill(email);
  await page.getByLabel(t("auth.password")).fill(password);
  await page.getByRole("button", { name: t("auth.signIn") }).click();
}

/** A board from the built-in template; answers its id. */
export async function newBoard(
  page: Page,
  t: Words,
  given: { title: string; language: Language; role: string; ratings?: boolean },
): Promise<string> {
  await page.goto("/boards/new");
  await page.getByRole("radio", { name: t(`newBoard.language.${given.language}`) }).check();
  await page.getByLabel(t("newBoard.title"), { exact: true }).fill(given.title);
  if (given.ratings === false) await page.getByRole("radio", { name: t("newBoard.withoutRatings") }).check();
  await page.getByLabel(t("newBoard.myRole")).selectOption({ label: given.role });
  await page.getByRole("button", { name: t("newBoard.create") }).click();
  await page.waitForURL(/\/boards\/[\w-]{22}(\?|$)/);
  const id = /boards\/([\w-]{22})/.exec(page.url())?.[1];
  if (!id) throw new Error(`no board in ${page.url()}`);
  return id;
}

/** An invitation link for a role and an access level; answers its address. */
export async function invite(
  page: Page,
  t: Words,
  boardId: string,
  given: { role: string; access: string },
): Promise<string> {
  await page.goto(`/boards/${boardId}/people`);
  const form = page.getByRole("form", { name: t("people.newLink") });
  await form.getByLabel(t("people.role")).selectOption({ label: given.role });
  await form.getByLabel(t("people.accessLabel")).selectOption({ label: given.access });
  const before = await page.getByText(/\/join\//).count();
  await form.getByRole("button", { name: t("people.createLink") }).click();
  await expect(page.getByText(/\/join\//)).toHaveCount(before + 1);
  const address = await page
    .getByText(/\/join\//)
    .first()
    .textContent();
  return (address ?? "").trim();
}

export async function joinAsGuest(page: Page, t: Words, link: string, name: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel(t("auth.name"), { exact: true }).fill(name);
  await page.getByRole("button", { name: t("auth.joinAsGuest"), exact: true }).click();
}

export const saved = (page: Page, t: Words) =>
  page.getByRole("status").filter({ hasText: t("map.save.saved") });
