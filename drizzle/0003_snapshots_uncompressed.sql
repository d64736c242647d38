-- Large values come packed. PostgreSQL would try to compress them once more: in the embedded one that took seconds, in
-- which nothing could be saved.
ALTER TABLE "board_snapshots" ALTER COLUMN "state" SET STORAGE EXTERNAL;--> statement-breakpoint
ALTER TABLE "board_snapshots" ALTER COLUMN "segment" SET STORAGE EXTERNAL;--> statement-breakpoint
ALTER TABLE "board_versions" ALTER COLUMN "state" SET STORAGE EXTERNAL;
