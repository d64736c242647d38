import { useTranslations } from "next-intl";
import type { RecordBody } from "@/lib/record/schema";
import styles from "./record.module.css";

/** In eights, so that two people can read it to each other. */
export const inEights = (text: string): string => text.match(/.{1,8}/g)?.join(" ") ?? text;

interface Props {
  record: RecordBody;
  hash: string;
  signature: string;
  publicKey: string;
}

/** What proves the document, and what the proof cannot do. */
export function Integrity({ record, hash, signature, publicKey }: Props) {
  const t = useTranslations("record.sheet");
  return (
    <>
      <p>{t("integrityText", { ballots: record.ballots.length })}</p>
      <dl className={styles.hashes}>
        <dt>{t("fingerprint")}</dt>
        <dd>{inEights(hash)}</dd>
        {record.previousHash ? (
          <>
            <dt>{t("previous")}</dt>
            <dd>{inEights(record.previousHash)}</dd>
          </>
        ) : null}
        <dt>{t("frame", { number: record.frame.number })}</dt>
        <dd>{inEights(record.frame.hash)}</dd>
        <dt>{t("signature")}</dt>
        <dd>{signature}</dd>
        <dt>{t("key")}</dt>
        <dd>{publicKey}</dd>
        <dt>{t("engine")}</dt>
        <dd className={styles.plain}>
          {t("engineText", { version: record.engine.version, schema: record.schema })}
        </dd>
      </dl>
      <p className={styles.limit}>{t("limit")}</p>
    </>
  );
}
