"use client";

import { useRouter } from "@/lib/i18n/navigation";
import type { Quarantine } from "./history-types";
import { QuarantineBanner } from "./quarantine-banner";

/** The banner on a page that is made by the server: once accepted, the page is made anew. */
export function HistoryQuarantine({ quarantine }: { quarantine: Quarantine }) {
  const router = useRouter();
  return <QuarantineBanner quarantine={quarantine} historyPath={null} onAccepted={() => router.refresh()} />;
}
