-- Whom one blocks, mutes, lets follow, lists, endorses; filters; followed hashtags.
SELECT 1;
