import { useTranslations } from "next-intl";
import type { TippingPoint } from "@/lib/decision/analysis";
import { RoleGlyph } from "../ui/role-mark";
import styles from "./analysis.module.css";
import { hasSay } from "./reading";
import { type ResultsData, criterionTitle, optionTitle, roleName } from "./results-props";
import { RuleLinks } from "./rule-links";
import { AsTable, Section } from "./section";
import { useFigures } from "./use-figures";

type What = "criterion" | "role";

/** Where another option would take the lead if one criterion, or one role, weighed more or less. */
export function TippingFigure(data: ResultsData) {
  const { analysis, evaluation, frame } = data;
  const t = useTranslations("results.tipping");
  const roles = analysis.roleTipping?.filter((each) => hasSay(evaluation, each.id)) ?? [];
  const points = [...(analysis.criterionTipping ?? []), ...roles];
  const tipping = points.filter((each) => each.down || each.up);
  const leader = optionTitle(frame, evaluation.winners[0] ?? "");
  if (analysis.criterionTipping === null) return null;
  return (
    <Section
      id="tipping"
      title={
        tipping.length === 0
          ? t("titleNone", { leader })
          : t("title", { count: tipping.length, of: points.length })
      }
      lede={
        <>
          {t("lede", { leader })} <RuleLinks rules={["TW1", "TW2", "RT1"]} />
        </>
      }
    >
      <Strips what="criterion" points={analysis.criterionTipping} {...data} />
      {roles.length > 1 ? <Strips what="role" points={roles} {...data} /> : null}
      <TippingTable {...data} roles={roles.length > 1 ? roles : []} />
    </Section>
  );
}

/** Those that tip come first, the nearest tip before all; then in the frame's order. */
function byNearest(points: readonly TippingPoint[], ids: readonly string[]): TippingPoint[] {
  const nearest = (point: TippingPoint) =>
    Math.min(
      ...[point.down, point.up].map((tip) =>
        tip ? Math.abs(tip.at - point.present) : Number.POSITIVE_INFINITY,
      ),
    );
  const place = (point: TippingPoint) => ids.indexOf(point.id);
  return [...points].sort(
    (a, b) => (nearest(a) === nearest(b) ? 0 : nearest(a) - nearest(b)) || place(a) - place(b),
  );
}

function Strips({ what, points, ...data }: ResultsData & { what: What; points: readonly TippingPoint[] }) {
  const t = useTranslations("results.tipping");
  const { percent } = useFigures();
  const ids = (what === "criterion" ? data.frame.criteria : data.frame.roles).map((each) => each.id);
  return (
    <div className={styles.tips}>
      <h3>
        {t(what)} <span>{t(`${what}Others`)}</span>
      </h3>
      <ul>
        {byNearest(points, ids).map((point) => (
          <Strip key={point.id} what={what} point={point} {...data} />
        ))}
      </ul>
      <div className={`${styles.scale} num`} aria-hidden="true">
        {[0, 0.25, 0.5, 0.75, 1].map((at) => (
          <span key={at}>{percent(at)}</span>
        ))}
      </div>
    </div>
  );
}

function Strip({ what, point, frame, tones, evaluation }: ResultsData & { what: What; point: TippingPoint }) {
  const t = useTranslations("results.tipping");
  const { percent, weightBeside, list } = useFigures();
  const names = (ids: readonly string[]) => list(ids.map((id) => optionTitle(frame, id)));
  const leader = optionTitle(frame, evaluation.winners[0] ?? "");
  const { down, up, present } = point;
  const figure = (tip: number) => weightBeside(tip, present);
  const tips = [down, up].flatMap((tip) => tip?.at ?? []);
  const nearest = tips.sort((a, b) => Math.abs(a - present) - Math.abs(b - present))[0];
  const left = down?.at ?? 0;
  const right = up?.at ?? 1;
  const at = (value: number) => `${value * 100}%`;
  const sentence = (key: "below" | "from" | "without" | "alone", tip: NonNullable<TippingPoint["up"]>) =>
    t.rich(key, {
      at: figure(tip.at),
      options: names(tip.overtakes),
      count: tip.overtakes.length,
      b: (chunks) => <b className="num">{chunks}</b>,
    });
  const room = labelRoom({
    left,
    right,
    leader,
    down: down ? names(down.overtakes) : "",
    up: up ? names(up.overtakes) : "",
  });
  return (
    <li data-never={down || up ? undefined : ""}>
      <span className={styles.tipName}>
        {what === "role" ? <RoleGlyph tone={tones[point.id] ?? 0} size={14} /> : null}
        {what === "role" ? roleName(frame, point.id) : criterionTitle(frame, point.id)}
      </span>
      <span className={styles.strip} aria-hidden="true">
        <span className={styles.track}>
          {down ? <i className={styles.other} style={{ left: 0, width: at(left) }} /> : null}
          {up ? <i className={styles.other} style={{ left: at(right), width: at(1 - right) }} /> : null}
        </span>
        {down && room.down ? (
          <span className={styles.zone} data-other="" style={{ left: 0 }}>
            {names(down.overtakes)}
          </span>
        ) : null}
        {down || (up && room.leader) ? (
          <span className={styles.zone} style={{ left: at(left) }}>
            {down ? <b className="num">{figure(down.at)}</b> : null} {room.leader ? leader : null}
          </span>
        ) : null}
        {up ? (
          <span
            className={styles.zone}
            data-other=""
            style={right > FLIP ? { right: 0 } : { left: at(right) }}
          >
            <b className="num">{figure(up.at)}</b> {room.up ? names(up.overtakes) : null}
          </span>
        ) : null}
        <span className={styles.thumb} style={{ left: at(present) }}>
          <b className="num">{nearest === undefined ? percent(present) : weightBeside(present, nearest)}</b>
        </span>
      </span>
      <span className={styles.say}>
        {down ? sentence(down.at > 0 ? "below" : "without", down) : null}{" "}
        {up ? sentence(up.at < 1 ? "from" : "alone", up) : null}
        {down || up ? null : t("never")}
      </span>
    </li>
  );
}

/** The strip on a phone and a letter of its labels, in pixels: what fits there fits everywhere. */
const STRIP_PX = 340;
const LETTER_PX = 6.6;
/** Beyond this share of the strip a label stands at its right end. */
const FLIP = 0.6;

/** Which names have room under a strip; the sentence beside it has them all. */
function labelRoom(given: { left: number; right: number; leader: string; down: string; up: string }) {
  const { left, right, leader, down, up } = given;
  const px = (text: string) => (text.length + 1) * LETTER_PX;
  const figure = px("00,0 %");
  const needsUp = figure + px(up);
  const upEnds = right > FLIP ? STRIP_PX : (1 - right) * STRIP_PX;
  const showsUp = up !== "" && needsUp <= upEnds;
  const upStarts =
    up === "" ? STRIP_PX : right > FLIP ? STRIP_PX - (showsUp ? needsUp : figure) : right * STRIP_PX;
  const start = left * STRIP_PX;
  return {
    up: showsUp,
    leader: start + (down === "" ? 0 : figure) + px(leader) <= upStarts,
    down: down !== "" && px(down) <= start,
  };
}

function TippingTable({ frame, analysis, roles }: ResultsData & { roles: readonly TippingPoint[] }) {
  const t = useTranslations("results.tipping");
  const { tenth, list } = useFigures();
  const say = (tip: TippingPoint["up"]) =>
    tip
      ? t("tip", { at: tenth(tip.at), options: list(tip.overtakes.map((id) => optionTitle(frame, id))) })
      : t("no");
  const rows = [
    ...(analysis.criterionTipping ?? []).map((each) => ({ ...each, title: criterionTitle(frame, each.id) })),
    ...roles.map((each) => ({ ...each, title: roleName(frame, each.id) })),
  ];
  return (
    <AsTable label={t("table")} caption={t("caption")}>
      <thead>
        <tr>
          {(["what", "now", "below", "from"] as const).map((head) => (
            <th scope="col" key={head} data-text={head === "below" || head === "from" ? "" : undefined}>
              {t(`heads.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="num">
        {rows.map((row) => (
          <tr key={`${row.id} ${row.title}`}>
            <th scope="row">{row.title}</th>
            <td>{tenth(row.present)}</td>
            <td data-text="">{say(row.down)}</td>
            <td data-text="">{say(row.up)}</td>
          </tr>
        ))}
      </tbody>
    </AsTable>
  );
}
