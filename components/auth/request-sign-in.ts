import type { ErrorCode, Refusal } from "@/lib/errors";

const CODES: readonly ErrorCode[] = ["wrong-credentials", "too-many-attempts", "unavailable"];

/** Signs in at next-auth's own address; the session comes back as a cookie that no script can read. */
export async function requestSignIn(email: string, password: string): Promise<{ ok: true } | Refusal> {
  const { csrfToken } = (await (await fetch("/api/auth/csrf")).json()) as { csrfToken: string };
  const response = await fetch("/api/auth/callback/password", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
  });
  if (response.ok) return { ok: true };
  const { url } = (await response.json()) as { url: string };
  const [name, seconds] = (new URL(url).searchParams.get("error") ?? "").split(":");
  const code = CODES.find((each) => each === name) ?? "unavailable";
  return { ok: false, error: { code, ...(seconds ? { values: { seconds: Number(seconds) } } : {}) } };
}
