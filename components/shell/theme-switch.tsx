"use client";

import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { THEME_COOKIE } from "./theme";

/** Light or dark, remembered in a cookie so that the next page is drawn right from the server. */
export function ThemeSwitch() {
  const t = useTranslations("common");
  const change = () => {
    const root = document.documentElement;
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : window.matchMedia("(prefers-color-scheme: dark)").matches;
    const next = dark ? "light" : "dark";
    root.dataset.theme = next;
    document.cookie = `${THEME_COOKIE}=${next}; path=/; max-age=31536000; samesite=lax`;
  };
  return (
    <Button kind="ghost" icon aria-label={t("theme")} onClick={change}>
      <Icon name="moon" />
    </Button>
  );
}
