import { useTranslations } from "next-intl";
import styles from "./history.module.css";
import type { HistoryActions, VersionItem } from "./history-types";
import { KeepForm } from "./keep-form";
import { VersionList } from "./version-list";

interface Props {
  boardId: string;
  versions: VersionItem[];
  actions: HistoryActions;
}

/** Earlier states of the board: keep the present one, compare, come back. */
export function HistoryPage({ boardId, versions, actions }: Props) {
  const t = useTranslations("history");
  return (
    <main id="content" className={styles.page}>
      {actions.keep ? (
        <section aria-labelledby="keep">
          <h2 id="keep">{t("keep")}</h2>
          <p className={styles.lede}>{t("keepText")}</p>
          <KeepForm keep={actions.keep} />
        </section>
      ) : null}
      <section aria-labelledby="versions">
        <div className={styles.head}>
          <h2 id="versions">{t("versions")}</h2>
          <span className="num">{versions.length}</span>
        </div>
        <p className={styles.lede}>
          {t("versionsText")} {actions.restore ? null : t("whoRestores")}
        </p>
        <VersionList boardId={boardId} versions={versions} actions={actions} />
      </section>
    </main>
  );
}
