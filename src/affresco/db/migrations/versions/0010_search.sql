-- Search by words and by meaning; saved searches.
SELECT 1;
