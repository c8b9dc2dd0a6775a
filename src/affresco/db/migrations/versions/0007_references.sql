-- What refers to an account has to be found when that is deleted.
CREATE INDEX notifications_actor ON notifications (actor_id);
CREATE INDEX invitations_created_by ON invitations (created_by) WHERE created_by IS NOT NULL;
CREATE INDEX picture_marks_account ON picture_marks (account_id);
