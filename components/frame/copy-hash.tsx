"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";

/** Copies a text; where the browser does not allow it, the text stands selectable beside. */
export function CopyHash({ text, label }: { text: string; label: string }) {
  const t = useTranslations("common");
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      setTimeout(() => setCopied(false), 2000);
    } catch {
      // Not a secure context, or forbidden: what there is to copy can be selected by hand.
    }
  };
  return (
    <Button
      kind="ghost"
      icon
      aria-label={copied ? t("copied") : label}
      title={copied ? t("copied") : label}
      onClick={() => void copy()}
    >
      <Icon name={copied ? "check" : "copy"} />
    </Button>
  );
}
