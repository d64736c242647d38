import { useTranslations } from "next-intl";
import { RoleGlyph } from "../ui/role-mark";
import { CellsTable } from "./cells-table";
import { DotPlot } from "./dot-plot";
import { type RankedRole, axis, furthestRoles, rankedRoles, scoreFor } from "./reading";
import { type ResultsData, criterionTitle, optionTitle, roleName } from "./results-props";
import styles from "./results.module.css";
import { AsTable, Section } from "./section";
import { Slope } from "./slope";
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
  if (roles.length === 0) return null;
  return (
    <Section id="roles" title={title} lede={t("roles.lede")}>
      <div className={furthest ? styles.roleGrid : undefined}>
        {furthest ? <Slope {...data} left={furthest.left} right={furthest.right} /> : null}
        <DotPlot
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
      {special.length > 0 ? (
        <ul className={styles.remarks}>
          {special.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      ) : null}
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
    key: "leftOut" | "borrowedWeights",
    group: readonly RankedRole[],
    criteria: readonly string[],
  ) =>
    t(`roles.${key}`, {
      roles: list(group.map((role) => roleName(frame, role.role))),
      count: group.length,
      criteria: list(criteria.map((id) => criterionTitle(frame, id))),
    });
  const groups = new Map<string, RankedRole[]>();
  for (const role of roles.filter((each) => each.leftOut.length > 0)) {
    const key = role.leftOut.join();
    groups.set(key, [...(groups.get(key) ?? []), role]);
  }
  const borrowed = roles.filter((role) => role.weightsFrom === "all-roles");
  return [
    ...[...groups.values()].map((group) => say("leftOut", group, group[0]?.leftOut ?? [])),
    ...(borrowed.length > 0 ? [say("borrowedWeights", borrowed, [])] : []),
  ];
}

const within = (value: number, min: number, max: number) => value >= min && value <= max;

function useRolesTitle({ frame, evaluation }: ResultsData): string {
  const t = useTranslations("results");
  const { list } = useFigures();
  const names = (ids: readonly string[]) => list(ids.map((id) => optionTitle(frame, id)));
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
