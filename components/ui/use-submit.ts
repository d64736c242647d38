"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState, useSyncExternalStore } from "react";
import type { ErrorCode, ErrorValues, Refusal } from "@/lib/errors";

export interface Failure {
  code: ErrorCode;
  values?: ErrorValues;
}

const never = () => () => {};

/** False in the server's HTML: a form that is sent before our code runs would put what was typed into the URL. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

/**
 * Sends a form to a server action. What was typed stays in the form whatever comes back; `done` is called
 * with the answer when it was accepted. `leaves`: the page goes away then, so the button stays busy.
 */
export function useSubmit<T extends object>(
  run: (form: FormData) => Promise<({ ok: true } & T) | Refusal>,
  done: (result: { ok: true } & T) => void,
  { leaves = false }: { leaves?: boolean } = {},
) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [pending, setPending] = useState(false);
  const ready = useHydrated();
  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    setPending(true);
    setFailure(null);
    let accepted = false;
    try {
      const result = await run(new FormData(event.currentTarget));
      accepted = result.ok;
      if (result.ok) done(result);
      else setFailure(result.error);
    } catch {
      // The server cannot be reached, or failed and has logged why: either way the person can only try again.
      setFailure({ code: "unavailable" });
    } finally {
      if (!(accepted && leaves)) setPending(false);
    }
  }
  return { onSubmit, failure, pending, disabled: !ready || pending };
}

/** The sentence for a failure; with `codes`, only if it is one of those (for the note under one field). */
export function useFailureText(): (
  failure: Failure | null,
  codes?: readonly ErrorCode[],
) => string | undefined {
  const t = useTranslations("errors");
  return (failure, codes) =>
    failure && (!codes || codes.includes(failure.code)) ? t(failure.code, failure.values) : undefined;
}
