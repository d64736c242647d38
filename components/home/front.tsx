import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Link } from "@/lib/i18n/navigation";
import { buttonClass } from "../ui/button";
import { Note } from "../ui/note";
import styles from "./front.module.css";
import { JoinByLink } from "./join-by-link";

interface Props {
  header: ReactNode;
  picture: ReactNode;
  twoWinners: ReactNode;
  /** Before somebody has set up the instance nobody can sign in. */
  ready: boolean;
}

/** What this is, in one screen. */
export function Front({ header, picture, twoWinners, ready }: Props) {
  const t = useTranslations("home.front");
  return (
    <div className={styles.front}>
      {header}
      <main className={styles.hero} id="content">
        <div>
          <h1>{t("headline")}</h1>
          <p className={styles.lead}>{t("lead")}</p>
          <div className={styles.cta}>
            {ready ? (
              <>
                <Link className={`${buttonClass("primary")} ${styles.start}`} href="/signin">
                  {t("start")}
                </Link>
                <JoinByLink />
              </>
            ) : (
              <div className={styles.note}>
                <Note kind="warn" icon="lock">
                  <strong>{t("waitingTitle")}.</strong> {t("waiting")}
                </Note>
              </div>
            )}
          </div>
        </div>
        <div className={styles.shot}>
          <div className={styles.pic}>{picture}</div>
          <div className={styles.two}>{twoWinners}</div>
        </div>
      </main>
      <footer className={styles.foot}>
        <span>{t("hosted")}</span>
      </footer>
    </div>
  );
}
