import { useLocale, useTranslations } from "next-intl";
import { dayOfYear } from "@/lib/i18n/day";
import { Link } from "@/lib/i18n/navigation";
import { LocalMoment } from "../ui/local-moment";
import styles from "./results.module.css";

interface Props {
  /** Revealed rounds, oldest first. */
  rounds: readonly { number: number; revealedAt: string; href: string }[];
  current: number;
  ballots: number;
  eligible: number;
  frameHash: string;
}

/** Which round this is, how many voted, when it was revealed, on which frame. */
export function RoundLine({ rounds, current, ballots, eligible, frameHash }: Props) {
  const t = useTranslations("results");
  const locale = useLocale();
  const here = rounds.find((round) => round.number === current);
  return (
    <>
      {rounds.length > 1 ? (
        <nav className={styles.rounds} aria-label={t("rounds")}>
          {rounds.map((round) => (
            <Link
              key={round.number}
              href={round.href}
              aria-current={round.number === current ? "page" : undefined}
            >
              {t("round", { number: round.number })}
              <span>{dayOfYear(new Date(round.revealedAt), locale)}</span>
            </Link>
          ))}
        </nav>
      ) : null}
      <span>
        {rounds.length > 1 ? null : `${t("round", { number: current })} · `}
        {t("ballots", { ballots, eligible })}
        {here ? (
          <>
            {" · "}
            {t.rich("revealed", { time: () => <LocalMoment at={here.revealedAt} /> })}
          </>
        ) : null}
        {" · "}
        {t("frame")}{" "}
        <span className={styles.hash}>{`${frameHash.slice(0, 4)} ${frameHash.slice(4, 8)}`}</span>
      </span>
    </>
  );
}
