import { useFormatter, useTranslations } from "next-intl";
import { type BoardDifference, COMPARED, type KindDifference } from "@/lib/board/difference";
import styles from "./history.module.css";

/** Titles that are said before the rest is counted. */
const NAMED = 5;

/** Then and now in numbers, and by title what is in one of them only. */
export function DifferenceTable({ difference }: { difference: BoardDifference }) {
  const t = useTranslations("history.difference");
  const format = useFormatter();
  const { fits, rest } = difference;
  const isSame =
    rest.length === 0 &&
    [...COMPARED.map((kind) => difference[kind]), fits].every(
      ({ then, now, changed }) => then === now && changed === 0,
    ) &&
    COMPARED.every((kind) => difference[kind].onlyThen.length === 0) &&
    fits.onlyThen === 0;
  return (
    <>
      <table className={styles.difference}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t("then")}</th>
            <th scope="col">{t("now")}</th>
          </tr>
        </thead>
        <tbody>
          {COMPARED.map((kind) => (
            <Row key={kind} title={t(kind)} counts={difference[kind]}>
              <KindNotes kind={difference[kind]} />
            </Row>
          ))}
          <Row title={t("fits")} counts={fits}>
            {fits.onlyThen > 0 ? <small>{t("fitsThen", { count: fits.onlyThen })}</small> : null}
            {fits.onlyNow > 0 ? <small>{t("fitsNow", { count: fits.onlyNow })}</small> : null}
            {fits.changed > 0 ? <small>{t("fitsChanged", { count: fits.changed })}</small> : null}
          </Row>
        </tbody>
      </table>
      {isSame ? <p className={styles.rest}>{t("same")}</p> : null}
      {rest.length > 0 ? (
        <p className={styles.rest}>
          {t("rest", { parts: format.list(rest.map((part) => t(`part.${part}`))) })}
        </p>
      ) : null}
    </>
  );
}

interface RowProps {
  title: string;
  counts: { then: number; now: number };
  children: React.ReactNode;
}

function Row({ title, counts, children }: RowProps) {
  const format = useFormatter();
  return (
    <tr>
      <th scope="row">
        {title}
        {children}
      </th>
      <td>{format.number(counts.then)}</td>
      <td>{format.number(counts.now)}</td>
    </tr>
  );
}

function KindNotes({ kind }: { kind: KindDifference }) {
  const t = useTranslations("history.difference");
  const format = useFormatter();
  const list = (titles: readonly string[]) => {
    const rest = titles.length - NAMED;
    const named = titles.slice(0, NAMED);
    return format.list(rest > 0 ? [...named, t("more", { count: rest })] : named);
  };
  return (
    <>
      {kind.onlyThen.length > 0 ? <small>{t("onlyThen", { titles: list(kind.onlyThen) })}</small> : null}
      {kind.onlyNow.length > 0 ? <small>{t("onlyNow", { titles: list(kind.onlyNow) })}</small> : null}
      {kind.changed > 0 ? <small>{t("changed", { count: kind.changed })}</small> : null}
    </>
  );
}
