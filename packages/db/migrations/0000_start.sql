CREATE TABLE "auth_account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"issuer" text,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth_session" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "auth_session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "auth_user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"is_anonymous" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "auth_user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "auth_verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "block" (
	"blocker" text NOT NULL,
	"blocked" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "block_blocker_blocked_pk" PRIMARY KEY("blocker","blocked")
);
--> statement-breakpoint
CREATE TABLE "command_receipt" (
	"actor" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"output" jsonb NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "command_receipt_actor_id_pk" PRIMARY KEY("actor","id")
);
--> statement-breakpoint
CREATE TABLE "profile" (
	"person" text PRIMARY KEY NOT NULL,
	"handle" text NOT NULL,
	"guest" boolean DEFAULT false NOT NULL,
	"target_level" text DEFAULT 'L5' NOT NULL,
	"wants" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"interviews" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"code_languages" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"spoken_languages" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"time_zone" text,
	"goal" text,
	"goal_set_at" bigint,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "seen_pack" (
	"person" text NOT NULL,
	"pack" text NOT NULL,
	"role" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "seen_pack_person_pack_role_pk" PRIMARY KEY("person","pack","role")
);
--> statement-breakpoint
CREATE TABLE "round_digest" (
	"round" text NOT NULL,
	"v" smallint NOT NULL,
	"kind" text NOT NULL,
	"candidate_seat" text NOT NULL,
	"rater_seat" text NOT NULL,
	"candidate" text,
	"rater" text,
	"held_at" bigint NOT NULL,
	"opened_at" bigint NOT NULL,
	"first_vote" smallint,
	"loop" text,
	"shown" jsonb NOT NULL,
	"facts" jsonb NOT NULL,
	"words" "tsvector" NOT NULL,
	CONSTRAINT "round_digest_round_rater_seat_pk" PRIMARY KEY("round","rater_seat")
);
--> statement-breakpoint
CREATE TABLE "loop" (
	"id" text PRIMARY KEY NOT NULL,
	"candidate" text NOT NULL,
	"number" integer NOT NULL,
	"level" text NOT NULL,
	"deep_declared" boolean NOT NULL,
	"options" jsonb NOT NULL,
	"teams" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" bigint NOT NULL,
	"closed_at" bigint
);
--> statement-breakpoint
CREATE TABLE "loop_share" (
	"id" text PRIMARY KEY NOT NULL,
	"loop" text NOT NULL,
	"token_hash" text NOT NULL,
	"shows" text NOT NULL,
	"names" boolean NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"revoked_at" bigint,
	CONSTRAINT "loop_share_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "revision" (
	"round" text NOT NULL,
	"seat" text NOT NULL,
	"loop" text NOT NULL,
	"to" smallint NOT NULL,
	"reason" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "revision_round_seat_pk" PRIMARY KEY("round","seat")
);
--> statement-breakpoint
CREATE TABLE "voided_card" (
	"round" text NOT NULL,
	"seat" text NOT NULL,
	"loop" text NOT NULL,
	"cause" text NOT NULL,
	"words" text NOT NULL,
	"by" text NOT NULL,
	"moderator" text,
	"at" bigint NOT NULL,
	CONSTRAINT "voided_card_round_seat_pk" PRIMARY KEY("round","seat")
);
--> statement-breakpoint
CREATE TABLE "offer" (
	"id" text PRIMARY KEY NOT NULL,
	"first" text NOT NULL,
	"second" text NOT NULL,
	"relaxed" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"made_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"extended" boolean DEFAULT false NOT NULL,
	"first_accepted_at" bigint,
	"second_accepted_at" bigint,
	"outcome" text,
	"session" text
);
--> statement-breakpoint
CREATE TABLE "queue_ticket" (
	"id" text PRIMARY KEY NOT NULL,
	"person" text NOT NULL,
	"criteria" jsonb NOT NULL,
	"joined_at" bigint NOT NULL,
	"front_since" bigint,
	"state" text NOT NULL,
	"offer" text
);
--> statement-breakpoint
CREATE TABLE "imported_card" (
	"id" text PRIMARY KEY NOT NULL,
	"person" text NOT NULL,
	"origin" text NOT NULL,
	"from" text,
	"kind" text NOT NULL,
	"loop_seat" text,
	"title" text NOT NULL,
	"rater" text NOT NULL,
	"vote" smallint,
	"screen" text,
	"evidence" integer NOT NULL,
	"held_at" bigint NOT NULL,
	"content" jsonb NOT NULL,
	"imported_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "own_pack" (
	"id" text PRIMARY KEY NOT NULL,
	"person" text NOT NULL,
	"source" text NOT NULL,
	"origin" text,
	"version" integer NOT NULL,
	"title" text NOT NULL,
	"kind" text,
	"faults" integer NOT NULL,
	"created_at" bigint NOT NULL,
	"saved_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "prep_plan" (
	"person" text PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"level" text NOT NULL,
	"weeks" smallint NOT NULL,
	"hours_per_week" smallint NOT NULL,
	"gives_week" boolean NOT NULL,
	"teams" jsonb NOT NULL,
	"starts_at" bigint NOT NULL,
	"time_zone" text NOT NULL,
	"interview_on" text,
	"replanned_at" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"changes" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "prep_tick" (
	"person" text NOT NULL,
	"task" text NOT NULL,
	"at" bigint NOT NULL,
	"words" text,
	CONSTRAINT "prep_tick_person_task_pk" PRIMARY KEY("person","task")
);
--> statement-breakpoint
CREATE TABLE "rehearsal" (
	"story" text NOT NULL,
	"at" bigint NOT NULL,
	"minutes" real NOT NULL,
	"i" smallint NOT NULL,
	"we" smallint NOT NULL,
	CONSTRAINT "rehearsal_story_at_pk" PRIMARY KEY("story","at")
);
--> statement-breakpoint
CREATE TABLE "story" (
	"id" text PRIMARY KEY NOT NULL,
	"person" text NOT NULL,
	"content" jsonb NOT NULL,
	"created_at" bigint NOT NULL,
	"changed_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "replay_clip" (
	"id" text PRIMARY KEY NOT NULL,
	"round" text NOT NULL,
	"seat" text NOT NULL,
	"name" text NOT NULL,
	"from_ms" integer NOT NULL,
	"to_ms" integer NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "replay_comment" (
	"id" text PRIMARY KEY NOT NULL,
	"round" text NOT NULL,
	"seat" text NOT NULL,
	"at_ms" integer NOT NULL,
	"text" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "replay_part" (
	"round" text NOT NULL,
	"part" integer NOT NULL,
	"from_ms" integer NOT NULL,
	"to_ms" integer NOT NULL,
	"changes" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "replay_part_round_part_pk" PRIMARY KEY("round","part")
);
--> statement-breakpoint
CREATE TABLE "replay_tape" (
	"round" text PRIMARY KEY NOT NULL,
	"seats" jsonb NOT NULL,
	"changes" integer NOT NULL,
	"unreadable" integer NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feedback_rating" (
	"round" text NOT NULL,
	"seat" text NOT NULL,
	"specific" smallint,
	"fair" smallint,
	"actionable" smallint,
	"at" bigint NOT NULL,
	CONSTRAINT "feedback_rating_round_seat_pk" PRIMARY KEY("round","seat")
);
--> statement-breakpoint
CREATE TABLE "scorecard" (
	"round" text NOT NULL,
	"seat" text NOT NULL,
	"draft" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"draft_version" integer DEFAULT 0 NOT NULL,
	"filed" jsonb,
	"filed_at" bigint,
	"opened_at" bigint,
	"remark" text,
	"remark_at" bigint,
	CONSTRAINT "scorecard_round_seat_pk" PRIMARY KEY("round","seat")
);
--> statement-breakpoint
CREATE TABLE "self_estimate" (
	"round" text NOT NULL,
	"seat" text NOT NULL,
	"draft" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"draft_version" integer DEFAULT 0 NOT NULL,
	"filed" jsonb,
	"filed_at" bigint,
	"opened_at" bigint,
	CONSTRAINT "self_estimate_round_seat_pk" PRIMARY KEY("round","seat")
);
--> statement-breakpoint
CREATE TABLE "chat_message" (
	"session" text NOT NULL,
	"seq" integer NOT NULL,
	"seat" text NOT NULL,
	"at" bigint NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "chat_message_session_seq_pk" PRIMARY KEY("session","seq")
);
--> statement-breakpoint
CREATE TABLE "consent" (
	"session" text NOT NULL,
	"seat" text NOT NULL,
	"subject" text NOT NULL,
	"seq" integer NOT NULL,
	"agreed" boolean NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "consent_seat_subject_seq_pk" PRIMARY KEY("seat","subject","seq")
);
--> statement-breakpoint
CREATE TABLE "document_to_remove" (
	"document" text PRIMARY KEY NOT NULL,
	"session" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invite" (
	"code" text PRIMARY KEY NOT NULL,
	"session" text NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"accepted_at" bigint,
	"revoked_at" bigint
);
--> statement-breakpoint
CREATE TABLE "liveness" (
	"id" smallint PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "narration" (
	"round" text NOT NULL,
	"seat" text NOT NULL,
	"spoke" text NOT NULL,
	"typed" text NOT NULL,
	"approximate" boolean NOT NULL,
	CONSTRAINT "narration_round_seat_pk" PRIMARY KEY("round","seat")
);
--> statement-breakpoint
CREATE TABLE "rater_link" (
	"session" text PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"asked_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"accepted_at" bigint,
	CONSTRAINT "rater_link_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "recording" (
	"id" text PRIMARY KEY NOT NULL,
	"session" text NOT NULL,
	"seat" text NOT NULL,
	"video" boolean NOT NULL,
	"started_at" bigint NOT NULL,
	"stopped_at" bigint
);
--> statement-breakpoint
CREATE TABLE "round" (
	"id" text PRIMARY KEY NOT NULL,
	"session" text NOT NULL,
	"ordinal" smallint NOT NULL,
	"kind" text NOT NULL,
	"interviewer" text NOT NULL,
	"candidate" text NOT NULL,
	"rater" text,
	"minutes" smallint NOT NULL,
	"stretch" double precision DEFAULT 1 NOT NULL,
	"packs" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"redealt" boolean DEFAULT false NOT NULL,
	"loop_dealt" boolean DEFAULT false NOT NULL,
	"standing" text DEFAULT 'practice' NOT NULL,
	"loop" text,
	"loop_seat" text,
	"state" text DEFAULT 'planned' NOT NULL,
	"started_at" bigint,
	"ended_at" bigint,
	"counts" boolean,
	"document" text NOT NULL,
	"document_epoch" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "round_document_unique" UNIQUE("document")
);
--> statement-breakpoint
CREATE TABLE "round_event" (
	"round" text NOT NULL,
	"seq" integer NOT NULL,
	"at" bigint NOT NULL,
	"round_ms" integer NOT NULL,
	"seat" text NOT NULL,
	"command_id" text NOT NULL,
	"type" text NOT NULL,
	"v" smallint NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "round_event_round_seq_pk" PRIMARY KEY("round","seq")
);
--> statement-breakpoint
CREATE TABLE "round_final" (
	"round" text PRIMARY KEY NOT NULL,
	"texts" jsonb NOT NULL,
	"language" text NOT NULL,
	"board" jsonb,
	"pinned" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"compacted_at" bigint,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "seat" (
	"id" text PRIMARY KEY NOT NULL,
	"session" text NOT NULL,
	"position" smallint NOT NULL,
	"person" text,
	"name" text DEFAULT '' NOT NULL,
	"joined_at" bigint,
	"replay_agreed" boolean,
	"narration_agreed" boolean,
	"recording_agreed" boolean,
	"wish" text,
	"wish_answer" text,
	"ready_at" bigint,
	"asks_switch_at" bigint,
	"filed_told_at" bigint,
	"rater_agreed" boolean,
	"left_at" bigint
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"origin" text NOT NULL,
	"both_ways" boolean NOT NULL,
	"created_by" text,
	"created_at" bigint NOT NULL,
	"ended_at" bigint,
	"revealed_at" bigint,
	"reveal_cause" text
);
--> statement-breakpoint
ALTER TABLE "auth_account" ADD CONSTRAINT "auth_account_user_id_auth_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth_session" ADD CONSTRAINT "auth_session_user_id_auth_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "block" ADD CONSTRAINT "block_blocker_auth_user_id_fk" FOREIGN KEY ("blocker") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "block" ADD CONSTRAINT "block_blocked_auth_user_id_fk" FOREIGN KEY ("blocked") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profile" ADD CONSTRAINT "profile_person_auth_user_id_fk" FOREIGN KEY ("person") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seen_pack" ADD CONSTRAINT "seen_pack_person_auth_user_id_fk" FOREIGN KEY ("person") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_digest" ADD CONSTRAINT "round_digest_round_round_id_fk" FOREIGN KEY ("round") REFERENCES "public"."round"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_digest" ADD CONSTRAINT "round_digest_candidate_auth_user_id_fk" FOREIGN KEY ("candidate") REFERENCES "public"."auth_user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_digest" ADD CONSTRAINT "round_digest_rater_auth_user_id_fk" FOREIGN KEY ("rater") REFERENCES "public"."auth_user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loop" ADD CONSTRAINT "loop_candidate_auth_user_id_fk" FOREIGN KEY ("candidate") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loop_share" ADD CONSTRAINT "loop_share_loop_loop_id_fk" FOREIGN KEY ("loop") REFERENCES "public"."loop"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision" ADD CONSTRAINT "revision_round_round_id_fk" FOREIGN KEY ("round") REFERENCES "public"."round"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision" ADD CONSTRAINT "revision_seat_seat_id_fk" FOREIGN KEY ("seat") REFERENCES "public"."seat"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision" ADD CONSTRAINT "revision_loop_loop_id_fk" FOREIGN KEY ("loop") REFERENCES "public"."loop"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voided_card" ADD CONSTRAINT "voided_card_round_round_id_fk" FOREIGN KEY ("round") REFERENCES "public"."round"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voided_card" ADD CONSTRAINT "voided_card_seat_seat_id_fk" FOREIGN KEY ("seat") REFERENCES "public"."seat"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voided_card" ADD CONSTRAINT "voided_card_loop_loop_id_fk" FOREIGN KEY ("loop") REFERENCES "public"."loop"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voided_card" ADD CONSTRAINT "voided_card_moderator_auth_user_id_fk" FOREIGN KEY ("moderator") REFERENCES "public"."auth_user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer" ADD CONSTRAINT "offer_first_queue_ticket_id_fk" FOREIGN KEY ("first") REFERENCES "public"."queue_ticket"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer" ADD CONSTRAINT "offer_second_queue_ticket_id_fk" FOREIGN KEY ("second") REFERENCES "public"."queue_ticket"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer" ADD CONSTRAINT "offer_session_session_id_fk" FOREIGN KEY ("session") REFERENCES "public"."session"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queue_ticket" ADD CONSTRAINT "queue_ticket_person_auth_user_id_fk" FOREIGN KEY ("person") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imported_card" ADD CONSTRAINT "imported_card_person_auth_user_id_fk" FOREIGN KEY ("person") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_pack" ADD CONSTRAINT "own_pack_person_auth_user_id_fk" FOREIGN KEY ("person") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prep_plan" ADD CONSTRAINT "prep_plan_person_auth_user_id_fk" FOREIGN KEY ("person") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prep_tick" ADD CONSTRAINT "prep_tick_person_auth_user_id_fk" FOREIGN KEY ("person") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rehearsal" ADD CONSTRAINT "rehearsal_story_story_id_fk" FOREIGN KEY ("story") REFERENCES "public"."story"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story" ADD CONSTRAINT "story_person_auth_user_id_fk" FOREIGN KEY ("person") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replay_clip" ADD CONSTRAINT "replay_clip_round_round_id_fk" FOREIGN KEY ("round") REFERENCES "public"."round"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replay_clip" ADD CONSTRAINT "replay_clip_seat_seat_id_fk" FOREIGN KEY ("seat") REFERENCES "public"."seat"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replay_comment" ADD CONSTRAINT "replay_comment_round_round_id_fk" FOREIGN KEY ("round") REFERENCES "public"."round"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replay_comment" ADD CONSTRAINT "replay_comment_seat_seat_id_fk" FOREIGN KEY ("seat") REFERENCES "public"."seat"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replay_part" ADD CONSTRAINT "replay_part_round_replay_tape_round_fk" FOREIGN KEY ("round") REFERENCES "public"."replay_tape"("round") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replay_tape" ADD CONSTRAINT "replay_tape_round_round_id_fk" FOREIGN KEY ("round") REFERENCES "public"."round"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_rating" ADD CONSTRAINT "feedback_rating_round_round_id_fk" FOREIGN KEY ("round") REFERENCES "public"."round"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback_rating" ADD CONSTRAINT "feedback_rating_seat_seat_id_fk" FOREIGN KEY ("seat") REFERENCES "public"."seat"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scorecard" ADD CONSTRAINT "scorecard_round_round_id_fk" FOREIGN KEY ("round") REFERENCES "public"."round"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scorecard" ADD CONSTRAINT "scorecard_seat_seat_id_fk" FOREIGN KEY ("seat") REFERENCES "public"."seat"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "self_estimate" ADD CONSTRAINT "self_estimate_round_round_id_fk" FOREIGN KEY ("round") REFERENCES "public"."round"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "self_estimate" ADD CONSTRAINT "self_estimate_seat_seat_id_fk" FOREIGN KEY ("seat") REFERENCES "public"."seat"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_message" ADD CONSTRAINT "chat_message_session_session_id_fk" FOREIGN KEY ("session") REFERENCES "public"."session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_message" ADD CONSTRAINT "chat_message_seat_seat_id_fk" FOREIGN KEY ("seat") REFERENCES "public"."seat"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent" ADD CONSTRAINT "consent_session_session_id_fk" FOREIGN KEY ("session") REFERENCES "public"."session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent" ADD CONSTRAINT "consent_seat_seat_id_fk" FOREIGN KEY ("seat") REFERENCES "public"."seat"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invite" ADD CONSTRAINT "invite_session_session_id_fk" FOREIGN KEY ("session") REFERENCES "public"."session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "narration" ADD CONSTRAINT "narration_round_round_id_fk" FOREIGN KEY ("round") REFERENCES "public"."round"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "narration" ADD CONSTRAINT "narration_seat_seat_id_fk" FOREIGN KEY ("seat") REFERENCES "public"."seat"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rater_link" ADD CONSTRAINT "rater_link_session_session_id_fk" FOREIGN KEY ("session") REFERENCES "public"."session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rater_link" ADD CONSTRAINT "rater_link_asked_by_seat_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."seat"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recording" ADD CONSTRAINT "recording_session_session_id_fk" FOREIGN KEY ("session") REFERENCES "public"."session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recording" ADD CONSTRAINT "recording_seat_seat_id_fk" FOREIGN KEY ("seat") REFERENCES "public"."seat"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round" ADD CONSTRAINT "round_session_session_id_fk" FOREIGN KEY ("session") REFERENCES "public"."session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round" ADD CONSTRAINT "round_interviewer_seat_id_fk" FOREIGN KEY ("interviewer") REFERENCES "public"."seat"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round" ADD CONSTRAINT "round_candidate_seat_id_fk" FOREIGN KEY ("candidate") REFERENCES "public"."seat"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round" ADD CONSTRAINT "round_rater_seat_id_fk" FOREIGN KEY ("rater") REFERENCES "public"."seat"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_event" ADD CONSTRAINT "round_event_round_round_id_fk" FOREIGN KEY ("round") REFERENCES "public"."round"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_final" ADD CONSTRAINT "round_final_round_round_id_fk" FOREIGN KEY ("round") REFERENCES "public"."round"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat" ADD CONSTRAINT "seat_session_session_id_fk" FOREIGN KEY ("session") REFERENCES "public"."session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat" ADD CONSTRAINT "seat_person_auth_user_id_fk" FOREIGN KEY ("person") REFERENCES "public"."auth_user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_created_by_auth_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."auth_user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "auth_account_user" ON "auth_account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "auth_account_provider" ON "auth_account" USING btree ("provider_id","account_id");--> statement-breakpoint
CREATE INDEX "auth_session_user" ON "auth_session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "auth_verification_identifier" ON "auth_verification" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "block_blocked" ON "block" USING btree ("blocked");--> statement-breakpoint
CREATE INDEX "command_receipt_at" ON "command_receipt" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "profile_handle" ON "profile" USING btree (lower("handle")) WHERE not "profile"."guest";--> statement-breakpoint
CREATE INDEX "round_digest_received" ON "round_digest" USING btree ("candidate","held_at","round","rater","first_vote");--> statement-breakpoint
CREATE INDEX "round_digest_given" ON "round_digest" USING btree ("rater","held_at","round");--> statement-breakpoint
CREATE UNIQUE INDEX "loop_number" ON "loop" USING btree ("candidate","number");--> statement-breakpoint
CREATE INDEX "loop_share_loop" ON "loop_share" USING btree ("loop");--> statement-breakpoint
CREATE INDEX "revision_loop" ON "revision" USING btree ("loop");--> statement-breakpoint
CREATE INDEX "revision_seat" ON "revision" USING btree ("seat");--> statement-breakpoint
CREATE INDEX "voided_card_loop" ON "voided_card" USING btree ("loop");--> statement-breakpoint
CREATE INDEX "voided_card_seat" ON "voided_card" USING btree ("seat");--> statement-breakpoint
CREATE INDEX "voided_card_moderator" ON "voided_card" USING btree ("moderator");--> statement-breakpoint
CREATE INDEX "offer_open" ON "offer" USING btree ("outcome","expires_at");--> statement-breakpoint
CREATE INDEX "offer_first" ON "offer" USING btree ("first");--> statement-breakpoint
CREATE INDEX "offer_second" ON "offer" USING btree ("second");--> statement-breakpoint
CREATE INDEX "offer_session" ON "offer" USING btree ("session");--> statement-breakpoint
CREATE UNIQUE INDEX "queue_ticket_open" ON "queue_ticket" USING btree ("person") WHERE "queue_ticket"."state" in ('waiting', 'offered');--> statement-breakpoint
CREATE INDEX "queue_ticket_person" ON "queue_ticket" USING btree ("person");--> statement-breakpoint
CREATE INDEX "queue_ticket_state" ON "queue_ticket" USING btree ("state","joined_at");--> statement-breakpoint
CREATE UNIQUE INDEX "imported_card_origin" ON "imported_card" USING btree ("person","origin");--> statement-breakpoint
CREATE INDEX "imported_card_held" ON "imported_card" USING btree ("person","held_at");--> statement-breakpoint
CREATE INDEX "own_pack_person" ON "own_pack" USING btree ("person","saved_at");--> statement-breakpoint
CREATE UNIQUE INDEX "own_pack_origin" ON "own_pack" USING btree ("person","origin");--> statement-breakpoint
CREATE INDEX "story_person" ON "story" USING btree ("person");--> statement-breakpoint
CREATE INDEX "replay_clip_round" ON "replay_clip" USING btree ("round","from_ms");--> statement-breakpoint
CREATE INDEX "replay_clip_seat" ON "replay_clip" USING btree ("seat");--> statement-breakpoint
CREATE INDEX "replay_comment_round" ON "replay_comment" USING btree ("round","at_ms");--> statement-breakpoint
CREATE INDEX "replay_comment_seat" ON "replay_comment" USING btree ("seat");--> statement-breakpoint
CREATE INDEX "feedback_rating_seat" ON "feedback_rating" USING btree ("seat");--> statement-breakpoint
CREATE INDEX "scorecard_opened" ON "scorecard" USING btree ("opened_at");--> statement-breakpoint
CREATE INDEX "scorecard_seat" ON "scorecard" USING btree ("seat");--> statement-breakpoint
CREATE INDEX "self_estimate_seat" ON "self_estimate" USING btree ("seat");--> statement-breakpoint
CREATE INDEX "self_estimate_disrespect" ON "self_estimate" USING btree ("opened_at") WHERE "self_estimate"."filed" -> 'interviewer' -> 'ticks' @> '["disrespect"]'::jsonb;--> statement-breakpoint
CREATE INDEX "chat_message_seat" ON "chat_message" USING btree ("seat");--> statement-breakpoint
CREATE INDEX "consent_session" ON "consent" USING btree ("session");--> statement-breakpoint
CREATE INDEX "invite_session" ON "invite" USING btree ("session");--> statement-breakpoint
CREATE INDEX "narration_seat" ON "narration" USING btree ("seat");--> statement-breakpoint
CREATE INDEX "rater_link_asked_by" ON "rater_link" USING btree ("asked_by");--> statement-breakpoint
CREATE INDEX "recording_session" ON "recording" USING btree ("session");--> statement-breakpoint
CREATE INDEX "recording_seat" ON "recording" USING btree ("seat");--> statement-breakpoint
CREATE UNIQUE INDEX "recording_running" ON "recording" USING btree ("seat") WHERE "recording"."stopped_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "round_ordinal" ON "round" USING btree ("session","ordinal");--> statement-breakpoint
CREATE INDEX "round_loop" ON "round" USING btree ("loop");--> statement-breakpoint
CREATE INDEX "round_state" ON "round" USING btree ("state");--> statement-breakpoint
CREATE INDEX "round_interviewer" ON "round" USING btree ("interviewer");--> statement-breakpoint
CREATE INDEX "round_candidate" ON "round" USING btree ("candidate");--> statement-breakpoint
CREATE INDEX "round_rater" ON "round" USING btree ("rater");--> statement-breakpoint
CREATE UNIQUE INDEX "seat_position" ON "seat" USING btree ("session","position");--> statement-breakpoint
CREATE INDEX "seat_person" ON "seat" USING btree ("person","session");--> statement-breakpoint
CREATE INDEX "session_sealed" ON "session" USING btree ("id") WHERE "session"."revealed_at" is null;--> statement-breakpoint
CREATE INDEX "session_created_by" ON "session" USING btree ("created_by");