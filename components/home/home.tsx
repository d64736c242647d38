import { useTranslations } from "next-intl";
import { type BoardItem, BoardList } from "./board-list";
import { NewBoardTiles, type RecordItem, RecordList, type TemplateFacts } from "./home-side";
import styles from "./home.module.css";
import { type WaitingItem, WaitingList } from "./waiting-list";

interface Props {
  waiting: WaitingItem[];
  boards: BoardItem[];
  records: RecordItem[];
  /** Null for guests: they take part, they do not start boards. */
  template: TemplateFacts | null;
}

/** What waits for me, what I take part in, what was decided. */
export function Home({ waiting, boards, records, template }: Props) {
  const t = useTranslations("home");
  return (
    <main id="content" className={styles.home}>
      <div>
        <h1 className="sr">{t("overview")}</h1>
        {waiting.length > 0 ? <WaitingList items={waiting} /> : null}
        <BoardList items={boards} mayCreate={template !== null} />
      </div>
      <aside className={styles.side}>
        {template ? <NewBoardTiles template={template} /> : null}
        {records.length > 0 ? <RecordList items={records} /> : null}
      </aside>
    </main>
  );
}
