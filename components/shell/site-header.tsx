import { useTranslations } from "next-intl";
import { Link } from "@/lib/i18n/navigation";
import { buttonClass } from "../ui/button";
import { Icon, Logo } from "../ui/icon";
import { LazyAccountMenu } from "./lazy-account-menu";
import { LocaleSwitch } from "./locale-switch";
import styles from "./site-header.module.css";
import { ThemeSwitch } from "./theme-switch";

export interface HeaderUser {
  name: string;
  email: string | null;
  isAdmin: boolean;
  isGuest: boolean;
}

interface Props {
  user: HeaderUser | null;
  signOut: () => Promise<void>;
  /** The signed-out front page has no bar, only its contents. */
  front?: boolean;
  /** Where people go who are not signed in; null on pages that are themselves a way in. */
  signIn?: boolean;
}

/** The top bar of every page that is not a board. */
export function SiteHeader({ user, signOut, front = false, signIn = false }: Props) {
  const t = useTranslations("common");
  const home = useTranslations("home");
  return (
    <header className={styles.bar} data-front={front || undefined}>
      <a className="skip" href="#content">
        {t("skip")}
      </a>
      <Link className={styles.word} href="/">
        <Logo size={26} />
        {t("appName")}
      </Link>
      <div className={styles.end}>
        <LocaleSwitch />
        <ThemeSwitch />
        {signIn && !user ? (
          <Link className={buttonClass("line")} href="/signin">
            {home("signIn")}
          </Link>
        ) : null}
        {user && !user.isGuest ? (
          <Link className={buttonClass("primary")} href="/boards/new" aria-label={home("newBoard")}>
            <Icon name="plus" />
            <span className={styles.wide}>{home("newBoard")}</span>
          </Link>
        ) : null}
        {user ? <LazyAccountMenu user={user} signOut={signOut} /> : null}
      </div>
    </header>
  );
}
