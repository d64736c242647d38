import { useTranslations } from "next-intl";
import { CopyButton } from "../ui/copy-button";
import { QrCode } from "../ui/qr-code";
import styles from "./join-strip.module.css";

/** The way in for those who come late: a code for a phone, a link for a chat. */
export function JoinStrip({ url, qr }: { url: string; qr: { size: number; path: string } }) {
  const t = useTranslations("room.join");
  return (
    <section className={styles.late} aria-label={t("title")}>
      <span className={styles.qr}>
        <QrCode {...qr} label={t("qr")} />
      </span>
      <div>
        <b>{t("title")}</b>
        <p>{t("text")}</p>
      </div>
      <CopyButton text={url} />
    </section>
  );
}
