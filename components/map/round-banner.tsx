import { useTranslations } from "next-intl";
import type { Access } from "@/lib/access/can";
import { Link } from "@/lib/i18n/navigation";
import { viewPath } from "../shell/board-header";
import { Icon } from "../ui/icon";
import type { CurrentRound } from "./board-props";
import styles from "./notice.module.css";

/** A vote is under way: the way to it. */
export function RoundBanner({
  boardId,
  round,
  access,
}: {
  boardId: string;
  round: CurrentRound;
  access: Access;
}) {
  const t = useTranslations("map.round");
  const open = round.state === "open";
  return (
    <div className={styles.notice} data-kind="round">
      <Icon name="vote" />
      <p>{t(open ? "open" : "closed", { number: round.number })}</p>
      {open && access !== "observer" ? <Link href={viewPath(boardId, "vote")}>{t("vote")}</Link> : null}
      {access === "facilitator" ? <Link href={viewPath(boardId, "room")}>{t("room")}</Link> : null}
    </div>
  );
}
