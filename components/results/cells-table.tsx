import { useTranslations } from "next-intl";
import type { RoleCell } from "@/lib/decision/aggregate";
import { markOfValue } from "@/lib/decision/marks";
import { type ResultsData, criterionTitle, optionTitle, roleName } from "./results-props";
import { AsTable } from "./section";
import { useFigures } from "./use-figures";

/** Every cell of the vote: mean mark of each role, how many marks it is made of, and what did not enter it. */
export function CellsTable({ frame, evaluation }: ResultsData) {
  const t = useTranslations("results");
  const { markExact, median, score } = useFigures();
  const cells = evaluation.cells.filter((cell) => cell.roles.length > 0);
  if (cells.length === 0) return null;
  const say = (cell: RoleCell | undefined) => {
    if (!cell) return t("cells.notAsked");
    if (cell.answered === 0) return t("cells.nobody");
    const notes = [
      ...(cell.mean === null
        ? []
        : [
            t("cells.of", {
              median: median(markOfValue(cell.median ?? 0, frame.scale)),
              count: cell.n,
            }),
          ]),
      ...(cell.abstained > 0 ? [t("cells.abstained", { count: cell.abstained })] : []),
      ...(cell.notApplicable > 0 ? [t("cells.notApplicable", { count: cell.notApplicable })] : []),
      ...(cell.underQuorum ? [t("cells.underQuorum")] : []),
    ];
    return (
      <>
        {cell.mean === null ? null : markExact(markOfValue(cell.mean, frame.scale))}
        {notes.map((note) => (
          <small key={note}>{note}</small>
        ))}
      </>
    );
  };
  return (
    <AsTable label={t("cells.show")} caption={t("cells.caption", { max: frame.scale })}>
      <thead>
        <tr>
          <th scope="col">{t("cells.cell")}</th>
          <th scope="col">{t("roles.all")}</th>
          {frame.roles.map((role) => (
            <th scope="col" key={role.id}>
              {roleName(frame, role.id)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="num">
        {cells.map((cell) => (
          <tr key={`${cell.criterion}|${cell.option}`}>
            <th scope="row">
              {t("cells.name", {
                option: optionTitle(frame, cell.option),
                criterion: criterionTitle(frame, cell.criterion),
              })}
            </th>
            <td>
              {cell.value === null ? (
                t("ranking.notScored")
              ) : (
                <>
                  {markExact(markOfValue(cell.value, frame.scale))}
                  <small>{t("cells.value", { value: score(cell.value) })}</small>
                </>
              )}
            </td>
            {frame.roles.map((role) => (
              <td key={role.id}>{say(cell.roles.find((each) => each.role === role.id))}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </AsTable>
  );
}
