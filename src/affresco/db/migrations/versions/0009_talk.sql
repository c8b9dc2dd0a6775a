-- Audiences, conversations, quotes, polls, schedules, pins, warnings, announcements.
SELECT 1;
