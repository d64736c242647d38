import { useTranslations } from "next-intl";
import { Link } from "@/lib/i18n/navigation";
import { buttonClass } from "../ui/button";
import { Icon } from "../ui/icon";
import { BoardThumbnail, type ThumbnailCard } from "./board-thumbnail";
import styles from "./home.module.css";

export const STAGES = ["map", "frame", "vote", "results", "record"] as const;
export type Stage = (typeof STAGES)[number];

export interface BoardItem {
  id: string;
  title: string;
  /** Tasks and options, with whom. */
  facts: string;
  stage: Stage;
  /** How far it is within its stage. */
  detail: string;
  changed: string;
  changedAt: string;
  /** Null while the board cannot be read. */
  cards: ThumbnailCard[] | null;
}

/** One's boards, last changed first. */
export function BoardList({ items, mayCreate }: { items: BoardItem[]; mayCreate: boolean }) {
  const t = useTranslations("home.boards");
  return (
    <section aria-labelledby="boards">
      <div className={styles.head}>
        <h2 id="boards">{t("title")}</h2>
        {items.length > 0 ? <span className="num">{items.length}</span> : null}
      </div>
      {items.length === 0 ? (
        <div className={styles.empty}>
          <p>{mayCreate ? t("empty") : t("emptyGuest")}</p>
          {mayCreate ? (
            <Link
              className={buttonClass("primary", "l")}
              href={{ pathname: "/boards/new", query: { template: "ml-lifecycle" } }}
            >
              <Icon name="plus" />
              {t("start")}
            </Link>
          ) : null}
        </div>
      ) : (
        <ul className={styles.boards}>
          {items.map((item) => (
            <li key={item.id}>
              <BoardThumbnail cards={item.cards ?? []} />
              <div>
                <Link href={`/boards/${item.id}`}>{item.title}</Link>
                <p className={styles.facts}>{item.facts}</p>
              </div>
              <div className={styles.stage}>
                <div className={styles.steps} aria-hidden="true">
                  {STAGES.map((stage) => (
                    <i key={stage} className={look(stage, item.stage)} />
                  ))}
                </div>
                <p>
                  <span className="sr">{t("stageLabel", { n: STAGES.indexOf(item.stage) + 1 })} </span>
                  <b>{t(`stage.${item.stage}`)}</b> {item.detail}
                </p>
              </div>
              <time className={styles.when} dateTime={item.changedAt}>
                {item.changed}
              </time>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function look(stage: Stage, at: Stage): string | undefined {
  if (stage === at) return styles.now;
  return STAGES.indexOf(stage) < STAGES.indexOf(at) ? styles.done : undefined;
}
