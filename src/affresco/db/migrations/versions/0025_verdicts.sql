-- appeal: somebody disputes a refusal (for owners). verdict: an appeal of one's own is decided.
ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN (
    'follow', 'follow_request', 'like', 'reply', 'repost', 'remix', 'quote', 'mention', 'post', 'poll', 'edit',
    'report', 'sign_up', 'cited', 'webhook', 'feedback', 'appeal', 'verdict'));
