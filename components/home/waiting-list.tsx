import { useTranslations } from "next-intl";
import { Link } from "@/lib/i18n/navigation";
import { buttonClass } from "../ui/button";
import { Icon } from "../ui/icon";
import { RoleBadge } from "../ui/role-mark";
import styles from "./home.module.css";

export interface WaitingItem {
  roundId: string;
  boardId: string;
  title: string;
  /** Round, what it asks, as which role. */
  summary: string;
  /** Null: no deadline. */
  closes: string | null;
  /** Within a day. */
  soon: boolean;
  given: number;
  asked: number;
  turnout: { roleId: string; name: string; tone: number; submitted: number; seats: number }[];
}

/** Ballots that only this person can give: before everything else. */
export function WaitingList({ items }: { items: WaitingItem[] }) {
  const t = useTranslations("home.waiting");
  return (
    <section aria-labelledby="waiting">
      <div className={styles.head}>
        <h2 id="waiting">{t("title")}</h2>
        <span>{t("count", { count: items.length })}</span>
      </div>
      <ul className={styles.wait}>
        {items.map((item, i) => (
          <li key={item.roundId}>
            <div>
              <h3>{item.title}</h3>
              <p>{item.summary}</p>
            </div>
            <div className={styles.go}>
              <Link
                className={buttonClass(i === 0 ? "primary" : "line")}
                href={`/boards/${item.boardId}/vote`}
                aria-label={`${item.given > 0 ? t("continue") : t("start")} · ${item.title}`}
              >
                {item.given > 0 ? t("continue") : t("start")}
              </Link>
              <span className={`${styles.due} ${item.soon ? styles.soon : ""}`}>
                <Icon name="clock" size={14} />
                {item.closes === null ? t("noDeadline") : t("closes", { when: item.closes })}
              </span>
            </div>
            <div className={`${styles.progress} num`}>
              <span className={styles.given}>
                <span className={styles.track} aria-hidden="true">
                  <i style={{ width: `${item.asked > 0 ? (100 * item.given) / item.asked : 0}%` }} />
                </span>
                {item.given > 0 ? t("progress", { given: item.given, asked: item.asked }) : t("notStarted")}
              </span>
              <ul className={styles.turnout} aria-label={t("turnout")}>
                {item.turnout.map((role) => (
                  <li key={role.roleId}>
                    <RoleBadge tone={role.tone} name={role.name} />
                    {role.submitted}/{role.seats}
                  </li>
                ))}
              </ul>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
