import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { Check } from "@/lib/record/verify";
import { longDay } from "@/lib/i18n/day";
import { Link } from "@/lib/i18n/navigation";
import { Icon } from "../ui/icon";
import { PrintButton } from "../ui/print-button";
import { inEights } from "./integrity";
import styles from "./record.module.css";

export interface RailProps {
  version: number;
  sealedAt: string;
  sealedBy: string;
  /** Null when the stored text is no record any more. */
  checks: Record<"fingerprint" | "signature" | "chain" | "frame" | "ranking", Check> | null;
  /** The signature's key is this instance's. */
  ownKey: boolean;
  scores: number;
  versions: readonly { version: number; href: string; title: string; hash: string; sealedAt: string }[];
  downloads: readonly { format: "json" | "markdown" | "signature"; href: string; bytes: number | null }[];
  /** Where a facilitator prepares the next version; null for others. */
  next: { version: number; href: string } | null;
}

/** State, proof, versions and files, beside the sheet. */
export function Rail(props: RailProps) {
  const t = useTranslations("record.rail");
  const format = useFormatter();
  const { version, versions, downloads, next } = props;
  const locale = useLocale();
  const day = (at: string) => longDay(new Date(at), locale);
  const newest = versions[0]?.version;
  return (
    <aside className={styles.rail} aria-label={t("label")}>
      <section className={styles.state}>
        <p className={styles.seal}>
          <SealMark />
          <span>
            <b>{t("sealed", { version })}</b>
            {t("sealedBy", { date: day(props.sealedAt), name: props.sealedBy })}
          </span>
        </p>
        <div className={styles.railActions}>
          <PrintButton kind="primary" label={t("print")} />
        </div>
      </section>
      <Proof {...props} />
      <section>
        <h3>{t("versions")}</h3>
        <ol className={styles.versions}>
          {versions.map((each) => (
            <li key={each.version} aria-current={each.version === version ? "page" : undefined}>
              <b>
                {each.version === version ? (
                  t("version", { version: each.version })
                ) : (
                  <Link href={each.href}>{t("version", { version: each.version })}</Link>
                )}
              </b>
              <span className={styles.tag}>{each.version === newest ? t("inForce") : t("replaced")}</span>
              <span>{each.title}</span>
              <span>{day(each.sealedAt)}</span>
              <span className={styles.mono}>{inEights(each.hash.slice(0, 16))}</span>
            </li>
          ))}
        </ol>
        {next ? (
          <Link className={styles.more} href={next.href}>
            {t("prepare", { version: next.version })}
          </Link>
        ) : null}
      </section>
      <section>
        <h3>{t("download", { version })}</h3>
        <ul className={styles.downloads}>
          {downloads.map(({ format: kind, href, bytes }) => (
            <li key={kind}>
              <a href={href} download>
                <b>{t(`formats.${kind}.name`)}</b>
                <span>{t(`formats.${kind}.what`)}</span>
                <span className="num">
                  {bytes === null
                    ? ""
                    : format.number(Math.max(1, Math.round(bytes / 1000)), {
                        style: "unit",
                        unit: "kilobyte",
                        unitDisplay: "short",
                      })}
                </span>
              </a>
            </li>
          ))}
        </ul>
      </section>
    </aside>
  );
}

function Proof({ checks, ownKey, scores, version }: RailProps) {
  const t = useTranslations("record.rail");
  const rows = ["fingerprint", "signature", "chain", "ranking"] as const;
  const say = (row: (typeof rows)[number], check: Check): string => {
    if (check === "not-checked") return t("notChecked");
    if (check === "differs") return t(`differs.${row}`);
    if (row === "signature") return t(ownKey ? "agrees.signature" : "agrees.otherKey");
    if (row === "chain")
      return version > 1 ? t("agrees.chain", { version: version - 1 }) : t("agrees.firstVersion");
    if (row === "ranking") return t("agrees.ranking", { scores });
    return t("agrees.fingerprint");
  };
  return (
    <section className={styles.proof}>
      <h3>{t("verification")}</h3>
      <p className={styles.small}>{t("verificationText")}</p>
      {checks === null ? (
        <p className={styles.broken} role="alert">
          <Icon name="warn" />
          {t("unreadable")}
        </p>
      ) : (
        <ul className={styles.checks}>
          {rows.map((row) => {
            // A changed frame shows in the fingerprint's row: its hash stands in the sealed text.
            const check = row === "fingerprint" && checks.frame === "differs" ? "differs" : checks[row];
            return (
              <li key={row} data-check={check}>
                <Icon name={check === "agrees" ? "check" : check === "differs" ? "close" : "minus"} />
                <span>
                  <b>{t(`checks.${row}`)}</b>
                  {say(row, check)}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

function SealMark() {
  return (
    <svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true">
      <circle cx="14" cy="14" r="12.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <circle
        cx="14"
        cy="14"
        r="9.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="1"
        strokeDasharray="1.5 1.8"
      />
      <path
        d="M9.5 14.3l3 3 6-6.6"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
