"use client";

import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Link } from "@/lib/i18n/navigation";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icon";
import { LocalMoment } from "../ui/local-moment";
import { Consent } from "./consent";
import styles from "./history.module.css";
import type { Quarantine } from "./history-types";

interface Props {
  quarantine: Quarantine;
  /** Where an earlier version can be restored instead; null on that page itself. */
  historyPath: string | null;
  onAccepted: () => void;
  /** What else the page has to say, for instance about edits that live in this tab. */
  children?: ReactNode;
}

/** Part of the board's log is damaged: as of when it is shown, and who decides how to go on. */
export function QuarantineBanner({ quarantine, historyPath, onAccepted, children }: Props) {
  const t = useTranslations("history.quarantine");
  const history = useTranslations("history");
  const format = useFormatter();
  const [asking, setAsking] = useState(false);
  const { asOf, accept, ask } = quarantine;
  const when = () => <LocalMoment at={asOf} />;
  return (
    <div className={styles.quarantine} role="alert">
      <Icon name="warn" />
      <p>
        {t.rich("what", { when, b: (text) => <b>{text}</b> })}{" "}
        {accept ? null : t("ask", { names: format.list(ask, { type: "disjunction" }), count: ask.length })}
      </p>
      {children}
      {accept ? (
        <div className={styles.ways}>
          {historyPath === null ? null : <Link href={historyPath}>{t("orRestore")}</Link>}
          <Button size="s" onClick={() => setAsking(true)}>
            {t("accept")}
          </Button>
        </div>
      ) : null}
      {accept && asking ? (
        <Dialog
          open
          onOpenChange={setAsking}
          title={t("acceptTitle")}
          description={t.rich("acceptText", { when })}
        >
          <Consent
            happens={[t("happens.kept"), history("happens.reload"), history("happens.votes")]}
            action={t("acceptNow")}
            act={accept}
            onClose={() => setAsking(false)}
            onDone={() => {
              setAsking(false);
              onAccepted();
            }}
          />
        </Dialog>
      ) : null}
    </div>
  );
}
