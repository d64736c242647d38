import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createBallotStore } from "./ballot-store";

const KEY = "kept";
const memory = () => {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
};
type Reply = { status: number; body: unknown } | "offline";

function setup(replies: Reply[] = [], storage = memory()) {
  const sent: { method: string; patch: unknown }[] = [];
  const fetch = vi.fn((_url: unknown, init?: RequestInit) => {
    sent.push({ method: init?.method ?? "", patch: JSON.parse(String(init?.body)) });
    const reply = replies.shift() ?? { status: 200, body: { submittedAt: null } };
    if (reply === "offline") return Promise.reject(new TypeError("Failed to fetch"));
    return Promise.resolve(new Response(JSON.stringify(reply.body), { status: reply.status }));
  });
  const initial = { scores: { "a|1": 2 }, weights: {}, reasons: {}, submittedAt: null };
  const store = createBallotStore({
    url: "/ballot",
    storageKey: KEY,
    initial,
    fetch: fetch as typeof globalThis.fetch,
    storage,
  });
  return { store, sent, storage };
}

describe("ballot store", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("shows a change at once, keeps it until acknowledged, then forgets it", async () => {
    const { store, sent, storage } = setup();
    store.change({ scores: { "a|1": 5, "a|2": "abstain" } });
    store.change({ scores: { "a|2": null }, reasons: { "a|1": "why" } });
    expect(store.getSnapshot()).toMatchObject({
      answers: { scores: { "a|1": 5 } },
      save: { state: "saving" },
    });
    expect(JSON.parse(storage.items.get(KEY) ?? "")).toMatchObject({ scores: { "a|1": 5, "a|2": null } });
    await vi.advanceTimersByTimeAsync(400);
    expect(sent).toEqual([
      {
        method: "PATCH",
        patch: { scores: { "a|1": 5, "a|2": null }, weights: {}, reasons: { "a|1": "why" } },
      },
    ]);
    expect(store.getSnapshot().save).toEqual({ state: "saved" });
    expect(storage.items.size).toBe(0);
  });

  test("keeps what the network lost and delivers it when it is back", async () => {
    const { store, sent, storage } = setup(["offline", { status: 503, body: { code: "unavailable" } }]);
    store.change({ scores: { "a|1": 4 } });
    await vi.advanceTimersByTimeAsync(400);
    expect(store.getSnapshot().save).toEqual({
      state: "failed",
      code: "unavailable",
      values: undefined,
      retrying: true,
    });
    expect(storage.items.size).toBe(1);
    store.change({ scores: { "a|2": 1 } });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent.at(-1)?.patch).toMatchObject({ scores: { "a|1": 4, "a|2": 1 } });
    expect(store.getSnapshot().save).toEqual({ state: "saved" });
    expect(storage.items.size).toBe(0);
  });

  test("does not try again what cannot succeed, and keeps it", async () => {
    const { store, sent, storage } = setup([{ status: 409, body: { code: "round-not-open" } }]);
    store.change({ scores: { "a|1": 4 } });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(sent).toHaveLength(1);
    expect(store.getSnapshot().save).toMatchObject({
      state: "failed",
      code: "round-not-open",
      retrying: false,
    });
    expect(storage.items.size).toBe(1);
  });

  test("resumes what an earlier visit could not deliver", async () => {
    const storage = memory();
    storage.setItem(KEY, JSON.stringify({ scores: { "a|3": 3 } }));
    const { store, sent } = setup([], storage);
    expect(store.resume()).toBe(true);
    expect(store.getSnapshot().answers.scores).toEqual({ "a|1": 2, "a|3": 3 });
    await vi.advanceTimersByTimeAsync(10);
    expect(sent).toHaveLength(1);
    expect(storage.items.size).toBe(0);
    storage.setItem(KEY, "{ not json");
    expect(setup([], storage).store.resume()).toBe(false);
  });

  test("sends the ballot with what was still pending, after what was under way", async () => {
    const { store, sent } = setup([
      { status: 200, body: { submittedAt: null } },
      { status: 200, body: { submittedAt: "2026-11-22T10:00:00Z" } },
    ]);
    store.change({ scores: { "a|1": 4 } });
    await vi.advanceTimersByTimeAsync(350);
    store.change({ scores: { "a|2": 5 } });
    expect(await store.submit()).toBeNull();
    expect(sent.map((each) => each.method)).toEqual(["PATCH", "POST"]);
    expect(sent[1]?.patch).toMatchObject({ scores: { "a|2": 5 } });
    expect(store.getSnapshot().submittedAt).toBe("2026-11-22T10:00:00Z");
  });

  test("takes over the server's ballot only where nothing waits", async () => {
    const { store } = setup();
    const other = { scores: { "a|1": 1 }, weights: {}, reasons: {}, submittedAt: null };
    store.change({ scores: { "a|1": 5 } });
    store.refresh(other);
    expect(store.getSnapshot().answers.scores).toEqual({ "a|1": 5 });
    await vi.advanceTimersByTimeAsync(400);
    store.refresh(other);
    expect(store.getSnapshot().answers.scores).toEqual({ "a|1": 1 });
  });
});
