import { useTranslations } from "next-intl";
import { DotPlot } from "./dot-plot";
import { byWeight } from "./reading";
import { type ResultsData, criterionTitle, roleName } from "./results-props";
import { RoleKey } from "./role-figure";
import { RuleLinks } from "./rule-links";
import { AsTable, Section } from "./section";
import { useFigures } from "./use-figures";

/** What each criterion weighs, for all and for each role. */
export function WeightsFigure(data: ResultsData) {
  const { frame, evaluation, tones } = data;
  const t = useTranslations("results");
  const { percent, tenth } = useFigures();
  const { weights } = evaluation;
  if (weights.from === "equal" || frame.criteria.length < 2) return null;
  const roles = weights.roles.flatMap((role) =>
    role.shares ? [{ id: role.role, shares: role.shares, n: role.n }] : [],
  );
  const order = byWeight(evaluation, frame.criteria);
  const highest = Math.max(
    ...order.flatMap((id) => [weights.shares[id] ?? 0, ...roles.map((role) => role.shares[id] ?? 0)]),
  );
  const max = Math.min(1, Math.ceil(highest * 10) / 10);
  const step = max > 0.5 ? 0.2 : 0.1;
  const ticks = Array.from({ length: Math.floor(max / step + 1e-9) + 1 }, (_, at) => at * step);
  const heaviest = order[0] ?? "";
  return (
    <Section
      id="weights"
      title={t("weights.title", {
        criterion: criterionTitle(frame, heaviest),
        weight: percent(weights.shares[heaviest] ?? 0),
      })}
      lede={
        <>
          {t("weights.lede")}{" "}
          {weights.leftOut.length > 0 ? `${t("weights.leftOut", { count: weights.leftOut.length })} ` : null}
          <RuleLinks rules={["SW1", "SW2", "SW3", "SW4"]} />
        </>
      }
    >
      <DotPlot
        wide
        min={0}
        max={max}
        ticks={ticks.map((value) => ({ value, label: percent(value) }))}
        figureHead={t("roles.all")}
        head={<RoleKey {...data} ids={roles.map((role) => role.id)} />}
        rows={order.map((id) => ({
          id,
          label: criterionTitle(frame, id),
          all: {
            value: weights.shares[id] ?? 0,
            title: t("weights.dot", { role: t("roles.all"), weight: percent(weights.shares[id] ?? 0) }),
          },
          dots: roles.map((role) => ({
            id: role.id,
            tone: tones[role.id] ?? 0,
            value: role.shares[id] ?? 0,
            title: t("weights.dot", {
              role: roleName(frame, role.id),
              weight: percent(role.shares[id] ?? 0),
            }),
          })),
          figure: percent(weights.shares[id] ?? 0),
        }))}
      />
      <AsTable label={t("showTable")} caption={t("weights.caption")}>
        <thead>
          <tr>
            <th scope="col">{t("weights.criterion")}</th>
            <th scope="col">{t("roles.all")}</th>
            {roles.map((role) => (
              <th scope="col" key={role.id}>
                {t("weights.role", { role: roleName(frame, role.id), count: role.n })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="num">
          {order.map((id) => (
            <tr key={id}>
              <th scope="row">{criterionTitle(frame, id)}</th>
              <td>{tenth(weights.shares[id] ?? 0)}</td>
              {roles.map((role) => (
                <td key={role.id}>{tenth(role.shares[id] ?? 0)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </AsTable>
    </Section>
  );
}
