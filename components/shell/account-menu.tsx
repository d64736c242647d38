"use client";

import { useTranslations } from "next-intl";
import { DropdownMenu } from "radix-ui";
import { Link } from "@/lib/i18n/navigation";
import { Avatar } from "../ui/avatar";
import type { HeaderUser } from "./site-header";
import styles from "./site-header.module.css";

/** One's own initials, and behind them account, administration and the way out. */
export function AccountMenu({ user, signOut }: { user: HeaderUser; signOut: () => Promise<void> }) {
  const t = useTranslations("home.menu");
  const leave = async () => {
    await signOut();
    // A full load: nothing of the person who left stays in this page's memory.
    window.location.assign("/");
  };
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={styles.me} aria-label={t("label", { name: user.name })}>
        <Avatar name={user.name} tone={null} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles.menu} align="end" sideOffset={6}>
          <div className={styles.who}>
            <b>{user.name}</b>
            <span>{user.isGuest ? t("guest") : user.email}</span>
          </div>
          <DropdownMenu.Item asChild className={styles.item}>
            <Link href="/account">{t("account")}</Link>
          </DropdownMenu.Item>
          {user.isAdmin ? (
            <DropdownMenu.Item asChild className={styles.item}>
              <Link href="/admin">{t("admin")}</Link>
            </DropdownMenu.Item>
          ) : null}
          <DropdownMenu.Item className={styles.item} onSelect={() => void leave()}>
            {t("signOut")}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
