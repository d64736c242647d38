import type { DefaultJWT } from "next-auth/jwt";

declare module "next-auth/jwt" {
  interface JWT extends DefaultJWT {
    /** Id of the `auth_sessions` row. */
    sid?: string;
  }
}
