"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Refusal } from "@/lib/errors";
import { Link } from "@/lib/i18n/navigation";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { LocalMoment } from "../ui/local-moment";
import { Note } from "../ui/note";
import { WhenReady } from "../ui/when-ready";
import styles from "./history.module.css";
import type { HistoryActions, VersionItem } from "./history-types";
import { NameDialog } from "./name-dialog";
import { VersionDialog } from "./version-dialog";
import { useVersionTitle, VersionFacts } from "./version-words";

interface Props {
  boardId: string;
  versions: VersionItem[];
  actions: HistoryActions;
}

type Opened =
  | { to: "compare" | "restore"; version: VersionItem; compared: ReturnType<HistoryActions["compare"]> }
  | { to: "name"; version: VersionItem };

/** Newest first; one dialog at a time. */
export function VersionList({ boardId, versions, actions }: Props) {
  const t = useTranslations("history");
  const titleOf = useVersionTitle();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [restored, setRestored] = useState<VersionItem | null>(null);
  const close = () => setOpened(null);
  const { restore } = actions;
  const open = (version: VersionItem, to: "compare" | "restore") => {
    // Out of reach, or failed and logged: the dialog says that there is no comparison.
    const none: Refusal = { ok: false, error: { code: "unavailable" } };
    setOpened({ to, version, compared: actions.compare(version.id).catch(() => none) });
  };

  return (
    <>
      <div role="status" className={styles.restored}>
        {restored ? (
          <Note kind="quiet" icon="check">
            {t.rich("restored", { when: () => <LocalMoment at={restored.at} />, title: titleOf(restored) })}{" "}
            <Link href={`/boards/${boardId}`}>{t("toBoard")}</Link>
          </Note>
        ) : null}
      </div>
      {versions.length === 0 ? <p className={styles.empty}>{t("empty")}</p> : null}
      <WhenReady>
        <ol className={styles.versions}>
          {versions.map((version) => (
            <li key={version.id}>
              <span className={styles.when} id={`when-${version.id}`}>
                <LocalMoment at={version.at} />
              </span>
              <div className={styles.what}>
                <b>
                  {titleOf(version)}
                  {version.name === null ? null : <span className={styles.stays}>{t("stays")}</span>}
                </b>
                <span className={styles.facts}>
                  <VersionFacts version={version} />
                </span>
              </div>
              <div className={styles.actions}>
                {actions.name ? (
                  <RowButton version={version} icon="edit" onClick={() => setOpened({ version, to: "name" })}>
                    {version.name === null ? t("giveName") : t("rename")}
                  </RowButton>
                ) : null}
                <RowButton version={version} icon="eye" onClick={() => open(version, "compare")}>
                  {t("compare")}
                </RowButton>
                {restore ? (
                  <RowButton version={version} line onClick={() => open(version, "restore")}>
                    {t("restore")}
                  </RowButton>
                ) : null}
              </div>
            </li>
          ))}
        </ol>
      </WhenReady>
      {opened && opened.to !== "name" ? (
        <VersionDialog
          version={opened.version}
          compared={opened.compared}
          restore={opened.to === "restore" ? restore : null}
          onClose={close}
          onRestored={() => {
            setRestored(opened.version);
            close();
          }}
        />
      ) : null}
      {opened?.to === "name" && actions.name ? (
        <NameDialog version={opened.version} name={actions.name} onClose={close} />
      ) : null}
    </>
  );
}

interface RowButtonProps {
  version: VersionItem;
  icon?: "edit" | "eye";
  line?: boolean;
  onClick: () => void;
  children: string;
}

/** Twenty rows say "Restore": which one is said to those who do not see the row. */
function RowButton({ version, icon, line = false, onClick, children }: RowButtonProps) {
  const titleOf = useVersionTitle();
  return (
    <Button kind={line ? "line" : "ghost"} aria-describedby={`when-${version.id}`} onClick={onClick}>
      {icon ? <Icon name={icon} /> : null}
      <span>
        {children}
        <span className="sr"> {titleOf(version)}</span>
      </span>
    </Button>
  );
}
