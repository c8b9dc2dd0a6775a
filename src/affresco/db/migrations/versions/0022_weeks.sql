-- A letter about the feedback of a week, for owners. week: the Monday after it; once each.
ALTER TABLE letters ADD week date UNIQUE;
-- Who has a link already, when a list of addresses is invited.
CREATE INDEX invitations_address ON invitations (address) WHERE address IS NOT NULL;
