CREATE TABLE "board_quarantine" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"board_id" text NOT NULL,
	"kind" text NOT NULL,
	"seq" bigint NOT NULL,
	"epoch" integer,
	"writer" text,
	"number" integer,
	"checksum" "bytea",
	"data" "bytea" NOT NULL,
	"user_id" uuid,
	"written_at" timestamp with time zone NOT NULL,
	"accepted_by" uuid,
	"accepted_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "board_snapshots" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"board_id" text NOT NULL,
	"epoch" integer NOT NULL,
	"previous_id" bigint,
	"state" "bytea" NOT NULL,
	"segment" "bytea",
	"owners" jsonb NOT NULL,
	"writers" jsonb NOT NULL,
	"retired" "bytea",
	"as_of" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"checksum" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "board_versions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"board_id" text NOT NULL,
	"epoch" integer NOT NULL,
	"reason" text NOT NULL,
	"name" text,
	"state" "bytea" NOT NULL,
	"checksum" "bytea" NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "board_updates" ADD COLUMN "epoch" integer;--> statement-breakpoint
ALTER TABLE "board_updates" ADD COLUMN "writer" text;--> statement-breakpoint
ALTER TABLE "board_updates" ADD COLUMN "number" integer;--> statement-breakpoint
ALTER TABLE "board_updates" ADD COLUMN "checksum" "bytea";--> statement-breakpoint
ALTER TABLE "boards" ADD COLUMN "epoch" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "board_quarantine" ADD CONSTRAINT "board_quarantine_board_id_boards_id_fk" FOREIGN KEY ("board_id") REFERENCES "public"."boards"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "board_quarantine" ADD CONSTRAINT "board_quarantine_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "board_quarantine" ADD CONSTRAINT "board_quarantine_accepted_by_users_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "board_snapshots" ADD CONSTRAINT "board_snapshots_board_id_boards_id_fk" FOREIGN KEY ("board_id") REFERENCES "public"."boards"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "board_versions" ADD CONSTRAINT "board_versions_board_id_boards_id_fk" FOREIGN KEY ("board_id") REFERENCES "public"."boards"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "board_versions" ADD CONSTRAINT "board_versions_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "board_quarantine_board" ON "board_quarantine" USING btree ("board_id","id");--> statement-breakpoint
CREATE INDEX "board_snapshots_board" ON "board_snapshots" USING btree ("board_id","id");--> statement-breakpoint
CREATE INDEX "board_versions_board" ON "board_versions" USING btree ("board_id","created_at");