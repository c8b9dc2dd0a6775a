"""One linear history of migrations: plain SQL, forward only."""
