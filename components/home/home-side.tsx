import { useTranslations } from "next-intl";
import { Link } from "@/lib/i18n/navigation";
import { Icon } from "../ui/icon";
import { BoardThumbnail, type ThumbnailCard } from "./board-thumbnail";
import styles from "./home.module.css";

export interface TemplateFacts {
  tasks: number;
  roles: number;
  options: number;
  cards: ThumbnailCard[];
}

/** Three ways to begin. */
export function NewBoardTiles({ template }: { template: TemplateFacts }) {
  const t = useTranslations("home.new");
  return (
    <section aria-labelledby="new">
      <div className={styles.head}>
        <h2 id="new">{t("title")}</h2>
      </div>
      <div className={styles.new}>
        <Link href={{ pathname: "/boards/new", query: { template: "ml-lifecycle" } }}>
          <BoardThumbnail cards={template.cards} />
          <div>
            <b>{t("ml")}</b>
            <span>
              {t("mlFacts", { tasks: template.tasks, roles: template.roles, options: template.options })}
            </span>
          </div>
        </Link>
        <div className={styles.pair}>
          <Link href={{ pathname: "/boards/new", query: { template: "empty" } }}>
            <Icon name="plus" />
            <b>{t("empty")}</b>
          </Link>
          <Link href={{ pathname: "/boards/new", query: { template: "file" } }}>
            <Icon name="file" />
            <b>{t("file")}</b>
          </Link>
        </div>
      </div>
    </section>
  );
}

export interface RecordItem {
  boardId: string;
  /** The outcome in its own words; the board's title where the record has none. */
  title: string;
  board: string;
  version: number;
  sealed: string;
}

export function RecordList({ items }: { items: RecordItem[] }) {
  const t = useTranslations("home.records");
  return (
    <section aria-labelledby="records">
      <div className={styles.head}>
        <h2 id="records">{t("title")}</h2>
      </div>
      <ul className={styles.records}>
        {items.map((item) => (
          <li key={item.boardId}>
            <Link href={`/boards/${item.boardId}/record`}>{item.title}</Link>
            <p>{item.board}</p>
            <div className={styles.version}>
              <Icon name="seal" size={14} />
              {t("sealed", { version: item.version, date: item.sealed })}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
