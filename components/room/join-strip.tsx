import { useTranslations } from "next-intl";
import { CopyButton } from "../ui/copy-button";
import { QrCode } from "../ui/qr-code";
import styles from "./join-strip.module.css";

interface Props {
  url: string;
  qr: { size: number; path: string };
  late: boolean;
}

/** The way in: a code for a phone, a link for a chat. `late`: the round is open already. */
export function JoinStrip({ url, qr, late }: Props) {
  const t = useTranslations("room.join");
  return (
    <section className={styles.late} aria-label={t(late ? "title" : "early")}>
      <span className={styles.qr}>
        <QrCode {...qr} label={t("qr")} />
      </span>
      <div>
        <b>{t(late ? "title" : "early")}</b>
        <p>{t("text")}</p>
      </div>
      <CopyButton text={url} />
    </section>
  );
}
