import { useTranslations } from "next-intl";
import styles from "./rules.module.css";
import type { ReadRules } from "./translated-rules";

/** The method's rules, each with the number by which results cite it. */
export function RulesPage({ rules: { intro, parts } }: { rules: ReadRules }) {
  const t = useTranslations("rules");
  return (
    <main id="content" className={styles.page}>
      <h1>{t("title")}</h1>
      <p className={styles.lede}>{t("lede")}</p>
      <p className={styles.intro}>{intro}</p>
      <nav className={styles.contents} aria-label={t("parts")}>
        <ul>
          {parts.map((part) => (
            <li key={part.title}>
              <a href={`#${part.rules[0]?.id}`}>{part.title}</a>
            </li>
          ))}
        </ul>
      </nav>
      {parts.map((part) => (
        <section key={part.title} className={styles.part}>
          <h2>{part.title}</h2>
          <dl>
            {part.rules.map((rule) => (
              <div key={rule.id} id={rule.id}>
                <dt>
                  <a href={`#${rule.id}`}>{rule.id}</a>
                </dt>
                <dd lang={rule.translated ? undefined : "en"}>
                  <Emphasised text={rule.text} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </main>
  );
}

/** Text with *stressed* words; "xoshiro128**" has none. */
function Emphasised({ text }: { text: string }) {
  return text.split(/(?<!\*)\*(?!\*)/).map((part, at) => (at % 2 === 1 ? <em key={at}>{part}</em> : part));
}
