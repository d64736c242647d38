"use client";

import { useState, useSyncExternalStore } from "react";
import type { DecisionDraft } from "./decision-types";

const never = () => () => {};
const FIELDS = ["outcome", "title", "rationale", "consequences", "reviewDate"] as const;

/**
 * What was typed, kept in this tab until it is sealed: a reload, a lost session or a refused save takes nothing.
 * Before hydration, and where the browser keeps nothing, the draft starts from `initial`.
 */
export function useDraft(key: string, initial: DecisionDraft) {
  const kept = useSyncExternalStore(
    never,
    () => read(key),
    () => null,
  );
  const [typed, setTyped] = useState<Partial<DecisionDraft> | null>(null);
  const changes = typed ?? parse(kept);
  const draft: DecisionDraft = { ...initial, ...changes };
  return {
    draft,
    /** True when something here was typed earlier, not just now. */
    restored: typed === null && Object.keys(changes).length > 0,
    change(part: Partial<DecisionDraft>) {
      const next = { ...changes, ...part };
      setTyped(next);
      write(key, JSON.stringify(next));
    },
    forget() {
      setTyped({});
      write(key, null);
    },
  };
}

function read(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    // Storage may be switched off: the form works, it only keeps nothing over a reload.
    return null;
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {
    // As in `read`: full or switched off.
  }
}

function parse(kept: string | null): Partial<DecisionDraft> {
  if (kept === null) return {};
  try {
    const data: unknown = JSON.parse(kept);
    if (typeof data !== "object" || data === null) return {};
    const known: Partial<DecisionDraft> = {};
    for (const field of FIELDS) {
      const value = (data as Record<string, unknown>)[field];
      if (typeof value === "string") known[field] = value;
    }
    return known;
  } catch {
    return {};
  }
}
