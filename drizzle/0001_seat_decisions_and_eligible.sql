CREATE TABLE "seat_decisions" (
	"board_id" text NOT NULL,
	"user_id" uuid NOT NULL,
	"access" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "seat_decisions_board_id_user_id_pk" PRIMARY KEY("board_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "rounds" ADD COLUMN "eligible" jsonb;--> statement-breakpoint
ALTER TABLE "seat_decisions" ADD CONSTRAINT "seat_decisions_board_id_boards_id_fk" FOREIGN KEY ("board_id") REFERENCES "public"."boards"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_decisions" ADD CONSTRAINT "seat_decisions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;