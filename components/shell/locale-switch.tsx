"use client";

import { useLocale, useTranslations } from "next-intl";
import { useSearchParams } from "next/navigation";
import { Suspense } from "react";
import { LOCALES } from "@/lib/i18n/locales";
import { Link, usePathname } from "@/lib/i18n/navigation";
import styles from "./locale-switch.module.css";

function Links() {
  const t = useTranslations("common");
  const current = useLocale();
  const pathname = usePathname();
  const search = useSearchParams().toString();
  return (
    <nav className={styles.switch} aria-label={t("language")}>
      {LOCALES.map((locale) => (
        <Link
          key={locale}
          href={search ? `${pathname}?${search}` : pathname}
          locale={locale}
          lang={locale}
          hrefLang={locale}
          aria-label={locale === "fr" ? "Français" : "English"}
          aria-current={locale === current ? "true" : undefined}
        >
          {locale.toUpperCase()}
        </Link>
      ))}
    </nav>
  );
}

export function LocaleSwitch() {
  return (
    <Suspense>
      <Links />
    </Suspense>
  );
}
