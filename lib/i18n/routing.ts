import { defineRouting } from "next-intl/routing";
import { LOCALES } from "./locales";

/** The language stands in the path; the first visit follows the browser, later ones the cookie. */
export const routing = defineRouting({ locales: LOCALES, defaultLocale: "en", localePrefix: "always" });
