import { useTranslations } from "next-intl";
import { RoleGlyph } from "../ui/role-mark";
import { CellsTable } from "./cells-table";
import { DotPlot } from "./dot-plot";
import { NamedAnswers } from "./named-answers";
import { type RankedRole, axis, furthestRoles, partings, rankedRoles, scoreFor } from "./reading";
import { type ResultsData, criterionTitle, optionTitle, roleName } from "./results-props";
import styles from "./results.module.css";
import { RuleLinks } from "./rule-links";
import { AsTable, Section } from "./section";
import { Slope } from "./slope";
import { Turnout } from "./turnout";
import { useFigures } from "./use-figures";

/** What each role would choose alone, and which two are furthest apart. */
export function RoleFigure(data: ResultsData) {
  const { frame, evaluation, tones } = data;
  const t = useTranslations("results");
  const { score, list } = useFigures();
  const roles = rankedRoles(evaluation);
  const furthest = furthestRoles(evaluation);
  const names = (ids: readonly string[]) => list(ids.map((id) => optionTitle(frame, id)));
  const title = useRolesTitle(data);
  const { min, max, ticks } = axis(roles.flatMap((role) => role.entries.map((entry) => entry.score)));
  const special = useRemarks(data);
  if (roles.length === 0) {
    return (
      <Section id="roles" title={t("roles.titleNone")}>
        <Turnout {...data} />
        <div className={styles.tables}>
          <CellsTable {...data} />
          <NamedAnswers {...data} />
        </div>
      </Section>
    );
  }
  return (
    <Section
      id="roles"
      title={title}
      lede={
        <>
          {furthest ? `${t("roles.lede")} ` : `${t("roles.ledeOne")} `}
          {furthest ? <Parting {...data} left={furthest.left} right={furthest.right} /> : null}{" "}
          <RuleLinks rules={["EV5", "AG6"]} />
        </>
      }
    >
      {furthest ? (
        <div className={styles.roleGrid}>
          <Slope {...data} left={furthest.left} right={furthest.right} />
          <DotPlot
            long={longest(frame.options) > LONG_NAME}
            min={min}
            max={max}
            ticks={ticks.map((value) => ({ value, label: t("tick", { value }) }))}
            figureHead={t("roles.spread")}
            head={<RoleKey {...data} ids={roles.map((role) => role.role)} />}
            rows={evaluation.ranking.map((entry) => {
              const dots = roles.flatMap((role) => {
                const own = scoreFor(role, entry.option);
                if (own === null) return [];
                const title = t("roles.dot", { role: roleName(frame, role.role), score: score(own) });
                return [{ id: role.role, tone: tones[role.role] ?? 0, value: own, title }];
              });
              const values = dots.map((dot) => dot.value);
              return {
                id: entry.option,
                label: optionTitle(frame, entry.option),
                all: within(entry.score, min, max)
                  ? {
                      value: entry.score,
                      title: t("roles.dot", { role: t("roles.all"), score: score(entry.score) }),
                    }
                  : null,
                dots,
                figure: values.length > 1 ? score(Math.max(...values) - Math.min(...values)) : "–",
              };
            })}
          />
        </div>
      ) : null}
      {special.length > 0 ? (
        <ul className={styles.remarks}>
          {special.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      ) : null}
      <Turnout {...data} />
      <div className={styles.tables}>
        <AsTable label={t("showTable")} caption={t("roles.caption")}>
          <thead>
            <tr>
              <th scope="col">{t("ranking.option")}</th>
              <th scope="col">{t("roles.all")}</th>
              {roles.map((role) => (
                <th scope="col" key={role.role}>
                  {roleName(frame, role.role)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="num">
            {evaluation.ranking.map((entry) => (
              <tr key={entry.option}>
                <th scope="row">{optionTitle(frame, entry.option)}</th>
                <td>{score(entry.score)}</td>
                {roles.map((role) => {
                  const own = scoreFor(role, entry.option);
                  return <td key={role.role}>{own === null ? t("ranking.notScored") : score(own)}</td>;
                })}
              </tr>
            ))}
            <tr>
              <th scope="row">{t("roles.first")}</th>
              <td>{names(evaluation.winners)}</td>
              {roles.map((role) => (
                <td key={role.role}>{names(role.winners)}</td>
              ))}
            </tr>
          </tbody>
        </AsTable>
        <CellsTable {...data} />
        <NamedAnswers {...data} />
      </div>
    </Section>
  );
}

/** What a role's own ranking had to do without, said once for all roles that it holds for. */
function useRemarks({ frame, evaluation }: ResultsData): string[] {
  const t = useTranslations("results");
  const { list } = useFigures();
  const roles = rankedRoles(evaluation);
  const say = (
    key: "leftOut" | "notAsked" | "borrowedWeights",
    group: readonly RankedRole[],
    criteria: readonly string[],
  ) =>
    t(`roles.${key}`, {
      roles: list(group.map((role) => roleName(frame, role.role))),
      count: group.length,
      criteria: list(criteria.map((id) => t("quoted", { title: criterionTitle(frame, id) }))),
    });
  const asked = (role: string, id: string) =>
    frame.criteria.find((criterion) => criterion.id === id)?.scoredBy?.includes(role) ?? true;
  const grouped = (key: "leftOut" | "notAsked") => {
    const groups = new Map<string, { roles: RankedRole[]; criteria: string[] }>();
    for (const role of roles) {
      const criteria = role.leftOut.filter((id) => asked(role.role, id) === (key === "leftOut"));
      if (criteria.length === 0) continue;
      const group = groups.get(criteria.join()) ?? { roles: [], criteria };
      group.roles.push(role);
      groups.set(criteria.join(), group);
    }
    return [...groups.values()].map((group) => say(key, group.roles, group.criteria));
  };
  const borrowed = roles.filter((role) => role.weightsFrom === "all-roles");
  return [
    ...grouped("notAsked"),
    ...grouped("leftOut"),
    ...(borrowed.length > 0 ? [say("borrowedWeights", borrowed, [])] : []),
  ];
}

const longest = (items: readonly { title: string }[]) =>
  Math.max(0, ...items.map((each) => each.title.length));
/** Names beyond this take several lines beside a plot. */
const LONG_NAME = 24;

/** Over which option two roles part most, and on account of which criteria. */
function Parting({
  frame,
  left,
  right,
}: Pick<ResultsData, "frame"> & { left: RankedRole; right: RankedRole }) {
  const t = useTranslations("results.roles");
  const results = useTranslations("results");
  const { score, list } = useFigures();
  const gaps = left.entries
    .flatMap((entry) => {
      const other = scoreFor(right, entry.option);
      return other === null ? [] : [{ option: entry.option, gap: Math.abs(entry.score - other) }];
    })
    .sort((a, b) => b.gap - a.gap);
  const widest = gaps[0];
  if (!widest || widest.gap < 0.0005) return null;
  const why = partings(left, right, widest.option).slice(0, 2);
  return t("parting", {
    left: roleName(frame, left.role),
    right: roleName(frame, right.role),
    option: optionTitle(frame, widest.option),
    gap: score(widest.gap),
    criteria: list(
      why.map(({ criterion, by }) =>
        t("partingOn", {
          criterion: results("quoted", { title: criterionTitle(frame, criterion) }),
          by: score(Math.abs(by)),
        }),
      ),
    ),
  });
}

const within = (value: number, min: number, max: number) => value >= min && value <= max;

function useRolesTitle({ frame, evaluation }: ResultsData): string {
  const t = useTranslations("results");
  const { either } = useFigures();
  const names = (ids: readonly string[]) => either(ids.map((id) => optionTitle(frame, id)));
  const furthest = furthestRoles(evaluation);
  const [only] = rankedRoles(evaluation);
  if (!furthest) {
    return only
      ? t("roles.titleOne", { role: roleName(frame, only.role), options: names(only.winners) })
      : "";
  }
  const { left, right } = furthest;
  const same = left.winners.join() === right.winners.join();
  const values = {
    left: roleName(frame, left.role),
    right: roleName(frame, right.role),
    first: names(left.winners),
  };
  return same ? t("roles.titleSame", values) : t("roles.title", { ...values, second: names(right.winners) });
}

export function RoleKey({ frame, tones, ids }: ResultsData & { ids: readonly string[] }) {
  const t = useTranslations("results");
  return (
    <p className={styles.key}>
      {ids.map((id) => (
        <span key={id}>
          <RoleGlyph tone={tones[id] ?? 0} />
          {roleName(frame, id)}
        </span>
      ))}
      <span>
        <i className={styles.allKey} />
        {t("roles.all")}
      </span>
    </p>
  );
}
