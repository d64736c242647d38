/** Bad input gets a clear answer, and nothing is lost. One instance, walked through in English. */
import { type Page, request } from "@playwright/test";
import { WebSocket } from "ws";
import { expect, test } from "@playwright/test";
import { ownPlateau } from "./plateau";
import { DESKTOP, invite, joinAsGuest, newBoard, openBrowser, setUp, signIn } from "./steps";
import { wordsOf } from "./words";

const instance = ownPlateau();

const t = wordsOf("en");
const HTML = '<img src=x onerror="document.title=1"><b>bold</b>';

test.describe.configure({ mode: "serial" });

let page: Page;
let boardId = "";

test.beforeAll(async ({ browser }) => {
  const plateau = instance();
  page = (await openBrowser(browser, plateau, "en", DESKTOP)).page;
  await setUp(page, plateau, t, { name: HTML, email: "ada@example.org" });
});

test("a wrong password is refused, and what was typed stays", async ({ browser }) => {
  const plateau = instance();
  const other = await openBrowser(browser, plateau, "en", DESKTOP);
  await signIn(other.page, t, "ada@example.org", "not the password");
  await expect(other.page.getByText(t("errors.wrong-credentials"))).toBeVisible();
  await expect(other.page.getByLabel(t("auth.email"))).toHaveValue("ada@example.org");
  expect(other.page.url()).not.toContain("password");
  await other.context.close();
});

test("the setup link works once", async ({ browser }) => {
  const plateau = instance();
  const other = await openBrowser(browser, plateau, "en", DESKTOP);
  await other.page.goto(plateau.setupLink ?? "");
  await expect(other.page.getByText(t("errors.setup-done"))).toBeVisible();
  await other.context.close();
});

test("a title of 10,000 characters is refused and kept; HTML is only text", async () => {
  await page.goto("/boards/new");
  const title = page.getByLabel(t("newBoard.title"), { exact: true });
  await title.fill("x".repeat(10_000));
  await page.getByRole("button", { name: t("newBoard.create") }).click();
  await expect(page.getByText(t("errors.name-too-long", { max: 200, length: 10_000 })).first()).toBeVisible();
  await expect(title).toHaveValue("x".repeat(10_000));

  boardId = await newBoard(page, t, { title: HTML, language: "en", role: "Data Scientist" });
  await expect(
    page
      .getByRole("button", { name: HTML })
      .or(page.getByRole("heading", { name: HTML }))
      .first(),
  ).toBeVisible();
  await page.goto(`/boards/${boardId}/people`);
  await expect(page.getByText(HTML).first()).toBeVisible();
  expect(await page.locator('img[src="x"]').count()).toBe(0);
  expect(await page.title()).not.toBe("1");
});

test("a template file with a bad reference creates nothing and names the place", async () => {
  await page.goto("/boards/new?template=file");
  const template = {
    phases: [{ id: "p", en: "Phase", fr: "Phase" }],
    tasks: [{ id: "t", phase: "nowhere", en: "Task", fr: "Tâche", roles: [] }],
  };
  const file = page.getByLabel(t("newBoard.fileLabel"));
  // A person cannot choose a file before; the tool could.
  await expect(file).toBeEnabled();
  await file.setInputFiles({
    name: "template.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(template)),
  });
  await expect(page.getByText(/points to “nowhere”/)).toBeVisible();
});

test("what is answered while the page's code is still on its way is not lost", async () => {
  await page.route("**/_next/static/**/*.js", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    await route.continue();
  });
  await page.goto("/boards/new", { waitUntil: "commit" });
  const title = page.getByLabel(t("newBoard.title"), { exact: true });
  await expect(title).toBeVisible();
  await expect(title).toBeDisabled();
  await title.fill("Typed early");
  // The other language brings the template's own words, and only those.
  await page.getByRole("radio", { name: t("newBoard.language.fr") }).check();
  await expect(page.getByLabel(t("newBoard.question"))).not.toHaveValue("");
  await expect(title).toHaveValue("Typed early");
  await page.unroute("**/_next/static/**/*.js");
});

test("no such board and somebody else's board are the same answer, on pages, routes and sockets", async ({
  browser,
}) => {
  const plateau = instance();
  const stranger = await openBrowser(browser, plateau, "en", DESKTOP);
  const own = await newBoard(page, t, { title: "Another board", language: "en", role: "Client" });
  const link = await invite(page, t, own, { role: "Client", access: t("people.access.observer") });
  await joinAsGuest(stranger.page, t, link, "Sam");
  await stranger.page.waitForURL(/\/boards\//);
  const unknown = "A".repeat(22);
  const answers = [];
  for (const id of [boardId, unknown]) {
    const pageAnswer = await stranger.page.goto(`/en/boards/${id}`);
    const heading = await stranger.page.getByRole("heading", { level: 1 }).textContent();
    const history = await stranger.page.goto(`/en/boards/${id}/history`);
    const route = await stranger.page.request.get(`/api/boards/${id}/records/1/json`);
    const cookies = await stranger.context.cookies();
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    const code = await closeCodeOf(plateau.url, id, cookie);
    answers.push([
      pageAnswer?.status(),
      history?.status(),
      heading,
      route.status(),
      await route.text(),
      code,
    ]);
  }
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]?.[0]).toBe(404);
  expect(answers[0]?.[1]).toBe(404);
  expect(answers[0]?.[5]).toBe(4404);
  await stranger.context.close();
});

test("an invitation for one person lets one person in", async ({ browser }) => {
  const plateau = instance();
  await page.goto(`/boards/${boardId}/people`);
  const form = page.getByRole("form", { name: t("people.newLink") });
  await form.getByLabel(t("people.maxUses")).selectOption({ label: t("people.people", { count: 1 }) });
  await form.getByRole("button", { name: t("people.createLink") }).click();
  const link =
    (
      await page
        .getByText(/\/join\//)
        .first()
        .textContent()
    )?.trim() ?? "";
  for (const [name, message] of [
    ["First", null],
    ["Second", t("errors.invitation-used-up")],
  ] as const) {
    const guest = await openBrowser(browser, plateau, "en", DESKTOP);
    await guest.page.goto(link);
    if (message === null) {
      await guest.page.getByLabel(t("auth.name"), { exact: true }).fill(name);
      await guest.page.getByRole("radio", { name: /Consumer/ }).check();
      await guest.page.getByRole("button", { name: t("auth.joinAsGuest"), exact: true }).click();
      await guest.page.waitForURL(/\/boards\//);
    } else {
      await expect(guest.page.getByText(message)).toBeVisible();
    }
    await guest.context.close();
  }
});

test("a score outside the scale and a forged origin are refused", async () => {
  const plateau = instance();
  await page.goto(`/boards/${boardId}/frame`);
  await page.getByRole("button", { name: t("frame.rail.lock", { number: 1 }) }).click();
  await expect(page.getByText(t("frame.rail.locked"), { exact: true }).first()).toBeVisible();
  await page.goto(`/boards/${boardId}/room`);
  const opened = page.waitForResponse(
    (response) => response.request().method() === "POST" && response.url().includes("/room"),
  );
  await page.getByRole("button", { name: t("room.open.submit", { number: 1 }) }).click();
  await opened;
  const saving = page.waitForRequest((each) => each.url().includes("/ballot"));
  await page.goto(`/boards/${boardId}/vote`);
  await page.getByRole("radio", { name: "3", exact: true }).first().check();
  const good = await saving;
  const body = good.postDataJSON() as { scores: Record<string, unknown> };
  const [key] = Object.keys(body.scores);
  if (key === undefined) throw new Error("the page saved no score");
  for (const mark of [0, 6, 2.5, "5", -1]) {
    const answer = await page.request.fetch(good.url(), {
      method: good.method(),
      headers: { origin: plateau.url },
      data: { scores: { [key]: mark } },
    });
    expect([mark, answer.status()]).toEqual([mark, 400]);
    expect(await answer.json()).toMatchObject({ code: "score-out-of-scale" });
  }
  const forged = await page.request.fetch(good.url(), {
    method: good.method(),
    headers: { origin: "https://evil.example" },
    data: { scores: { [key]: 1 } },
  });
  expect(forged.status()).toBe(403);
  const anonymous = await request.newContext({ baseURL: plateau.url });
  const nobody = await anonymous.fetch(good.url(), {
    method: good.method(),
    headers: { origin: plateau.url },
    data: {},
  });
  expect(nobody.status()).toBe(401);
  await anonymous.dispose();
  await page.reload();
  await expect(page.getByRole("radio", { name: "3", exact: true }).first()).toBeChecked();
});

test("a malformed socket frame closes that socket and harms nobody else", async () => {
  const plateau = instance();
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  for (const bytes of [[], [0, 2, 255, 255, 255], [0, 9], [99], [1, 200]]) {
    expect([bytes, await closeCodeOf(plateau.url, boardId, cookie, Buffer.from(bytes))]).toEqual([
      bytes,
      4400,
    ]);
  }
  await page.goto(`/boards/${boardId}`);
  await expect(page.getByRole("status").filter({ hasText: t("map.save.saved") })).toBeVisible();
});

/** The code that a raw socket is closed with, after sending `frame` if there is one. */
function closeCodeOf(url: string, boardId: string, cookie: string, frame?: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace("http", "ws")}/sync/${boardId}?ack=1`, {
      headers: { cookie, origin: url },
    });
    socket.on("open", () => {
      if (frame) socket.send(frame);
    });
    socket.on("close", resolve);
    socket.on("error", reject);
  });
}
