-- Web push, markers, preferences of notifications.
SELECT 1;
