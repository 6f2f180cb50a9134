ALTER TABLE "seat" ALTER COLUMN "name" SET DEFAULT '';--> statement-breakpoint
ALTER TABLE "seat" ALTER COLUMN "joined_at" DROP NOT NULL;