import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { INVITATION_ID_CHARS } from "../db/queries/invitations";
import { pastedInvitation } from "../pasted-invitation";
import { NAME_MAX, readLine, requireName } from "../text-limits";
import { requireEmail } from "./email";
import { invitationToken, parseInvitationToken } from "./invitation-token";
import { safeNextPath } from "./next-path";
import { hashPassword, passwordMatches, requirePassword } from "./password";
import { countSignInAttempt, forgetSignInAttempts, placeOf } from "./rate-limit";
import { encodeSession, readSessionCookie, sessionCookieName } from "./session-cookie";

beforeEach(() => {
  vi.stubEnv("NEXTAUTH_SECRET", "a secret of the tests");
  vi.stubEnv("NEXTAUTH_URL", "http://localhost:3000");
});
afterEach(() => vi.unstubAllEnvs());

describe("passwords", () => {
  test("are stored as argon2id and recognised however the letters were composed", async () => {
    const stored = await hashPassword("caf\u00e9 au lait");
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwordMatches(stored, "cafe\u0301 au lait")).toBe(true);
    expect(await passwordMatches(stored, "cafe au lait")).toBe(false);
  });

  test("never match where there is no account or no password", async () => {
    expect(await passwordMatches(undefined, "nobody's password")).toBe(false);
    expect(await passwordMatches(null, "")).toBe(false);
  });

  test("have 10 to 200 characters", () => {
    expect(() => requirePassword("123456789")).toThrow("weak-password");
    expect(() => requirePassword("x".repeat(201))).toThrow("weak-password");
    expect(() => requirePassword(undefined)).toThrow("weak-password");
    expect(requirePassword("1234567890")).toBe("1234567890");
  });
});

describe("attempts", () => {
  test("on one address are limited, wherever they come from, and the answer says how long to wait", async () => {
    for (let i = 0; i < 10; i++) await countSignInAttempt("limited@example.org", `10.0.0.${i}`);
    await expect(countSignInAttempt("limited@example.org", "10.0.0.99")).rejects.toMatchObject({
      code: "too-many-attempts",
      values: { seconds: expect.any(Number) },
    });
  });

  test("are forgotten after the right password", async () => {
    for (let i = 0; i < 9; i++) await countSignInAttempt("typist@example.org", "10.1.0.1");
    await forgetSignInAttempts("typist@example.org", "10.1.0.1");
    for (let i = 0; i < 10; i++) await countSignInAttempt("typist@example.org", "10.1.0.1");
  });

  test("from one place are limited, whatever the addresses", async () => {
    const all = Array.from({ length: 61 }, (_, i) => countSignInAttempt(`p${i}@example.org`, "10.2.0.1"));
    const outcomes = await Promise.allSettled(all);
    expect(outcomes.filter((outcome) => outcome.status === "rejected")).toHaveLength(1);
  });

  test("come from the address noted last", () => {
    expect(placeOf("203.0.113.9, 10.0.0.1")).toBe("10.0.0.1");
    expect(placeOf(null)).toBe("unknown");
  });
});

describe("invitation tokens", () => {
  const id = "A-b_c1d2e3f4";

  test("lead back to their invitation", () => {
    expect(id).toHaveLength(INVITATION_ID_CHARS);
    expect(parseInvitationToken(invitationToken(id))).toBe(id);
  });

  test("cannot be made from an id, changed, or carried to another instance", () => {
    const token = invitationToken(id);
    for (const forged of ["", id, `B${token.slice(1)}`, `${token}A`, `${token.slice(0, -2)}AA`]) {
      expect(parseInvitationToken(forged)).toBeUndefined();
    }
    vi.stubEnv("NEXTAUTH_SECRET", "another secret");
    expect(parseInvitationToken(token)).toBeUndefined();
  });

  test("are found in what people paste", () => {
    const token = invitationToken(id);
    for (const text of [
      token,
      ` https://x.org/join/${token} `,
      `http://localhost:3000/fr/join/${token}?a=1`,
    ]) {
      expect(pastedInvitation(text)).toBe(token);
    }
    expect(pastedInvitation("https://x.org/boards/abc")).toBeUndefined();
  });
});

describe("where to go next", () => {
  test("stays on this site", () => {
    expect(safeNextPath("/boards/x?view=table#top")).toBe("/boards/x?view=table#top");
    for (const away of [
      "//evil.example",
      "/\\evil.example",
      "https://evil.example",
      "javascript:alert(1)",
      "/.//evil.example/x",
      "/a/..//evil.example",
      "/%2e//evil.example",
      "/.\\/evil.example",
      "/.\\\\evil.example",
      null,
    ])
      expect(safeNextPath(away)).toBe("/");
    expect(safeNextPath("/boards//x")).toBe("/boards//x");
  });
});

describe("the session cookie", () => {
  test("is found in a header, whole or cut into pieces", async () => {
    const value = await encodeSession("session", "user");
    const name = sessionCookieName();
    expect(readSessionCookie(`a=b; ${name}=${value}; c=d`)).toBe(value);
    expect(readSessionCookie(`${name}.1=${value.slice(9)}; x=y; ${name}.0=${value.slice(0, 9)}`)).toBe(value);
    expect(readSessionCookie("other=1")).toBeUndefined();
    expect(readSessionCookie(undefined)).toBeUndefined();
  });

  test("is secure exactly where the instance is reached by https", () => {
    expect(sessionCookieName()).toBe("next-auth.session-token");
    vi.stubEnv("NEXTAUTH_URL", "https://plateau.example");
    expect(sessionCookieName()).toBe("__Secure-next-auth.session-token");
  });
});

describe("typed text", () => {
  test("is trimmed, kept as text, and bounded", () => {
    expect(requireName("  <b>Bo</b>\n Li ")).toBe("<b>Bo</b> Li");
    expect(() => requireName("   ")).toThrow("name-missing");
    expect(() => requireName("x".repeat(10_000))).toThrow(
      expect.objectContaining({ code: "name-too-long", values: { max: NAME_MAX, length: 10_000 } }),
    );
    expect(readLine("a\u0000b")).toBe("ab");
    // What keeps a French line from breaking before its sign stays.
    expect(readLine("Choix\u00a0: \u00a0 a\n b\u202f!")).toBe("Choix\u00a0: a b\u202f!");
  });

  test("of an address is one address, in lower case", () => {
    expect(requireEmail(" Ada@Example.org ")).toBe("ada@example.org");
    for (const bad of ["", "ada", "ada@", "@x", "a b@c", `${"x".repeat(260)}@y`]) {
      expect(() => requireEmail(bad)).toThrow("email-invalid");
    }
  });
});
