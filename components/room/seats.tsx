import { useTranslations } from "next-intl";
import { type CSSProperties, Fragment } from "react";
import { Icon } from "../ui/icon";
import { RoleGlyph } from "../ui/role-mark";
import type { RoomProgress, RoomRole, RoomSeat } from "./room-props";
import styles from "./seats.module.css";

/** One row per role: who has voted, who is at it, and the dashed line that the quorum asks to cross. */
export function Seats({ progress, revealed }: { progress: RoomProgress; revealed: boolean }) {
  const t = useTranslations("room");
  return (
    <>
      <ul className={styles.seats}>
        {progress.roles.map((role) => (
          <li key={role.roleId}>
            <div>
              <h3>
                <RoleGlyph tone={role.tone} size={16} />
                {role.name}
              </h3>
              {role.seats.length > 0 ? (
                <p>{t("quorumOf", { quorum: role.quorum, seats: role.seats.length })}</p>
              ) : null}
            </div>
            <Chairs role={role} />
            {role.seats.length > 0 ? <Quorum role={role} /> : null}
          </li>
        ))}
      </ul>
      {progress.withoutRole.length > 0 ? (
        <p className={styles.without}>
          <Icon name="people" />{" "}
          {t("withoutRole", { count: progress.withoutRole.length, names: progress.withoutRole.join(", ") })}
        </p>
      ) : null}
      <p className={styles.legend}>
        <span>
          <i className={styles.sent} /> {t("legend.submitted")}
        </span>
        {progress.roles.some((role) => role.seats.some((seat) => seat.state === "in-progress")) ? (
          <span>
            <i className={styles.going} /> {t("legend.in-progress")}
          </span>
        ) : null}
        <span>
          <i className={styles.away} /> {t("legend.not-started")}
        </span>
        <span>
          <b className={styles.dash} /> {t("legend.quorum")}
        </span>
        {revealed ? null : (
          <span className={styles.never}>
            <Icon name="hidden" /> {t("whoNeverWhat")}
          </span>
        )}
      </p>
    </>
  );
}

function Chairs({ role }: { role: RoomRole }) {
  const t = useTranslations("room");
  if (role.seats.length === 0) return <p className={styles.nobody}>{t("nobodyInRole")}</p>;
  return (
    <ul className={styles.chairs} data-tone={role.tone % 5}>
      {role.seats.map((seat, index) => (
        <Fragment key={seat.userId}>
          <Chair seat={seat} />
          {index + 1 === role.quorum && role.seats.length > role.quorum ? (
            <li className={styles.mark} aria-hidden="true" />
          ) : null}
        </Fragment>
      ))}
      {role.seats.length <= role.quorum ? <li className={styles.mark} aria-hidden="true" /> : null}
    </ul>
  );
}

function Chair({ seat }: { seat: RoomSeat }) {
  const t = useTranslations("room");
  const share = seat.asked === 0 ? 0 : seat.answered / seat.asked;
  return (
    <li className={styles.chair} data-state={seat.state}>
      <span className={styles.disc} style={{ "--p": `${share * 100}%` } as CSSProperties} aria-hidden="true">
        {seat.state === "submitted" ? (
          <Icon name="check" size={20} />
        ) : (
          <i>{seat.state === "in-progress" ? seat.answered : "–"}</i>
        )}
      </span>
      <span className={styles.name} title={seat.name}>
        {seat.name}
      </span>
      <span className="sr">{t(`seat.${seat.state}`, { answered: seat.answered, asked: seat.asked })}</span>
    </li>
  );
}

function Quorum({ role }: { role: RoomRole }) {
  const t = useTranslations("room");
  return (
    <div className={styles.quorum}>
      <b>{t("of", { submitted: role.submitted, seats: role.seats.length })}</b>
      {!role.expected ? null : role.met ? (
        <span className={styles.met}>
          <Icon name="check" /> {t("quorumMet")}
        </span>
      ) : (
        <span className={styles.missing}>
          <Icon name="warn" /> {t("missing", { count: role.quorum - role.submitted })}
        </span>
      )}
    </div>
  );
}
