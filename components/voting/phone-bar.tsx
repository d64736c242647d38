"use client";

import { useTranslations } from "next-intl";
import { Link } from "@/lib/i18n/navigation";
import { viewPath } from "../shell/board-header";
import { Icon } from "../ui/icon";
import { RoleGlyph } from "../ui/role-mark";
import type { VoterRole } from "./ballot-props";
import { LocalTime } from "./local-time";
import styles from "./phone-bar.module.css";

/** The head of the voting page on a phone: where one is, as whom, until when. */
export function PhoneBar({
  boardId,
  boardTitle,
  role,
  closesAt,
}: {
  boardId: string;
  boardTitle: string;
  role: VoterRole;
  closesAt: string | null;
}) {
  const t = useTranslations("vote");
  return (
    <header className={styles.bar}>
      <Link href={viewPath(boardId, "map")} className={styles.back} aria-label={t("backToBoard")}>
        <Icon name="left" size={20} />
      </Link>
      <div className={styles.who}>
        <h1>{boardTitle}</h1>
        <p>
          <RoleGlyph tone={role.tone} />
          <span className={styles.role}>{role.name}</span>
          {closesAt ? (
            <span className={styles.due}>
              <Icon name="clock" size={14} />
              <span>{t.rich("until", { time: () => <LocalTime at={closesAt} form="moment" /> })}</span>
            </span>
          ) : null}
        </p>
      </div>
    </header>
  );
}
