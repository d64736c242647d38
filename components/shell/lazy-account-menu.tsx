"use client";

import dynamic from "next/dynamic";

/**
 * The "not found" page belongs to every page of a segment and brings the site's bar with it: the menu comes
 * in a chunk of its own, so that the voting page does not load it.
 */
export const LazyAccountMenu = dynamic(() => import("./account-menu").then(({ AccountMenu }) => AccountMenu));
